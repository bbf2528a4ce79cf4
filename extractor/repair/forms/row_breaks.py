"""Rows of a matrix that stand two in one line, or of which the end stands in a line of its own."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, NamedTuple

from extractor.document.check import Repair
from extractor.document.table import Table
from extractor.document.target import is_measured
from extractor.document.text import without_space
from extractor.document.tier_words import is_tier1_word, is_tier2_word
from extractor.repair.forms.form_parts import TornMatrix, find_matrices
from extractor.repair.forms.fused_indicators import Tiers, take_apart
from extractor.repair.forms.lexicon import Lexicon
from extractor.repair.forms.matrix_slots import matrix_slots
from extractor.repair.forms.row_plan import RowPlan, carry_out, places_after
from extractor.repair.forms.row_slots import Slot, fit
from extractor.repair.forms.tier_by_words import Tier2Shares
from extractor.repair.torn_table import open_table

_CUT_OFF: Final = 0.95
_UNWITNESSED: Final = 0.92
_NAMES: Final = ("tier3", "description", "basis")
_SHORTEST_TAIL: Final = 1
_NEVER: Final = 2.0
"""A threshold that no confidence reaches."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A repair whose subjects are numbered when all rows are known: row and columns of its cells as printed."""

    row: int
    columns: tuple[int, ...]
    repair: Repair
    adds_row: bool = False


class RowRepairs(NamedTuple):
    """The repairs, all tables, and the id that each cell of a table with rows numbered anew has since."""

    repairs: list[Repair]
    tables: list[Table]
    renamed: dict[str, str]


def propose_row_repairs(
    tables: Sequence[Table],
    torn: AbstractSet[str],
    threshold: float = 0.9,
    kept: AbstractSet[str] = frozenset(),
    tier2_shares: Tier2Shares | None = None,
) -> RowRepairs:
    """Cut rows that hold two indicators, and join the end of a row to the row that it was cut from.

    Comes before every other repair, since it numbers rows anew. Repairs below ``threshold`` are not applied, nor are
    those of the tables ``kept`` as printed. A table with cells merged over rows is left alone: its rows are known.
    ``tier2_shares`` tells the tier 2 class of an indicator by its words.
    """
    opened = [open_table(table) for table in tables if table.id in torn]
    matrices = [matrix for work in opened for matrix in find_matrices(work)]
    lexicon = Lexicon(text for work in opened for row in work.texts for text in row)
    repairs: list[Repair] = []
    written: dict[str, Table] = {}
    renamed: dict[str, str] = {}
    for work in opened:
        own = [matrix for matrix in matrices if matrix.torn is work]
        if any(cell.row_span > 1 for cell in work.table.cells):
            continue
        plan = RowPlan()
        bar = _NEVER if work.table.id in kept else threshold
        found = [one for matrix in own for one in _repair_matrix(matrix, matrices, (lexicon, tier2_shares), plan, bar)]
        places = places_after(plan, len(work.texts))
        repairs += [_numbered(one, places, work.table.id) for one in found]
        written[work.table.id] = carry_out(work.table, plan)
        renamed |= {c.id: f"{work.table.id}.r{places[c.row]}c{c.column}" for c in work.table.cells}
    return RowRepairs(repairs, [written.get(table.id, table) for table in tables], renamed)


def _numbered(found: _Found, places: Sequence[int], table: str) -> Repair:
    row = places[found.row]
    rows = (row, row + 1) if found.adds_row and found.repair.applied else (row,)
    subjects = tuple(f"{table}.r{n}c{column}" for n in rows for column in found.columns)
    repair = found.repair
    return Repair(
        "", repair.kind, subjects, repair.before, repair.after, repair.evidence, repair.alternatives,
        repair.confidence, repair.applied, subjects,
    )  # fmt: skip


def _repair_matrix(
    matrix: TornMatrix,
    siblings: Sequence[TornMatrix],
    told: tuple[Lexicon, Tier2Shares | None],
    plan: RowPlan,
    threshold: float,
) -> Iterator[_Found]:
    lexicon, tier2_shares = told
    slots = matrix_slots(matrix, siblings)
    above: int | None = None
    for row in matrix.rows:
        texts = matrix.torn.texts[row]
        joined = _join_rest(matrix, above, row, slots, lexicon) if above is not None else None
        if joined is not None and above is not None and not plan.touches(above):
            applied = joined.repair.confidence >= threshold
            if applied:
                plan.joined[row] = above
            yield _Found(above, joined.columns, _applied(joined.repair, applied))
            continue
        fused = take_apart(texts, slots, _tiers_above(matrix, row), tier2_shares)
        if fused is not None:
            repair, halves = fused
            applied = repair.confidence >= threshold
            if applied:
                plan.cut[row] = halves
            columns = tuple(slot.column for slot in slots if slot.column is not None and slot.column < len(texts))
            yield _Found(row, columns, _applied(repair, applied), adds_row=True)
        above = row


def _applied(repair: Repair, applied: bool) -> Repair:
    return Repair(
        "", repair.kind, (), repair.before, repair.after, repair.evidence, repair.alternatives, repair.confidence,
        applied,
    )  # fmt: skip


def _tiers_above(matrix: TornMatrix, row: int) -> Tiers:
    found = ["", ""]
    for other in matrix.rows:
        if other >= row:
            break
        for place, name in enumerate(("tier1", "tier2")):
            column = next((column for field, column in matrix.columns.items() if field == name), None)
            text = without_space(matrix.torn.texts[other][column]) if column is not None else ""
            found[place] = text or found[place]
    return Tiers(found[0], found[1])


def _join_rest(matrix: TornMatrix, above: int, row: int, slots: Sequence[Slot], lexicon: Lexicon) -> "_Found | None":
    """The row as the end of the one above: it has no target and no tier word, every cell of it goes on."""
    texts, upper = matrix.torn.texts[row], matrix.torn.texts[above]
    kinds = {slot.column: slot for slot in slots}
    ends = [column for column, text in enumerate(texts) if without_space(text)]
    if not ends or any(column not in kinds for column in ends):
        return None
    pairs = [(column, without_space(upper[column]), without_space(texts[column])) for column in ends]
    if any(not start or not _goes_on(kinds[column], start, end) for column, start, end in pairs):
        return None
    names = {kinds[column].kind for column in ends}
    if "target" not in names and not _has_target(slots, upper):
        return None
    beside = {without_space(text) for text in upper}
    witnessed = all(_is_witnessed(start, end, beside, lexicon) for _, start, end in pairs)
    alone = len(pairs) == 1 and names <= set(_NAMES) and _has_target(slots, upper)
    if not witnessed and not alone:
        return None
    if not witnessed and "tier3" in names:
        return None  # a name alone may be an indicator without a target
    confidence = _CUT_OFF if witnessed else _UNWITNESSED
    evidence = ["the row holds the end of words only, no target and no tier"]
    evidence += ["other cells print what stands around the cut"] if witnessed else []
    before = " || ".join(" | ".join(t.strip() for t in line) for line in (upper, texts))
    after = " | ".join(start + end for _, start, end in pairs)
    repair = Repair("", "row_join", (), before, after, tuple(evidence), (), confidence, True)
    return _Found(above, tuple(ends), repair)


def _goes_on(slot: Slot, start: str, end: str) -> bool:
    """Whether the end may go on the start: a whole tier word, or a whole target below one, is a row of its own."""
    if is_tier1_word(end) or is_tier2_word(end) or len(end) < _SHORTEST_TAIL:
        return False
    if slot.kind in ("tier1", "tier2"):
        return fit(slot, start + end) > fit(slot, start)
    if slot.kind == "target":
        return is_measured(start + end) and not is_measured(end)
    return slot.kind in _NAMES and not is_measured(end)


def _has_target(slots: Sequence[Slot], texts: Sequence[str]) -> bool:
    return any(
        slot.kind == "target" and slot.column is not None and without_space(texts[slot.column]) for slot in slots
    )


def _is_witnessed(start: str, end: str, beside: AbstractSet[str], lexicon: Lexicon) -> bool:
    whole = start + end
    return whole in beside or lexicon.count(whole) > 0 or lexicon.spans_cut(start, end) or is_tier2_word(whole)
