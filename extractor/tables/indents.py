"""How far the names of a column are set in, each step of it seen more than once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from extractor.document.content import GridCell
from extractor.document.indent import SAME_STEP_EM, ems_before
from extractor.document.text import is_cjk

_STEPS = range(2, 6)
"""Fewer than two steps set nothing in; names set in the middle or on the right begin at more places than levels."""


@dataclass(frozen=True, slots=True)
class _Beginning:
    cell: GridCell
    at: float
    em: float


def indents_of(cells: Iterable[GridCell], header_rows: int) -> tuple[tuple[GridCell, float], ...]:
    """The cells below the header whose names begin right of the leftmost ones of their column, with the ems between."""
    columns: dict[int, list[_Beginning]] = {}
    for cell in cells:
        if cell.row >= header_rows and cell.column_span == 1 and (begun := _beginning(cell)) is not None:
            columns.setdefault(cell.column, []).append(begun)
    return tuple(found for _, begun in sorted(columns.items()) for found in _indents_of_column(begun))


def _beginning(cell: GridCell) -> _Beginning | None:
    """Where a name begins: on its page where it has a place there, else by its white space and what the file says;
    None of figures."""
    if not is_cjk(cell.raw.lstrip()[:1]):
        return None
    if cell.line_boxes:
        box = cell.line_boxes[0]
        return _Beginning(cell, box.x0, box.height)
    return _Beginning(cell, ems_before(cell.raw) + cell.indent, 1.0)


def _indents_of_column(begun: Sequence[_Beginning]) -> Iterable[tuple[GridCell, float]]:
    em = median(one.em for one in begun)
    if len(begun) < len(_STEPS) - 1 or em <= 0:
        return ()
    ordered = sorted(begun, key=lambda one: one.at)
    steps: list[list[_Beginning]] = []
    for one in ordered:
        if steps and one.at - steps[-1][-1].at <= SAME_STEP_EM * em:
            steps[-1].append(one)
        else:
            steps.append([one])
    if len(steps) not in _STEPS:
        return ()
    start = steps[0][0].at
    set_in = ((one.cell, round((one.at - start) / em, 2)) for step in steps[1:] for one in step)
    return sorted(set_in, key=lambda found: (found[0].row, found[0].column))
