"""Names of classification codes with a misread character, told by the code: its known name, or the document's own."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from extractor.document.budget_code import read_code
from extractor.document.check import Repair
from extractor.document.classification_names import all_known_names, differing, is_slip, known_names
from extractor.document.table import Table
from extractor.document.text import folded, without_space
from extractor.document.vocabulary import ColumnRole
from extractor.repair.cell_mend import CellMend, carry_out_mend
from extractor.repair.torn_table import TornTable, close_table, open_table

_LONG: Final = 8
"""Of a name so long two characters may differ."""
_BY_BOTH: Final = 0.96
_BY_TABLE: Final = 0.94
_BY_DOCUMENT: Final = 0.92
_IN_DOUBT: Final = 0.6


class _Named(NamedTuple):
    """A line's code and name with the place of the name."""

    code: str
    name: str
    torn: TornTable
    row: int
    column: int


def propose_name_repairs(
    tables: Sequence[Table], torn: AbstractSet[str], threshold: float = 0.9
) -> tuple[list[Repair], list[Table]]:
    """Mend the names beside codes in the tables whose ids are in ``torn``.

    The name of the code table, or the one that the document prints with the code more often, has the same length and
    differs in one character, of eight and more in two; no other code bears the printed name. What differs more, or
    what the document prints several times and never otherwise, is recorded and not applied. Gives the repairs and all
    tables, the applied ones written.
    """
    opened = {table.id: open_table(table) for table in tables if table.id in torn}
    named = [found for work in opened.values() for found in _named_rows(work)]
    counts: dict[str, Counter[str]] = {}
    for one in named:
        counts.setdefault(one.code, Counter())[one.name] += 1
    codes: dict[str, set[str]] = {}
    for one in named:
        codes.setdefault(one.name, set()).add(one.code)
    repairs: list[Repair] = []
    for one in named:
        mend = _mend(one.name, one.code, counts[one.code])
        if mend is None or one.name in all_known_names() or len(codes[one.name]) > 1:
            continue
        repairs.append(carry_out_mend(one.torn, (one.row, one.column), mend, threshold))
    return repairs, [close_table(opened[table.id]) if table.id in opened else table for table in tables]


def _named_rows(work: TornTable) -> list[_Named]:
    """The rows that print one code and a name in the column behind it."""
    table = work.table
    roles = [column.role for column in table.columns]
    codes = [column for column, role in enumerate(roles) if _is_code(role)]
    found: list[_Named] = []
    for first in codes:
        if first - 1 in codes:
            continue
        last = first
        while last + 1 in codes:
            last += 1
        if last + 1 >= len(roles) or roles[last + 1] != "name":
            continue
        for row in range(table.header_rows, len(work.texts)):
            code = _code_of([without_space(text) for text in work.texts[row][first : last + 1]])
            name = folded(work.texts[row][last + 1])
            if code and name:
                found.append(_Named(code, name, work, row, last + 1))
    return found


def _is_code(role: ColumnRole) -> bool:
    return role.endswith(("_code", "_class", "_division", "_item"))


def _code_of(parts: Sequence[str]) -> str | None:
    """The digits of a code; 类, 款 and 项 in three columns are one."""
    if len(parts) > 1 and parts[0].isdigit():
        return "".join(part for part in parts if part.isdigit())
    code = read_code(parts[0]) if parts[0] else None
    return code.digits if code else None


def _mend(name: str, code: str, counts: Counter[str]) -> CellMend | None:
    """The name that a printed one is a slip of, with what says so and how sure it is; None where there is none, or
    more than one."""
    known = {one.name for one in known_names().get(code, ())}
    if any(name.removesuffix("支出") == one.removesuffix("支出") for one in known):
        return None
    own = {other for other, times in counts.items() if other != name and times > counts[name]}
    found = {other for other in known | own if is_slip(name, other)}
    if len(found) != 1:
        return None
    best = found.pop()
    evidence = []
    if best in known:
        evidence.append(f"{code} is known as {best} from published documents")
    if counts[best]:
        evidence.append(f"{counts[best]} other places of the document print {best} with {code}")
    few = differing(name, best) <= (2 if len(name) >= _LONG else 1)
    if not few or (counts[name] > 1 and counts[name] > counts[best]):
        return CellMend(best, "near_miss_name", tuple(evidence), _IN_DOUBT)
    witnesses = best in known, bool(counts[best])
    confidence = _BY_BOTH if all(witnesses) else _BY_TABLE if witnesses[0] else _BY_DOCUMENT
    return CellMend(best, "near_miss_name", tuple(evidence), confidence)
