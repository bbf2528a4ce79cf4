"""Values that stand a row or a column off their place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from extractor.corpora.damage.change import Change, truths
from extractor.corpora.damage.pieces import Cell, Piece, Row, body_rows, runs

_LONGEST_SLIDE = 3
"""So many values at most slide together by a row."""
_FARTHEST_BLOCK = 2
"""So many columns at most a whole column of amounts slides."""
_SLIDING = frozenset({"amount", "tier"})


def slide_rows(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """One to three amounts or tier cells of a column stand a row further ``down`` or ``up``, where a blank was."""
    for start, run in runs(pieces):
        width = min(len(row.cells) for row in run)
        for column in range(width):
            cells = [row.cells[column] for row in run]
            for place, cell in enumerate(cells):
                if not cell.is_blank or cell.belongs not in _SLIDING:
                    continue
                for step, variant in ((1, "down"), (-1, "up")):
                    length = _reach(cells, place, step, random)
                    if length:
                        first, last = sorted((place, place - step * length))
                        order = [*range(first, last + 1)]
                        texts = [cells[n].text for n in order]
                        slid = ["", *texts[:-1]] if step > 0 else [*texts[1:], ""]
                        columns = {n: ((column, text),) for n, text in zip(order, slid, strict=True)}
                        yield _rewritten(start, run, columns, (column, variant))


def slide_columns(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """Cells of one row beside a blank stand a place further ``right`` or ``left``: amounts in a statement, anything
    in a form."""
    for index, row in body_rows(pieces):
        for place, cell in enumerate(row.cells):
            if not cell.is_blank or (row.part == "body" and cell.belongs != "amount"):
                continue
            for step, variant in ((1, "right"), (-1, "left")):
                texts = [c.text if _slides(row, c) else "" for c in row.cells]
                length = _reach([Cell(text) for text in texts], place, step, random, longest=len(texts))
                if not length:
                    continue
                first, last = sorted((place, place - step * length))
                own = [texts[n] for n in range(first, last + 1)]
                slid = ["", *own[:-1]] if step > 0 else [*own[1:], ""]
                columns = {0: tuple(zip(range(first, last + 1), slid, strict=True))}
                yield _rewritten(index, (row,), columns, (first, variant))


def slide_blocks(pieces: Sequence[Piece], random: Random) -> Iterator[Change]:
    """All amounts of a statement's column stand one or two columns to the ``right`` or ``left``, where all is blank."""
    del random
    for start, run in runs(pieces):
        if run[0].part != "body" or len(run) < 2 or len({len(row.cells) for row in run}) > 1:
            continue
        width = len(run[0].cells)
        columns = [[row.cells[column] for row in run] for column in range(width)]
        blank = [all(cell.is_blank for cell in column) for column in columns]
        amounts = [column[0].belongs == "amount" for column in columns]
        for column in range(width):
            for step in (n for n in range(-_FARTHEST_BLOCK, _FARTHEST_BLOCK + 1) if n):
                other = column + step
                if not 0 <= other < width or blank[column] or not (blank[other] and amounts[column] and amounts[other]):
                    continue
                moved = {
                    n: ((column, ""), (other, cell.text)) for n, cell in enumerate(columns[column]) if not cell.is_blank
                }
                variant = f"{'right' if step > 0 else 'left'} {abs(step)}"
                yield _rewritten(start, run, moved, (min(column, other), variant))


def _slides(row: Row, cell: Cell) -> bool:
    return row.part != "body" or cell.belongs == "amount"


def _reach(cells: Sequence[Cell], blank: int, step: int, random: Random, longest: int = _LONGEST_SLIDE) -> int:
    """How many filled cells before the blank one (against ``step``) slide into it; 0 where none stands there."""
    most = 0
    while most < longest and 0 <= blank - step * (most + 1) < len(cells):
        if cells[blank - step * (most + 1)].is_blank:
            break
        most += 1
    return random.randint(1, most) if most else 0


def _rewritten(
    start: int, run: Sequence[Row], texts: Mapping[int, Sequence[tuple[int, str]]], place: tuple[int, str]
) -> Change:
    """The change that writes ``texts`` (row in the run → column and text); ``place`` is its column and variant."""
    first, last = min(texts), max(texts)
    rows, touched, after = [], list[Cell](), list[tuple[str, str]]()
    for number in range(first, last + 1):
        cells = list(run[number].cells)
        for column, text in texts.get(number, ()):
            if cells[column].text == text:
                continue
            touched.append(cells[column])
            after += [(path, text) for path in cells[column].truth]
            cells[column] = replace(cells[column], text=text)
        rows.append(run[number].with_cells(cells))
    column, variant = place
    begin = run[first]
    return Change(
        start + first, start + last + 1, tuple(rows), begin.owner, begin.number, column, truths(touched), "moved",
        tuple(after), variant,
    )  # fmt: skip
