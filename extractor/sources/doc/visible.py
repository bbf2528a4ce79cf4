"""The characters that the document shows: no codes of fields, nothing hidden or deleted, marks made plain."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from extractor.sources.doc.character_properties import CharacterProperties, read_character_properties
from extractor.sources.doc.fields import field_codes
from extractor.sources.doc.formatted_pages import Runs
from extractor.sources.doc.pieces import Text
from extractor.sources.doc.styles import Styles
from extractor.sources.doc.symbols import symbol_character

_SYMBOL_MARK = 0x28
_PICTURE_MARKS = (0x01, 0x08)
_PLAIN = {0x0B: "\n", 0x0C: "\n", 0x0E: "\n", 0x1E: "-"}
"""Line, page and column breaks, the hyphen that does not break (2.4.1; the optional one, 0x1F, is not printed)."""
_TAB = 0x09
_FIRST_PRINTED = 0x20


@dataclass(frozen=True, slots=True)
class Left:
    """How many characters were left out or are doubtful, by reason; field marks without a partner."""

    hidden: int
    deleted: int
    symbols: int
    fields: int


@dataclass(frozen=True, slots=True)
class Visible:
    """The shown text; ``offsets[place]`` is where the text from a place of the document on begins in ``text``."""

    text: str
    offsets: NDArray[np.int64]
    has_surrogates: bool
    left: Left

    def between(self, start: int, end: int) -> str:
        """What is shown of the places ``start`` to ``end``, half-open, outer white space removed."""
        text = self.text[self.offsets[start] : self.offsets[end]].strip()
        if self.has_surrogates:
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text


@dataclass(frozen=True, slots=True)
class Spans:
    """Half-open ranges of places with the index of their character properties, of which only some matter."""

    ranges: tuple[tuple[int, int, int], ...]

    def of(self, wanted: frozenset[int]) -> Iterator[tuple[int, int]]:
        """The ranges of those properties."""
        return ((start, end) for start, end, index in self.ranges if index in wanted)


def show(
    text: Text, runs: Runs, properties: tuple[CharacterProperties, ...], styles: Styles, fonts: tuple[str, ...]
) -> Visible:
    """Decide for every character whether it is shown, and as what."""
    units = text.units.astype("<u4")
    shown = (units >= _FIRST_PRINTED) | (units == _TAB)
    for mark, plain in _PLAIN.items():
        found = text.units == mark
        units[found] = ord(plain)
        shown |= found
    hidden_lists, deleted_lists, symbol_lists = _lists_that_matter(properties, styles)
    spans = spans_of(text, runs, hidden_lists | deleted_lists | symbol_lists)
    unknown = 0
    for start, end, index in spans.ranges:
        if index in symbol_lists:
            unknown += _put_symbol(units, start, end, properties[index], fonts)
    whole_deleted, whole_hidden = _whole_pieces(text)
    deleted = _leave_out(shown, chain(spans.of(deleted_lists), whole_deleted))
    hidden = _leave_out(shown, chain(spans.of(hidden_lists), whole_hidden))
    codes, unmatched = field_codes(text.units)
    _leave_out(shown, codes)
    offsets = np.zeros(len(units) + 1, dtype=np.int64)
    np.cumsum(shown, out=offsets[1:])
    surrogates = bool(((text.units >= 0xD800) & (text.units < 0xE000)).any())
    said = units[shown].tobytes().decode("utf-32-le", "surrogatepass")
    return Visible(said, offsets, surrogates, Left(hidden, deleted, unknown, unmatched))


def spans_of(text: Text, runs: Runs, wanted: frozenset[int]) -> Spans:
    """Where the wanted lists of properties hold; runs are said in bytes, which pieces bring to places."""
    if not wanted or not len(runs.starts):
        return Spans(())
    chosen = np.isin(runs.indices, np.fromiter(wanted, dtype=np.int64))
    starts, ends, indices = runs.starts[chosen], runs.ends[chosen], runs.indices[chosen]
    reach = np.maximum.accumulate(ends)
    ranges: list[tuple[int, int, int]] = []
    for piece in text.pieces:
        limit = piece.byte + (piece.end - piece.start) * piece.width
        first, beyond = np.searchsorted(reach, piece.byte, side="right"), np.searchsorted(starts, limit, side="left")
        near = np.arange(first, max(first, beyond))
        near = near[ends[near] > piece.byte]
        begin = piece.start + (np.maximum(starts[near], piece.byte) - piece.byte) // piece.width
        end = piece.start + (np.minimum(ends[near], limit) - piece.byte) // piece.width
        ranges.extend(zip(begin.tolist(), end.tolist(), indices[near].tolist(), strict=True))
    return Spans(tuple(ranges))


def _lists_that_matter(
    properties: tuple[CharacterProperties, ...], styles: Styles
) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """The indices of lists that hide, that say deleted, and that make a symbol."""
    hidden = frozenset(index for index, one in enumerate(properties) if _is_hidden(one, styles))
    deleted = frozenset(index for index, one in enumerate(properties) if one.deleted)
    symbols = frozenset(index for index, one in enumerate(properties) if one.special and one.symbol)
    return hidden, deleted, symbols


def _whole_pieces(text: Text) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The ranges of pieces that are deleted, and hidden, as a whole by what they add to their characters."""
    added = [(piece, read_character_properties(piece.modifier)) for piece in text.pieces if piece.modifier]
    deleted = [(piece.start, piece.end) for piece, properties in added if properties.deleted]
    hidden = [(piece.start, piece.end) for piece, properties in added if properties.hidden and properties.hidden.on]
    return deleted, hidden


def _is_hidden(properties: CharacterProperties, styles: Styles) -> bool:
    by_style = properties.style is not None and styles.is_hidden(properties.style)
    return by_style if properties.hidden is None else properties.hidden.over(by_style)


def _leave_out(shown: NDArray[np.bool_], ranges: Iterable[tuple[int, int]]) -> int:
    """Leave the ranges out; how many characters that takes away."""
    count = 0
    for start, end in ranges:
        count += int(np.count_nonzero(shown[start:end]))
        shown[start:end] = False
    return count


def _put_symbol(
    units: NDArray[np.uint32], start: int, end: int, properties: CharacterProperties, fonts: tuple[str, ...]
) -> int:
    """Write the symbol over its mark; how many have no known character (they stay as the private one)."""
    font, code = properties.symbol or (0, 0)
    character = symbol_character(code, fonts[font] if font < len(fonts) else "")
    marks = units[start:end] == _SYMBOL_MARK
    units[start:end][marks] = code if character is None else ord(character)
    return 0 if character is not None else int(np.count_nonzero(marks))
