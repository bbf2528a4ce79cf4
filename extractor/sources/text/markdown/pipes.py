"""Tables of pipes: with and without outer pipes, told by the line of dashes under the header.

A table goes on below a page's heading: over blank lines and lines that only number a page, with a row of as many
cells, or with its header printed again.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.document.content import Grid, GridCell
from extractor.sources.slots import fill_slots
from extractor.sources.text.markdown.marks import LONGEST_MARKED, plain_marks

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_CODE = re.compile(r"(`+)(.+?)\1")
_PAGE = re.compile(
    r"\s*(?:#{1,6}\s*)?(?:[-—–=*_\s]*(?:第\s*\d{1,4}\s*页.{0,12}|page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4})"
    r"[-—–=*_\s]*|<!--.*?-->|(?:[-*_]\s*){3,}|\(?续表\)?)\s*",
    re.IGNORECASE,
)
_MOST_BETWEEN = 6
_LONGEST_PAGE_HEADING = 80


class PipeTable(NamedTuple):
    """A table in the lines from ``start`` to before ``end`` (indexes); ``between`` are the page headings inside it."""

    start: int
    end: int
    grid: Grid
    between: tuple[int, ...]


def has_pipe(text: str) -> bool:
    """Whether a line holds a pipe that is not escaped."""
    return "|" in text and _PIPE.search(text) is not None


def is_rule(text: str) -> bool:
    """Whether a line is the one under a header: cells of dashes, perhaps with colons."""
    return "|" in text and "-" in text and _RULE.fullmatch(text) is not None


def read_pipe_table(texts: Sequence[str], start: int) -> PipeTable | None:
    """The table whose header is the line ``start``; None where none begins there."""
    if start + 1 >= len(texts) or not has_pipe(texts[start]) or not is_rule(texts[start + 1]):
        return None
    header = cells_of(texts[start])
    if len(cells_of(texts[start + 1])) != len(header) or len(header) < 2:
        return None
    rows = [(start, header)]
    between: list[int] = []
    index = end = start + 2
    while index < len(texts):
        if has_pipe(texts[index]) and not is_rule(texts[index]):
            rows.append((index, cells_of(texts[index])))
            index = end = index + 1
            continue
        below = _goes_on_at(texts, index, header)
        if below is None:
            break
        between += [n for n in range(index, below) if texts[n].strip() and not has_pipe(texts[n])]
        index = below
    return PipeTable(start, end, _grid(rows), tuple(between))


def cells_of(text: str) -> tuple[str, ...]:
    """The cells of a row as written; pipes that are escaped or in code part none, outer pipes are no cells."""
    shown = text.strip()
    if "`" in shown and len(shown) <= LONGEST_MARKED:
        shown = _CODE.sub(lambda code: code[0].replace("|", "\\|"), shown)
    cells = _PIPE.sub(lambda pipe: f"{pipe[1]}\0", shown).split("\0")
    if len(cells) > 1 and not cells[0].strip():
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip() and shown.endswith("|"):
        cells = cells[:-1]
    return tuple(cell.strip() for cell in cells)


def _numbers_a_page(text: str) -> bool:
    """Whether a line says nothing but which page begins, or draws a line."""
    plain = text.strip()
    return len(plain) <= _LONGEST_PAGE_HEADING and _PAGE.fullmatch(plain) is not None


def _goes_on_at(texts: Sequence[str], index: int, header: tuple[str, ...]) -> int | None:
    """The line with which the table goes on below blank lines and page headings; a header printed again is left out."""
    below = index
    while (
        below < len(texts)
        and below - index <= _MOST_BETWEEN
        and (not texts[below].strip() or _numbers_a_page(texts[below]))
    ):
        below += 1
    if below == index or below >= len(texts) or not has_pipe(texts[below]):
        return None
    again = below + 1 < len(texts) and is_rule(texts[below + 1])
    if again:
        return below + 2 if cells_of(texts[below]) == header else None
    marked = any(texts[n].strip() for n in range(index, below))
    return below if marked and len(cells_of(texts[below])) == len(header) else None


def _grid(rows: Sequence[tuple[int, tuple[str, ...]]]) -> Grid:
    columns = max(len(cells) for _, cells in rows)
    placed = [
        GridCell(row, column, plain_marks(text), line=index + 1)
        for row, (index, cells) in enumerate(rows)
        for column, text in enumerate((*cells, *[""] * (columns - len(cells))))
    ]
    return Grid(len(rows), columns, fill_slots(len(rows), columns, placed), torn=True)
