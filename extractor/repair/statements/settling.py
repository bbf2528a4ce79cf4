"""The ways of the rows of a table that stand open, chosen by arithmetic; a row without a clear one stays as printed."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final, NamedTuple

from extractor.document.total_words import is_sum
from extractor.repair.statements.arithmetic import Arithmetic, Change
from extractor.repair.statements.block_mapping import CLEAR
from extractor.repair.statements.chain_repair import ChainRepair, OpenPair, OpenRow, widen
from extractor.repair.statements.entries import BLANK, Entry, Line
from extractor.repair.statements.findings import Finding, confidence_of
from extractor.repair.statements.side_sums import Side, code_of, name_of, sides_of

_NAMED: Final = 1.5
"""What a row weighs whose code and name another table prints together."""
_IN_ORDER: Final = 1.6
"""What it weighs that the codes of two rows go on in the order of the rows around them."""
_MOST_ILL: Final = 4.0
"""A way that costs more than this holds a text of another type than its column's."""
_MOST_ROUNDS: Final = 3


class _Choice(NamedTuple):
    """The cheapest way of a row or pair, how far it stands ahead of the next, and all ways in their order."""

    best: int
    margin: float
    order: tuple[int, ...]


def settle_rows(
    chain: ChainRepair, arithmetic: Arithmetic, known: AbstractSet[tuple[str, str]], clear_from: float
) -> None:
    """Choose the ways of fused pairs and of open rows, those first that are clear: a row in its place tells more of
    the others. What is clear in no round stays as printed and is said.

    ``known`` are codes with the names that other tables print with them. Writes ``chain`` and ``arithmetic``.
    """
    pairs, rows = list(chain.open_pairs), list(chain.open_rows)
    for _ in range(_MOST_ROUNDS):
        open_pairs = [pair for pair in pairs if not _settle_pair(chain, pair, (arithmetic, known), clear_from)]
        open_rows = [row for row in rows if not _settle_row(chain, row, arithmetic, clear_from)]
        settled = len(pairs) + len(rows) - len(open_pairs) - len(open_rows)
        pairs, rows = open_pairs, open_rows
        if not settled:
            break
    for pair in pairs:
        _leave_pair(chain, pair, (arithmetic, known))
    for row in rows:
        _say_doubt(chain, row, arithmetic)
    lower = {id(pair.lower) for pair in pairs}
    chain.lines = [line for line in chain.lines if id(line) not in lower]
    widen(chain)


def settle_signs(chain: ChainRepair, arithmetic: Arithmetic) -> None:
    """Say each text that lost its misread signs; one whose sums all fail since is as printed again."""
    for row, line in enumerate(chain.lines):
        for column, entry in enumerate(line.entries):
            cell = next((cell for cell in entry.cells if cell in chain.signs), None)
            if cell is None:
                continue
            before, mend = chain.signs.pop(cell)
            states = [arithmetic.state(number) for number in arithmetic.by_place.get((row, column), ())]
            refuted = entry.text == mend.text and any(state < 0 for state in states) and max(states) <= 0
            if refuted:
                line.entries[column] = entry._replace(text=before)
                arithmetic.apply({(row, column): before})
            evidence = "one number in the style of the table, but for these signs"
            if any(state > 0 for state in states):
                evidence = f"{evidence}; with it a sum holds"
            finding = Finding(
                mend.kind, ((0, column),), before, mend.text, (evidence,), 0.6 if refuted else mend.confidence,
                not refuted,
            )  # fmt: skip
            chain.row_findings.append((line, finding))


def named_codes(chain: ChainRepair) -> set[tuple[str, str]]:
    """The codes of a table's lines with their names."""
    return {pair for line in chain.lines for pair in _named_codes_of(line, chain)}


def _named_codes_of(line: Line, chain: ChainRepair) -> set[tuple[str, str]]:
    pairs = ((code_of(line, side), name_of(line, side)) for side in sides_of(chain.model) if side.codes)
    return {(code, name) for code, name in pairs if code and name}


def _settle_row(chain: ChainRepair, row: OpenRow, arithmetic: Arithmetic, clear_from: float) -> bool:
    """Write the way of a row that costs least and that the sums speak for, where it stands clear of the second. So must
    the printed way: a row that is settled later may speak for another."""
    choice = _weigh_row(chain, row, arithmetic)
    best = row.ways[choice.best]
    if _is_as_printed(row, choice):
        return choice.margin >= clear_from
    if choice.margin < clear_from or best.cost >= _MOST_ILL:
        return False
    place = chain.row_of(row.line)
    arithmetic.apply({(place, column): entry.text for column, entry in enumerate(best.entries)})
    before = row.line.entries
    row.line.entries = [*best.entries, *(before[chain.model.width :] if row.printed is not None else ())]
    chain.row_findings.append((row.line, _row_finding(row, choice, applied=True)))
    return True


def _weigh_row(chain: ChainRepair, row: OpenRow, arithmetic: Arithmetic) -> _Choice:
    place = chain.row_of(row.line)
    weights = []
    for way in row.ways:
        change = {(place, column): entry.text for column, entry in enumerate(way.entries)}
        weights.append(arithmetic.gain(change).weight - way.cost)
    return _chosen(weights)


def _is_as_printed(row: OpenRow, choice: _Choice) -> bool:
    return row.printed is not None and row.ways[choice.best].key == row.printed.key


def _say_doubt(chain: ChainRepair, row: OpenRow, arithmetic: Arithmetic) -> None:
    """Say a row for which another way than the printed one weighs most and is not clear."""
    choice = _weigh_row(chain, row, arithmetic)
    if not _is_as_printed(row, choice):
        chain.row_findings.append((row.line, _row_finding(row, choice, applied=False)))


def _row_finding(row: OpenRow, choice: _Choice, *, applied: bool) -> Finding:
    best = row.ways[choice.best]
    printed = " | ".join(entry.text for entry in row.printed.entries) if row.printed else "(more cells than columns)"
    columns = [
        c for c, entry in enumerate(best.entries) if row.printed is None or entry.text != row.printed.entries[c].text
    ]
    return Finding(
        "torn_row", tuple((0, c) for c in columns), printed, " | ".join(best.key),
        ("each text fits the column where it stands now",), confidence_of(choice.margin), applied,
        tuple(" | ".join(row.ways[n].key) for n in choice.order[1:3]),
    )  # fmt: skip


def _settle_pair(
    chain: ChainRepair, pair: OpenPair, said: tuple[Arithmetic, AbstractSet[tuple[str, str]]], clear_from: float
) -> bool:
    """Part two fused rows where it is clear whose the lone cells are: by sums, by codes with the names that other
    tables print, by the order of the codes."""
    choice = _weigh_pair(chain, pair, said)
    if choice.margin < clear_from:
        return False
    one, other = pair.fused.ways[choice.best]
    pair.upper.entries[: len(one)] = list(one)
    pair.lower.entries[: len(other)] = list(other)
    said[0].apply(_pair_change(chain, pair, (one, other)))
    chain.row_findings.append((pair.upper, _pair_finding(pair, choice, applied=True)))
    return True


def _leave_pair(chain: ChainRepair, pair: OpenPair, said: tuple[Arithmetic, AbstractSet[tuple[str, str]]]) -> None:
    """Two rows of which nothing says whose a lone cell is stay one, as printed; the upper line holds them."""
    choice = _weigh_pair(chain, pair, said)
    pair.upper.entries = list(pair.as_printed)
    chain.undecided.append(pair.upper)
    blank = [BLANK] * chain.model.width
    said[0].apply(_pair_change(chain, pair, (pair.as_printed, blank)))
    chain.row_findings.append((pair.upper, _pair_finding(pair, choice, applied=False)))


def _weigh_pair(chain: ChainRepair, pair: OpenPair, said: tuple[Arithmetic, AbstractSet[tuple[str, str]]]) -> _Choice:
    arithmetic, known = said
    weights = []
    for one, other in pair.fused.ways:
        rows = (Line(list(one), None, 0), Line(list(other), None, 0))
        named = sum(bool(_named_codes_of(row, chain) & known) for row in rows)
        in_order = _codes_rise(chain, pair, rows)
        gain = arithmetic.gain(_pair_change(chain, pair, (one, other))).weight
        laid_out = _laid_out(chain, pair, rows)
        weights.append(gain + _NAMED * named + _IN_ORDER * (in_order + laid_out))
    return _chosen(weights)


def _codes_rise(chain: ChainRepair, pair: OpenPair, rows: tuple[Line, Line]) -> bool:
    """Whether the codes of both rows go up, parents before their children, between those of the rows around them."""
    side = next((side for side in sides_of(chain.model) if side.codes), None)
    if side is None:
        return False
    place = chain.row_of(pair.upper)
    above = [code for line in chain.lines[:place] if (code := code_of(line, side))][-1:]
    below = [code for line in chain.lines[place + 2 :] if (code := code_of(line, side))][:1]
    own = [code_of(row, side) for row in rows]
    codes = [*above, *(code for code in own if code), *below]
    return all(own) and all(one < other for one, other in pairwise(codes))


def _laid_out(chain: ChainRepair, pair: OpenPair, rows: tuple[Line, Line]) -> int:
    """What the layout of sides says of two rows, in units of one order: an amount has its label in its row, a list of
    names has no hole, the totals of two sides stand in one row."""
    above = chain.lines[: chain.row_of(pair.upper)][-1:]
    weight = 0
    sides = sides_of(chain.model)
    for side in sides:
        for row in rows:
            amounts = any(not row.entries[column].is_blank for column in side.amounts)
            weight -= amounts and not _is_labelled(row, side)
        labelled = [_is_labelled(line, side) for line in (*above, *rows)]
        weight -= labelled == [True, False, True] and not is_sum(name_of(rows[1], side))
    if len(sides) > 1:
        totals = [sum(is_sum(name_of(row, side)) for side in sides) for row in rows]
        weight += any(count == len(sides) for count in totals)
    return weight


def _is_labelled(line: Line, side: Side) -> bool:
    return any(not line.entries[column].is_blank for column in (*side.codes, *side.names))


def _pair_change(chain: ChainRepair, pair: OpenPair, rows: tuple[Sequence[Entry], Sequence[Entry]]) -> Change:
    upper, lower = chain.row_of(pair.upper), chain.row_of(pair.lower)
    return {(upper, c): e.text for c, e in enumerate(rows[0])} | {(lower, c): e.text for c, e in enumerate(rows[1])}


def _pair_finding(pair: OpenPair, choice: _Choice, *, applied: bool) -> Finding:
    one, _ = pair.fused.ways[choice.best]
    before = " | ".join(entry.text for entry in pair.printed)
    evidence = pair.fused.evidence
    if not applied:
        evidence = (*evidence, "nothing says which of the two rows some of its cells are of")
    columns = [column for column, entry in enumerate(one) if not entry.is_blank]
    return Finding(
        "fused_rows", tuple((0, c) for c in columns), before, _said_of(pair, choice.best), evidence,
        0.95 if applied else confidence_of(choice.margin), applied,
        tuple(_said_of(pair, n) for n in choice.order[1:3]) if not applied else (),
    )  # fmt: skip


def _said_of(pair: OpenPair, way: int) -> str:
    return " || ".join(" | ".join(entry.text for entry in row) for row in pair.fused.ways[way])


def _chosen(weights: Sequence[float]) -> _Choice:
    order = sorted(range(len(weights)), key=lambda n: (-weights[n], n))
    margin = weights[order[0]] - weights[order[1]] if len(order) > 1 else 2 * CLEAR
    return _Choice(order[0], margin, tuple(order))
