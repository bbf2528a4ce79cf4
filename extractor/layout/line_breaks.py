"""Two lines of one column → whether the lower may go on with the upper: a typesetter breaks a line only where the next
word does not fit."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from extractor.document.geometry import BBox, union
from extractor.document.text import without_space
from extractor.document.total_words import is_grand_total
from extractor.layout.pieces import Piece, begins_item
from extractor.layout.text_rows import TextRow

_OPENING = tuple("（(《“‘〔【")
_CLOSING = tuple("）)》”’〕】，。、；：！？,.;:%％")
_ROOM_EM = 0.6
"""A word fits where this much room, in heights of the text, is left over after it."""
_AS_WIDE_EM = 1.0
"""Texts whose widths differ by less than this, in heights of the text, show how wide their column is."""
_EXACT_EM = 0.1
_SAME_PLACE_EM = 0.4
_CENTRED_SHARE = 0.6
"""A column is set around a middle where this share of its texts, of various widths, have it."""


class TextColumn(NamedTuple):
    """How far the texts of a column get: their widths and right edges, the greatest first, and whether they are set
    around one middle."""

    widths: tuple[float, ...]
    edges: tuple[float, ...]
    is_centred: bool

    def has_room(self, upper: Piece, lower: Piece) -> bool:
        """Whether the first word of the lower line would have fitted behind the upper one: that text had ended."""
        room = min(self.widths[0] - upper.bbox.width, self.edges[0] - upper.bbox.x1)
        return first_width(lower) + _ROOM_EM * lower.bbox.height <= room

    def is_filled_by(self, upper: Piece, lower: Piece) -> bool:
        """Whether another text is as wide, so that both fill their column, and the lower line has not even the exact
        room that its first word takes behind the upper one."""
        if len(self.widths) < 2 or self.widths[1] < upper.bbox.width - _AS_WIDE_EM * upper.bbox.height:
            return False
        return self.edges[0] - upper.bbox.x1 < first_width(lower) - _EXACT_EM * lower.bbox.height

    def is_set_alike(self, upper: Piece, lower: Piece) -> bool:
        """Whether a lower line begins no farther to the right than the upper one, or has its middle where the column's
        texts have it."""
        slack = _SAME_PLACE_EM * lower.bbox.height
        if self.is_centred and abs(lower.bbox.x_middle - upper.bbox.x_middle) <= slack:
            return True
        return lower.bbox.x0 <= upper.bbox.x0 + slack


def text_columns(lines: Sequence[TextRow]) -> dict[int, TextColumn]:
    """How far the texts of each column get."""
    boxes: dict[int, list[BBox]] = {}
    for line in lines:
        for column, pieces in line.cells.items():
            boxes.setdefault(column, []).append(union(piece.bbox for piece in pieces))
    return {
        column: TextColumn(
            tuple(sorted((box.width for box in found), reverse=True)[:2]),
            tuple(sorted((box.x1 for box in found), reverse=True)[:1]),
            _is_centred(found),
        )
        for column, found in boxes.items()
    }


def _is_centred(boxes: Sequence[BBox]) -> bool:
    slack = _SAME_PLACE_EM * median(box.height for box in boxes)
    shares = [
        sum(abs(value - middle) <= slack for value in values) / len(boxes)
        for values in ([box.x_middle for box in boxes], [box.x0 for box in boxes])
        for middle in [median(values)]
    ]
    return shares[0] >= _CENTRED_SHARE and shares[0] > shares[1]


def may_go_on(upper: Piece, lower: Piece) -> bool:
    """Whether the words alone allow that a line goes on with the one above."""
    if begins_item(lower.text) or is_grand_total(without_space(lower.text)):
        return False
    return not (upper.is_figure and lower.is_figure)


def first_width(piece: Piece) -> float:
    """The width of what a line break can not part at the start of a text: a word, or a Chinese character with the
    brackets before it and the punctuation behind it."""
    word = piece.text.split()[0]
    if word.isascii():
        return piece.bbox.width * len(word) / len(piece.text)
    opening = next((n for n, character in enumerate(word) if character not in _OPENING), len(word) - 1)
    end = opening + 1
    while end < len(word) and word[end] in _CLOSING:
        end += 1
    return piece.bbox.height * end
