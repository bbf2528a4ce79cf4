"""Rows of a matrix that stand two in one line, or of which the end stands in a line of its own."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final, NamedTuple

from extractor.document.check import Repair
from extractor.document.table import Table
from extractor.document.target import is_measured
from extractor.document.text import without_space
from extractor.document.tier_words import is_tier1_word, is_tier2_word, parent_class, tier1_class, tier2_class
from extractor.repair.lexicon import Lexicon
from extractor.repair.matrix_slots import matrix_slots
from extractor.repair.row_plan import RowPlan, Texts, carry_out, places_after
from extractor.repair.row_slots import Slot, fit, is_degree
from extractor.repair.torn_table import TornMatrix, find_matrices, open_table

_MOST_CHOICES: Final = 2_000
_FUSED: Final = 0.96
_CUT_OFF: Final = 0.95
_UNWITNESSED: Final = 0.92
_FEWEST_CUT_CELLS: Final = 2
_NAMES: Final = ("tier3", "description", "basis")
_SHORTEST_TAIL: Final = 1
_CLEAR_LEAD: Final = 1.0
_NEVER: Final = 2.0
"""A threshold that no confidence reaches."""
_UPPER: Final = 0.25
"""What it is worth that a text of one of the rows is the upper one's: a merged cell is printed in its first row."""


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
    tables: Sequence[Table], torn: AbstractSet[str], threshold: float = 0.9, kept: AbstractSet[str] = frozenset()
) -> RowRepairs:
    """Cut rows that hold two indicators, and join the end of a row to the row that it was cut from.

    Comes before every other repair, since it numbers rows anew. Repairs below ``threshold`` are not applied, nor are
    those of the tables ``kept`` as printed. A table with cells merged over rows is left alone: its rows are known.
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
        found = [one for matrix in own for one in _repair_matrix(matrix, matrices, lexicon, plan, bar)]
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
    matrix: TornMatrix, siblings: Sequence[TornMatrix], lexicon: Lexicon, plan: RowPlan, threshold: float
) -> Iterator[_Found]:
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
        fused = _take_apart(texts, slots, _tiers_above(matrix, row))
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


def _tiers_above(matrix: TornMatrix, row: int) -> tuple[str, str]:
    """The tier words that hold above a row."""
    found = ["", ""]
    for other in matrix.rows:
        if other >= row:
            break
        for place, name in enumerate(("tier1", "tier2")):
            column = next((column for field, column in matrix.columns.items() if field == name), None)
            text = without_space(matrix.torn.texts[other][column]) if column is not None else ""
            found[place] = text or found[place]
    return found[0], found[1]


def _take_apart(
    texts: Sequence[str], slots: Sequence[Slot], above: tuple[str, str]
) -> tuple[Repair, tuple[Texts, Texts]] | None:
    """The two rows that a row's cells hold, cell by cell; None where it is one row.

    Both targets, or both tier 2 words, must be there, and so must both names.
    """
    places = [(slot, slot.column) for slot in slots if slot.column is not None and slot.column < len(texts)]
    filled = [(slot, column, texts[column]) for slot, column in places if without_space(texts[column])]
    if not _may_be_two(filled):
        return None
    options = [list(_halves(slot, text)) for slot, _, text in filled]
    count = 1
    for choices in options:
        count *= len(choices)
    if count > _MOST_CHOICES:
        return None
    scored = sorted(
        ((_score_of_two([(slot, *half) for (slot, _, _), half in zip(filled, choice, strict=True)], above), choice)
         for choice in product(*options)),
        key=lambda one: (-one[0], one[1]),
    )  # fmt: skip
    best, choice = scored[0]
    if sum(bool(a) and bool(b) for a, b in choice) < _FEWEST_CUT_CELLS:
        return None
    halves = tuple(
        {column: half[place] for (_, column, _), half in zip(filled, choice, strict=True)} for place in (0, 1)
    )
    lead = best - scored[1][0] if len(scored) > 1 else _CLEAR_LEAD
    alternatives = () if lead >= _CLEAR_LEAD else (" || ".join(_shown(scored[1][1], place) for place in (0, 1)),)
    evidence = ("two targets or two tier words stand in one cell", "every cell that is cut holds two texts that fit")
    before = " | ".join(text.strip() for text in texts)
    after = " || ".join(_shown(choice, place) for place in (0, 1))
    repair = Repair("", "row_split", (), before, after, evidence, alternatives, _FUSED, True)
    return repair, (halves[0], halves[1])


def _shown(choice: Sequence[tuple[str, str]], place: int) -> str:
    return " | ".join(half[place] for half in choice)


def _may_be_two(filled: Sequence[tuple[Slot, int, str]]) -> bool:
    """Whether the cells can hold two rows: the target and the name cut, or the tier 2 word and the name."""
    by_kind = {slot.kind: text for slot, _, text in filled}
    if len(by_kind.get("tier3", "").split()) < 2:
        return False
    target, tier2 = by_kind.get("target", ""), by_kind.get("tier2", "")
    two_targets = not is_measured(target) and any(_is_target(a) and _is_target(b) for a, b in _cut_in_two(target))
    two_tiers = any(is_tier2_word(a) and is_tier2_word(b) for a, b in _cut_in_two(tier2))
    return two_targets or (two_tiers and len(target.split()) > 1)


def _is_target(text: str) -> bool:
    return is_measured(text) or is_degree(text)


def _cut_in_two(text: str) -> Iterator[tuple[str, str]]:
    parts = text.split()
    for (cut,) in combinations(range(1, len(parts)), 1):
        yield "".join(parts[:cut]), "".join(parts[cut:])


def _halves(slot: Slot, text: str) -> Iterator[tuple[str, str]]:
    """The cell for the upper row, for the lower one, and cut between them."""
    compact = without_space(text)
    yield compact, ""
    yield "", compact
    if not is_measured(compact):
        yield from _cut_in_two(text)


def _score_of_two(cells: Sequence[tuple[Slot, str, str]], above: tuple[str, str]) -> float:
    score = 0.0
    rows: list[dict[str, str]] = [{}, {}]
    for slot, upper, lower in cells:
        for row, text in zip(rows, (upper, lower), strict=True):
            score += fit(slot, text) if text else 0.0
            row.setdefault(slot.kind, text)
        score += 1.0 if upper and lower else _UPPER if upper else 0.0
    for row in rows:
        score -= 3.0 * (not row.get("tier3")) + 2.0 * (not row.get("target", "") and "target" in row)
        names = [row.get(name, "") for name in _NAMES]
        score += sum(a == b != "" for a, b in combinations(names, 2))
    return score + _score_of_tiers(rows, above)


def _score_of_tiers(rows: Sequence[Mapping[str, str]], above: tuple[str, str]) -> float:
    """Whether each row's tier 2 word belongs to its tier 1 word, and whether a row says what holds already."""
    score = 0.0
    tier1, tier2 = above
    for row in rows:
        own1, own2 = row.get("tier1", ""), row.get("tier2", "")
        score -= (own1 != "" and own1 == tier1) + (own2 != "" and own2 == tier2)
        if own1 and own1 != tier1:
            score -= 2.0 * (not own2)
        tier1, tier2 = own1 or tier1, own2 or ("" if own1 else tier2)
        parent = parent_class(tier2_class(own2 or tier2))
        if parent is not None and tier1_class(tier1) is not None:
            score += 1.0 if parent == tier1_class(tier1) else -1.0
    return score


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
