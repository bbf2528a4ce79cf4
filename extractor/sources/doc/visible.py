"""The characters that the document shows: no codes of fields, nothing hidden or deleted, marks made plain."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.sources.doc.character_properties import CharacterProperties, read_character_properties
from extractor.sources.doc.character_spans import spans_of
from extractor.sources.doc.fields import read_fields
from extractor.sources.doc.formatted_pages import Runs
from extractor.sources.doc.pieces import Text
from extractor.sources.doc.styles import Styles
from extractor.sources.superscripts import as_superscript
from extractor.sources.symbols import symbol_character

_SYMBOL_MARK = 0x28
_PICTURE_MARK = 0x01
_MARKS = (0x07, 0x0D)
_PLAIN = {0x0B: "\n", 0x0C: "\n", 0x0E: "\n", 0x1E: "-"}
"""Line, page and column breaks, the hyphen that does not break (2.4.1; the optional one, 0x1F, is not printed)."""
_TAB = 0x09
_FIRST_PRINTED = 0x20


@dataclass(frozen=True, slots=True)
class Left:
    """How many characters are hidden, deleted, or of unknown symbols; how many field marks have no partner, how many
    fields print what their code says and store no result; how many pictures stand in the text."""

    hidden: int
    deleted: int
    symbols: int
    fields: int
    unread_fields: int
    pictures: int


@dataclass(frozen=True, slots=True)
class Visible:
    """The shown text; ``offsets[place]`` is where the text from a place of the document on begins in ``text``."""

    text: str
    offsets: NDArray[np.int64]
    has_surrogates: bool
    deleted_marks: frozenset[int]
    """The places of paragraph and cell marks that a tracked change deleted."""
    left: Left

    def between(self, start: int, end: int) -> str:
        """What is shown of the places ``start`` to ``end``, half-open, outer white space removed."""
        text = self.text[self.offsets[start] : self.offsets[end]].strip()
        if self.has_surrogates:
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text


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
    matter = _lists_that_matter(properties, styles)
    spans = spans_of(text, runs, matter.hidden | matter.deleted | matter.symbols | matter.pictures | matter.raised)
    fields = read_fields(text.units)
    for start, end in fields.codes:
        shown[start:end] = False
    whole_deleted, whole_hidden = _whole_pieces(text)
    deleted_ranges = [*spans.of(matter.deleted), *whole_deleted]
    deleted = _leave_out(shown, deleted_ranges)
    hidden = _leave_out(shown, [*spans.of(matter.hidden), *whole_hidden])
    unknown = sum(
        _put_symbol(units, start, end, properties[index], fonts)
        for start, end, index in spans.ranges
        if index in matter.symbols
    )
    for start, end in spans.of(matter.raised):
        _raise(units[start:end], shown[start:end])
    pictures = sum(int(np.count_nonzero(text.units[a:b] == _PICTURE_MARK)) for a, b in spans.of(matter.pictures))
    offsets = np.zeros(len(units) + 1, dtype=np.int64)
    np.cumsum(shown, out=offsets[1:])
    surrogates = bool(((text.units >= 0xD800) & (text.units < 0xE000)).any())
    said = units[shown].tobytes().decode("utf-32-le", "surrogatepass")
    left = Left(hidden, deleted, unknown, fields.unmatched, fields.unread, pictures)
    return Visible(said, offsets, surrogates, _marks_in(text.units, deleted_ranges), left)


def _marks_in(units: NDArray[np.uint16], ranges: list[tuple[int, int]]) -> frozenset[int]:
    """The places of paragraph and cell marks within the ranges."""
    return frozenset(
        start + int(place) for start, end in ranges for place in np.flatnonzero(np.isin(units[start:end], _MARKS))
    )


@dataclass(frozen=True, slots=True)
class _Matter:
    """The indices of the property lists that decide what is shown."""

    hidden: frozenset[int]
    deleted: frozenset[int]
    symbols: frozenset[int]
    pictures: frozenset[int]
    raised: frozenset[int]


def _lists_that_matter(properties: tuple[CharacterProperties, ...], styles: Styles) -> _Matter:
    numbered = list(enumerate(properties))
    return _Matter(
        frozenset(index for index, one in numbered if _is_hidden(one, styles)),
        frozenset(index for index, one in numbered if one.deleted),
        frozenset(index for index, one in numbered if one.special and one.symbol),
        frozenset(index for index, one in numbered if one.special and one.picture),
        frozenset(index for index, one in numbered if _is_raised(one, styles)),
    )


def _whole_pieces(text: Text) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The ranges of pieces that are deleted, and hidden, as a whole by what they add to their characters."""
    read = {modifier: read_character_properties(modifier) for modifier in {piece.modifier for piece in text.pieces}}
    added = [(piece, read[piece.modifier]) for piece in text.pieces]
    deleted = [(piece.start, piece.end) for piece, properties in added if properties.deleted]
    hidden = [(piece.start, piece.end) for piece, properties in added if properties.hidden and properties.hidden.on]
    return deleted, hidden


def _is_hidden(properties: CharacterProperties, styles: Styles) -> bool:
    by_style = properties.style is not None and styles.is_hidden(properties.style)
    return by_style if properties.hidden is None else properties.hidden.over(by_style)


def _is_raised(properties: CharacterProperties, styles: Styles) -> bool:
    by_style = properties.style is not None and styles.is_raised(properties.style)
    return by_style if properties.raised is None else properties.raised


def _raise(units: NDArray[np.uint32], shown: NDArray[np.bool_]) -> None:
    """Write the digits of a run that is a superscript as superscript digits."""
    text = units[shown].tobytes().decode("utf-32-le", "surrogatepass")
    units[shown] = np.frombuffer(as_superscript(text).encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _leave_out(shown: NDArray[np.bool_], ranges: list[tuple[int, int]]) -> int:
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
