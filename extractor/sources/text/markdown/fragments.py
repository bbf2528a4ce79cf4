"""HTML tables inside a text, and tables in OTSL, the table language of docling."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.document.check import Problem
from extractor.document.content import Element, Grid, GridCell
from extractor.options import SourceOptions
from extractor.sources.html.reader import read_html
from extractor.sources.slots import check_slots, fill_slots

_OPEN, _CLOSE = re.compile(r"<table[\s>]", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)
_ROW_OPEN, _ROW_CLOSE = re.compile(r"<t[rhd][\s>]", re.IGNORECASE), re.compile(r"</t[rhd]\s*>", re.IGNORECASE)
_OTSL = re.compile(r"<(fcel|ecel|lcel|ucel|xcel|ched|rhed|srow|nl)>")
_OTSL_CLOSE = re.compile(r"</otsl>", re.IGNORECASE)
_LOCATION = re.compile(r"<loc_\d+>|</?[a-z_]+>")
_LONGEST_LINES = 200_000


class Fragment(NamedTuple):
    """What the lines from ``start`` to before ``end`` (indexes) say."""

    start: int
    end: int
    elements: tuple[Element, ...]
    problems: tuple[Problem, ...]


def read_fragment(texts: Sequence[str], start: int, options: SourceOptions) -> Fragment | None:
    """The HTML or OTSL table that begins in the line ``start``; None where none does."""
    text = texts[start]
    if "<" not in text:
        return None
    if _OPEN.search(text):
        return _html(texts, start, _closing_line(texts, start), options)
    if _OTSL.search(text):
        return _otsl(texts, start)
    if _ROW_OPEN.match(text.lstrip()):
        end = start
        while end < len(texts) and (not texts[end].strip() or _is_of_rows(texts[end])):
            end += 1
        return _html(texts, start, end, options, loose=True)
    return None


def _is_of_rows(text: str) -> bool:
    return _ROW_OPEN.search(text) is not None or _ROW_CLOSE.search(text) is not None


def _closing_line(texts: Sequence[str], start: int) -> int:
    """The index after the line that closes the table; tables inside it are counted."""
    depth = 0
    for index in range(start, min(len(texts), start + _LONGEST_LINES)):
        depth += len(_OPEN.findall(texts[index])) - len(_CLOSE.findall(texts[index]))
        if depth <= 0:
            return index + 1
    return min(len(texts), start + _LONGEST_LINES)


def _html(texts: Sequence[str], start: int, end: int, options: SourceOptions, *, loose: bool = False) -> Fragment:
    body = "\n".join(texts[start:end])
    whole = f"<table border=1>{body}</table>" if loose else body
    content = read_html(f"<html><body>{whole}</body></html>".encode(), options)
    return Fragment(start, end, tuple(_with_line(e, start + 1) for e in content.elements), content.problems)


def _with_line(element: Element, line: int) -> Element:
    if isinstance(element, Grid):
        return replace(element, cells=tuple(cell._replace(line=line) for cell in element.cells))
    return element._replace(line=line)


def _otsl(texts: Sequence[str], start: int) -> Fragment:
    end = start
    while end < len(texts) and _OTSL.search(texts[end]):
        end += 1
        if _OTSL_CLOSE.search(texts[end - 1]):
            break
    cells = list(_otsl_cells("\n".join(texts[start:end]), start + 1))
    rows = 1 + max((cell.row + cell.row_span - 1 for cell in cells), default=-1)
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    if not cells:
        return Fragment(start, end, (), ())
    check_slots(rows, columns)
    return Fragment(start, end, (Grid(rows, columns, fill_slots(rows, columns, cells)),), ())


def _otsl_cells(text: str, line: int) -> Iterator[GridCell]:
    """The cells: ``lcel`` goes on with the cell on the left, ``ucel`` with the one above, ``xcel`` with both."""
    rows: list[list[tuple[str, str]]] = [[]]
    marks = list(_OTSL.finditer(text))
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        if mark[1] == "nl":
            rows.append([])
            continue
        said = text[mark.end() : after.start() if after else len(text)]
        rows[-1].append((mark[1], _LOCATION.sub("", said).strip()))
    for number, row in enumerate(rows):
        for column, (kind, said) in enumerate(row):
            if kind in ("lcel", "ucel", "xcel"):
                continue
            across = _run([name for name, _ in row[column + 1 :]], "lcel")
            below = _run([r[column][0] if column < len(r) else "" for r in rows[number + 1 :]], "ucel")
            yield GridCell(number, column, said, row_span=1 + below, column_span=1 + across, line=line)


def _run(kinds: Sequence[str], kind: str) -> int:
    return next((n for n, other in enumerate(kinds) if other != kind), len(kinds))
