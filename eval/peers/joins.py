"""A peer's tables on following pages that are one table, joined as generously as can be said without the labels."""

from collections.abc import Sequence

from extractor.document.caption_words import is_continued
from extractor.eval.peers.captions import Captioned
from extractor.eval.peers.grid import PeerTable, on_columns_of, row_texts, stacked, without_blank_columns, without_top
from extractor.eval.peers.page_lines import PageLine


def join(tables: Sequence[Captioned], lines: Sequence[PageLine]) -> tuple[Captioned, ...]:
    """Join each table that is the first of its page to the one before, when that is the last of the page before.

    They are one when they have as many columns and nothing is printed between them, or what is printed above the second
    is printed above the first too, or says 续表. A repeated header (the rows with which both begin) is left out.
    ``lines`` are those outside all tables.
    """
    joined: list[Captioned] = []
    for table in tables:
        merged = _joined(joined[-1], table, lines) if joined and _neighbours(joined[-1], table) else None
        if merged is None:
            joined.append(table)
        else:
            joined[-1] = merged
    return tuple(joined)


def _neighbours(first: Captioned, second: Captioned) -> bool:
    return second.table.pages[0] == first.table.pages[-1] + 1


def _joined(first: Captioned, second: Captioned, lines: Sequence[PageLine]) -> Captioned | None:
    page, box = first.table.boxes[-1]
    below = [line for line in lines if line.page == page and not line.furniture and line.box[1] >= box[3] - 1]
    new = [text for text in second.above if text not in first.above and not is_continued(text)]
    if below or new:
        return None
    one, other = _alike(first.table, second.table)
    if one.columns != other.columns:
        return None
    return Captioned(stacked(one, without_top(other, _repeated(row_texts(one), row_texts(other)))), first.above)


def _alike(first: PeerTable, second: PeerTable) -> tuple[PeerTable, PeerTable]:
    """Both tables with as many columns where that can be had: the second put on the first one's column edges (a lone
    row of merged cells shows fewer), or both without their blank columns."""
    if first.columns == second.columns:
        return first, second
    placed = on_columns_of(first, second)
    return (first, placed) if placed else (without_blank_columns(first), without_blank_columns(second))


def _repeated(first: Sequence[tuple[str, ...]], second: Sequence[tuple[str, ...]]) -> int:
    """How many rows both begin with; rows without text do not count at the end."""
    count = 0
    for number, (one, other) in enumerate(zip(first, second, strict=False), start=1):
        if one != other:
            break
        if any(one):
            count = number
    return count
