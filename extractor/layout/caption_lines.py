"""Lines among tables → whether they are captions: a title, a unit, a department, a date above a table."""

from collections.abc import Sequence

from extractor.document.caption_words import is_sentence, is_title, read_caption
from extractor.document.page import TextLine
from extractor.document.text import without_space
from extractor.layout.pieces import Piece, is_year, pieces_of


def is_caption_line(pieces: Sequence[Piece], *, is_beside: bool = False) -> bool:
    """Whether the line, or a part of it, names a table, its unit or its department; a row with figures never does.

    A year names the table only where it stands alone: beside other words it heads a column, on one line with them or
    beside lines that stand a little higher or lower (``is_beside``).
    """
    if any(piece.is_figure and not is_year(piece) for piece in pieces):
        return False
    words = [(piece, read_caption(piece.text)) for piece in pieces]
    return any(
        is_title(without_space(piece.text))
        or (caption is not None and not ((is_beside or len(pieces) > 1) and is_year(piece)))
        for piece, caption in words
    )


def is_beside_another(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether a line shares height with another: the headings of a header stand in the middle of their cells."""
    box = line.bbox
    return any(other is not line and other.bbox.top < box.bottom and box.top < other.bbox.bottom for other in lines)


def is_prose_or_caption(line: TextLine) -> bool:
    """Whether a line ends a table: a sentence, or what stands above the next one.

    A row with figures is no sentence for its length: only for what one of its texts says.
    """
    pieces = pieces_of(line)
    is_row = len(pieces) > 1 and any(piece.is_figure for piece in pieces[1:])
    is_prose = any(is_sentence(piece.text) for piece in pieces) if is_row else is_sentence(line.text)
    return is_prose or is_caption_line(pieces)
