"""Rows that a torn table prints twice, one below the other, where the sums say that one is too many."""

from collections.abc import Mapping, Sequence
from typing import Final

from extractor.document.text import without_space
from extractor.repair.statements.arithmetic import Arithmetic, Place, build_arithmetic
from extractor.repair.statements.chain_repair import ChainRepair
from extractor.repair.statements.elsewhere import Said
from extractor.repair.statements.entries import Line
from extractor.repair.statements.findings import STRUCTURAL, Finding

_FEWEST_TEXTS: Final = 2
"""A row of a label alone says too little to be another one's double."""

_TWO: Final = 2


def leave_out_doubled_rows(chain: ChainRepair, elsewhere: Mapping[Place, Sequence[Said]]) -> bool:
    """Leave out each row that says the same as the one above it, where every sum that has its amounts fails with both
    and holds with one. Returns whether a row was left out: the rows below have other places since.

    One row a call, so that the places of ``elsewhere`` hold; a row with amounts of which no sum tells stays.
    """
    pairs = [row for row in range(1, len(chain.lines)) if _says_the_same(chain.lines[row - 1], chain.lines[row])]
    if not pairs:
        return False
    arithmetic = build_arithmetic(chain.model, chain.lines, elsewhere)
    for row in pairs:
        without = next((one for one in (row, row - 1) if _is_too_many(arithmetic, one, chain.model.width)), None)
        if without is not None:
            line = chain.lines.pop(without)
            chain.table_findings.append(_finding(line))
            return True
    return False


def _says_the_same(upper: Line, lower: Line) -> bool:
    texts = [[without_space(entry.text) for entry in line.entries] for line in (upper, lower)]
    return texts[0] == texts[1] and sum(map(bool, texts[0])) >= _FEWEST_TEXTS


def _is_too_many(arithmetic: Arithmetic, row: int, width: int) -> bool:
    """Whether the sums in which the row's amounts are parts hold without the row and fail with it: all of them, or two
    and more where fewer fail either way, as with a misread amount in their column."""
    change = {(row, column): "" for column in range(width) if (row, column) in arithmetic.texts}
    gain = arithmetic.gain(change)
    over = {
        number
        for place in change
        for number in arithmetic.by_place.get(place, ())
        if arithmetic.identities[number].total[0] != row and arithmetic.identities[number].printed is None
    }
    resolved = {number for number in over & gain.mended if arithmetic.state(number) < 0}
    failing = over & gain.failing
    if any(arithmetic.state(number) >= 0 for number in failing):
        return False
    return len(resolved) >= _TWO and len(resolved) > len(failing) if failing else bool(resolved)


def _finding(line: Line) -> Finding:
    text = " ".join(entry.text for entry in line.entries if not entry.is_blank)
    evidence = "the row says the same as the one beside it, and the sums hold with one of them only"
    return Finding("doubled_row", ((-1, 0),), text, "", (evidence,), STRUCTURAL, True)
