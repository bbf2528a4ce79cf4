"""Rule between any two tables: columns that list the same lines with the same amounts do so throughout."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extractor.document.label_numbering import without_numbering
from extractor.document.record import Amount, Line, Statement
from extractor.document.total_words import is_grand_total
from extractor.verify.facts import AmountKey, Facts
from extractor.verify.identity import Term, term_of, test_sum
from extractor.verify.line_parents import is_coded
from extractor.verify.lookups import CLASS_LENGTH, fundless, same_reporter, test_same
from extractor.verify.registry import Finding, rule
from extractor.verify.trees import Tree, trees_of

_FEWEST_ALIKE = 3
"""Different amounts that two columns must share, line by line, before one that differs is a fault of either."""
_ALIKE_PER_DIFFERENT = 2
_COLUMN_NUMBERS = ("栏次", "行次")
"""Labels of the row that numbers the columns, where it was read as a line."""
_Cells = Mapping[str, tuple[Amount, ...]]
"""The amounts of a column by what its lines are: a code, or the name of a 类."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One measure of one side of a statement; ``total`` is its grand total."""

    statement: Statement
    key: AmountKey
    total: Amount
    cells: _Cells

    @property
    def table(self) -> str:
        return self.statement.table


@rule(
    code="same_list_in_two_tables",
    severity="error",
    english="Two columns of two tables of one unit, year and phase that make the same total and print the same amount "
    "in most of the lines that both have (by code, or 类 by name; the projects of a code together) do so in all of "
    "them, and neither has a blank where the other has an amount; applied where at least three different amounts are "
    "the same and at most one line in three is not.",
    chinese="同一单位、年度、口径的两张表中，两列合计相同且多数共有科目（按编码，或按名称的类级科目；同一编码的项目合并）金额相同的，"
    "其余共有科目亦应相同，且不得一有一无；至少三个不同金额相同、不符者不超过三分之一时适用。",
)
def rule_same_list_in_two_tables(facts: Facts) -> Iterator[Finding]:
    by_total: dict[tuple[object, ...], list[_Column]] = {}
    for tree in trees_of(facts):
        for column in _columns_of(tree):
            frame = (column.key.period, column.key.phase, column.total.unit, column.total.value)
            by_total.setdefault(frame, []).append(column)
    for columns in by_total.values():
        for one, other in _pairs(facts, columns):
            yield from _compare(facts, one, other)


def _pairs(facts: Facts, columns: Sequence[_Column]) -> Iterator[tuple[_Column, _Column]]:
    """Columns of different tables, of each two tables the pair whose lines agree best: others repeat what it says."""
    found: dict[tuple[str, str], list[tuple[_Column, _Column]]] = {}
    for one, other in combinations(columns, 2):
        if one.table != other.table and same_reporter(facts, one.statement, other.statement):
            found.setdefault((one.statement.id, other.statement.id), []).append((one, other))
    for pairs in found.values():
        counted = [(_agreement(*pair), pair) for pair in pairs]
        alike = [(_rank(count, pair), pair) for count, pair in counted if _is_same_list(*count)]
        if alike:
            yield max(alike, key=lambda ranked: ranked[0])[1]


def _rank(count: tuple[int, int], pair: tuple[_Column, _Column]) -> tuple[int, bool]:
    return count[0] - count[1], pair[0].key.measure == pair[1].key.measure


def _is_same_list(alike: int, different: int) -> bool:
    return alike >= max(_FEWEST_ALIKE, _ALIKE_PER_DIFFERENT * different)


def _agreement(one: _Column, other: _Column) -> tuple[int, int]:
    """How many different amounts are the same in both columns, and how many lines are not."""
    alike: set[Decimal] = set()
    different = 0
    for name, here in one.cells.items():
        there = other.cells.get(name)
        values = _sum(here), _sum(there or ())
        if there is None or not any(values):
            continue
        if values[0] == values[1]:
            alike.add(values[0])
        else:
            different += 1
    return len(alike), different


def _compare(facts: Facts, one: _Column, other: _Column) -> Iterator[Finding]:
    tested: set[tuple[str, ...]] = set()
    for name, here in one.cells.items():
        there = other.cells.get(name, ())
        cells = tuple(amount.cell for amount in (*here, *there))
        if not there or cells in tested:
            continue
        tested.add(cells)
        label = f"{name} in {one.statement.id} and {other.statement.id}"
        if len(here) == len(there) == 1:
            found = test_same(facts, label, here[0], there[0])
        else:
            found = _test_together(facts, label, here, there)
        if found is not None:
            yield found


def _test_together(facts: Facts, label: str, here: Sequence[Amount], there: Sequence[Amount]) -> Finding | None:
    """Test one line against the lines that divide it; several against several prove nothing of any single one."""
    whole, parts = (here, there) if len(here) == 1 else (there, here)
    if len(whole) > 1:
        return None
    terms: list[Term] = [term_of(part) for part in parts]
    return test_sum(label, term_of(whole[0]), [terms], definite=True, derived=facts.derived)


def _columns_of(tree: Tree) -> Iterator[_Column]:
    """The columns of a side that has a grand total above or below lines that bear a code or the name of a 类; one
    with 本年合计 and 总计 stands once for each amount."""
    pairs = list(zip(tree.outline.lines, tree.amounts, strict=True))
    totals = [amounts for line, amounts in pairs if line.role == "total" and is_grand_total(line.label)]
    for key, cells in _amounts_by_line(pairs).items() if totals else ():
        printed = {amounts[key].value: amounts[key] for amounts in totals if key in amounts and amounts[key].value}
        if len(cells) >= _FEWEST_ALIKE:
            yield from (_Column(tree.statement, fundless(key), total, cells) for total in printed.values())


def _amounts_by_line(
    pairs: Iterable[tuple[Line, Mapping[AmountKey, Amount]]],
) -> dict[AmountKey, dict[str, tuple[Amount, ...]]]:
    """By column and line; what bears one code in several blocks (a block a unit) or projects counts together."""
    columns: dict[AmountKey, dict[str, tuple[Amount, ...]]] = {}
    for line, amounts in pairs:
        for name in _names_of(line):
            for key, amount in amounts.items():
                column = columns.setdefault(key, {})
                column[name] = (*column.get(name, ()), amount)
    return columns


def _names_of(line: Line) -> Iterator[str]:
    """Its code and, of a 类, its name."""
    if line.role != "item":
        return
    if is_coded(line):
        yield line.code or ""
    if (is_coded(line) and len(line.code or "") == CLASS_LENGTH) or (line.code is None and line.side == "expenditure"):
        name = without_numbering(line.label)
        if name and name not in _COLUMN_NUMBERS:
            yield name


def _sum(amounts: Sequence[Amount]) -> Decimal:
    return sum((amount.value or Decimal(0) for amount in amounts), Decimal(0))
