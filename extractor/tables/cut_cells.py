"""Rows and merged labels that a page break cut: which cells above and below the break are two parts of one.

What tells a cut row: a column that every other row fills is blank in one of its parts, and no column has an amount or
a whole text in both. What tells a cut label: its text stands on one page only, or runs on over the break.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document.content import GridCell
from extractor.document.join import CutCell
from extractor.document.number import is_number
from extractor.document.text import without_space
from extractor.document.tier_words import tier1_class, tier2_class
from extractor.document.total_words import is_grand_total
from extractor.document.uncertain import shifted
from extractor.tables.running_text import begins_anew, runs_on, touches_break

_NEAR_CELLS = 1_000
"""Cells on each side of the break that are looked at: a page or more, so that the work of a join has a bound."""
_FEWEST_OTHER_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Break:
    """The cells that end at a page break and those that begin below it, by column and column span, with what stands
    near them."""

    above: dict[tuple[int, int], GridCell]
    below: dict[tuple[int, int], GridCell]
    near: tuple[GridCell, ...]
    cut: int
    depth: int

    @property
    def pairs(self) -> list[tuple[GridCell, GridCell]]:
        return [(cell, self.below[place]) for place, cell in self.above.items() if place in self.below]


def join_cut_cells(
    old: Sequence[GridCell], new: Sequence[GridCell], cut: int, depth: int
) -> tuple[tuple[GridCell, ...], tuple[CutCell, ...], bool]:
    """All cells of a joined grid, whose row ``cut`` is the first one after the break; which of them were cut; and
    whether that row is the rest of the one before, so that both are one row."""
    near_old, near_new = tuple(old[-_NEAR_CELLS:]), tuple(new[:_NEAR_CELLS])
    here = _Break(
        above={(c.column, c.column_span): c for c in near_old if c.row + c.row_span == cut and c.row >= depth},
        below={(c.column, c.column_span): c for c in near_new if c.row == cut},
        near=(*(c for c in near_old if c.row >= depth), *near_new),
        cut=cut,
        depth=depth,
    )
    cut_row = _is_cut_row(here)
    # what holds for the rows above the break does not hold for the total of all
    is_total = any(is_grand_total(c.raw) for c in here.below.values())
    pairs = [(a, b) for a, b in here.pairs if not (is_total and _says(a) and not _says(b))]
    whole = {
        (a.row, a.column): (a, b)
        for a, b in (here.pairs if cut_row else pairs)
        if cut_row or _is_cut_label(a, b, [c for c in here.near if c.column == a.column and c not in (a, b)])
    }
    gone = {(b.row, b.column) for _, b in whole.values()}
    parts = tuple(CutCell(a.row, a.column, len(a.raw), a.row_span) for a, _ in whole.values())
    kept = [_one(*whole[c.row, c.column], cut_row) if (c.row, c.column) in whole else c for c in near_old]
    rest = [c._replace(row=c.row - cut_row) if cut_row else c for c in new if (c.row, c.column) not in gone]
    return (*old[: len(old) - len(near_old)], *kept, *rest), parts, cut_row


def _one(a: GridCell, b: GridCell, cut_row: bool) -> GridCell:
    return a._replace(
        raw="\n".join(part for part in (a.raw, b.raw) if part),
        row_span=a.row_span + b.row_span - cut_row,
        places=(*a.places, *b.places),
        line_boxes=(*a.line_boxes, *b.line_boxes),
        uncertain=(*a.uncertain, *shifted(b.uncertain, len(without_space(a.raw)))),
    )


def _is_cut_row(here: _Break) -> bool:
    plain = [(a, b) for a, b in here.pairs if a.row_span == b.row_span == 1]
    labels = [(a, b) for a, b in here.pairs if a.row_span > 1 or b.row_span > 1]
    if here.above.keys() != here.below.keys() or not plain or here.cut - 1 < here.depth:
        return False
    if any(_says(a) and _says(b) and not _runs_over_the_break(a, b) for a, b in labels):
        return False
    rows = _filled_rows(here, {a.column for a, _ in plain})
    is_first = here.cut - 1 == here.depth
    if len(rows) < _FEWEST_OTHER_ROWS - 1 + is_first:
        return False
    always = set.intersection(*rows)
    upper, lower = ({cell.column for cell in side if _says(cell)} for side in zip(*plain, strict=True))
    if not lower:
        return not labels and all(rows) and bool(upper)
    both = [(a, b) for a, b in plain if _says(a) and _says(b)]
    if not always or not always <= upper | lower or any(is_number(a.raw) or is_number(b.raw) for a, b in both):
        return False
    if any(begins_anew(b.raw) or _are_whole_words(a, b) for a, b in both):
        return False
    return _is_rest(plain, always, lower, both) or _is_beginning(plain, always, upper, both)


def _is_rest(
    plain: Sequence[tuple[GridCell, GridCell]],
    always: set[int],
    lower: set[int],
    both: Sequence[tuple[GridCell, GridCell]],
) -> bool:
    """Whether the row below the break is the rest of the one above: it has no amount, and leaves blank a column that
    all rows fill. Where that is not the first one, or several texts go on, their lines must be seen to run on."""
    if always <= lower or any(is_number(b.raw) for _, b in plain):
        return False
    running = all(runs_on(a, b) for a, b in both)
    return running if min(always) in lower or len(both) > 1 else True


def _is_beginning(
    plain: Sequence[tuple[GridCell, GridCell]],
    always: set[int],
    upper: set[int],
    both: Sequence[tuple[GridCell, GridCell]],
) -> bool:
    """Whether the row above the break is the beginning of the one below, which has its amounts (set in the middle of
    the row, or at its foot): a text runs on from one to the other."""
    if always <= upper or any(is_number(a.raw) for a, _ in plain):
        return False
    return bool(both) and all(runs_on(a, b) for a, b in both)


def _filled_rows(here: _Break, columns: set[int]) -> list[set[int]]:
    """For each body row near the break but the two beside it, which of the columns it fills by itself."""
    rows: dict[int, set[int]] = {}
    for cell in here.near:
        for row in range(cell.row, cell.row + cell.row_span):
            filled = rows.setdefault(row, set())
            if _says(cell) and cell.row_span == 1 and cell.column in columns:
                filled.add(cell.column)
    return [filled for row, filled in rows.items() if here.depth <= row and row not in (here.cut - 1, here.cut)]


def _is_cut_label(a: GridCell, b: GridCell, column: Sequence[GridCell]) -> bool:
    """Whether two cells above and below the break are one merged label, in a column of merged labels."""
    if _says(a) and _says(b):
        merged = max(a.row_span, b.row_span) > 1
        if not merged and not _is_tier(a):
            return _are_one_word(a, b) and any(_is_tier(other) for other in column)
        return merged and (_are_one_word(a, b) or (not _are_whole_words(a, b) and _runs_over_the_break(a, b)))
    if not _says(a) and not _says(b):
        return False
    if _is_tier(a) and a.row_span == b.row_span == 1:
        return all(_says(other) for other in column) and any(_is_tier(other) for other in column)
    merged = any(cell.row_span > 1 for cell in column)
    if not column:
        return max(a.row_span, b.row_span) > 1
    return (merged or max(a.row_span, b.row_span) > 1) and all(_says(other) for other in column)


def _runs_over_the_break(a: GridCell, b: GridCell) -> bool:
    return runs_on(a, b) and touches_break(a, b)


def _are_whole_words(a: GridCell, b: GridCell) -> bool:
    return _is_tier(a) and _is_tier(b)


def _are_one_word(a: GridCell, b: GridCell) -> bool:
    """Whether both parts together are a tier word (产出 + 指标) and the lower one alone is none."""
    word = without_space(a.raw + b.raw)
    return (tier1_class(word) or tier2_class(word)) is not None and word.endswith("指标") and not _is_tier(b)


def _is_tier(cell: GridCell) -> bool:
    text = without_space(cell.raw)
    return (tier1_class(text) or tier2_class(text)) is not None


def _says(cell: GridCell) -> bool:
    return bool(cell.raw.strip())
