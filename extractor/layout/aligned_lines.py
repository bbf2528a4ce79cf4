"""A line of text → its pieces, and whether it stands like a row of a table without rulings."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document.caption_words import is_sentence
from extractor.document.page import TextLine
from extractor.layout.caption_lines import is_beside_another, is_caption_line
from extractor.layout.pieces import Piece, pieces_of
from extractor.layout.rows_alike import FARTHEST_ALIKE_EM, are_set_alike

_FARTHEST_EM = 3.0
"""Rows of one table are no farther apart than this, in heights of the text."""
WRAPPED_EM = 1.0
"""The next line of a wrapped label is no farther below than this, in heights of the text."""
SAME_EDGE_PT = 1.5
_LEADERS = ("....", "……", "····", "‥‥", "•••")


@dataclass(frozen=True, slots=True)
class AlignedLine:
    line: TextLine
    pieces: tuple[Piece, ...]
    has_label_beside: bool = False
    """Whether a line before it overlaps it in height: a label of two lines with its figures in the middle."""

    is_beside: bool = False
    """Whether a line before or after it overlaps it in height: one heading of several that stand a little higher."""

    @property
    def is_row(self) -> bool:
        """Whether it stands like a row: several pieces, a figure after the first, no dots that lead to a page."""
        if any(leader in self.line.text for leader in _LEADERS):
            return False
        if self.has_label_beside:
            return any(piece.is_figure for piece in self.pieces)
        return len(self.pieces) > 1 and any(piece.is_figure for piece in self.pieces[1:])

    def is_set_like(self, above: "AlignedLine", below: "AlignedLine") -> bool:
        """Whether it stands like a row whose figures are blank: each text from a left edge at which a text of the rows
        above or below begins, and ending before the next text there."""
        return all(_is_in_column(p, above.pieces) or _is_in_column(p, below.pieces) for p in self.pieces)

    @property
    def is_caption(self) -> bool:
        if self.is_row:
            return False
        return is_sentence(self.line.text) or self.names_table

    @property
    def names_table(self) -> bool:
        """Whether it names a table, its unit or its department."""
        return is_caption_line(self.pieces, is_beside=self.is_beside)


def _is_in_column(piece: Piece, row: Sequence[Piece]) -> bool:
    """Whether a text begins where one of its kind begins in a row, words or a code, and ends before the next one."""
    ends = [*(after.bbox.x0 for after in row[1:]), float("inf")]
    return any(
        text.is_figure == piece.is_figure and abs(text.bbox.x0 - piece.bbox.x0) <= SAME_EDGE_PT and piece.bbox.x1 <= end
        for text, end in zip(row, ends, strict=True)
    )


def cut_lines(lines: Sequence[TextLine]) -> list[AlignedLine]:
    cut = []
    for number, line in enumerate(lines):
        beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        overlaps = any(
            other.bbox.x1 < line.bbox.x0 and other.bbox.top < line.bbox.bottom and line.bbox.top < other.bbox.bottom
            for other in beside
        )
        cut.append(AlignedLine(line, pieces_of(line), overlaps, is_beside_another(line, beside)))
    return cut


def are_near(above: TextLine, below: TextLine, farthest: float = _FARTHEST_EM) -> bool:
    """Whether two lines are no farther apart than ``farthest``, in heights of the text."""
    height = max(above.bbox.height, below.bbox.height)
    return below.bbox.top - above.bbox.bottom <= farthest * height


def go_on_apart(above: AlignedLine, below: AlignedLine) -> bool:
    """Whether two lines follow each other as rows of one table do, farther apart where they are set alike."""
    if are_near(above.line, below.line):
        return True
    return are_near(above.line, below.line, FARTHEST_ALIKE_EM) and are_set_alike(above.pieces, below.pieces)
