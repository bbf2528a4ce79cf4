"""Rules of the row: a column 合计 or 小计 against the columns beside it, a measure against what it consists of."""

from collections.abc import Iterator, Mapping

from extractor.document.record import Amount
from extractor.verify.facts import COUNTED, Facts, made_once, place_of
from extractor.verify.header_tree import Branch, ColumnSum, column_sums
from extractor.verify.identity import Term, term_of, test_sum
from extractor.verify.measures import BESIDE, DIVISIONS, FAMILIES, SOURCES, is_partition
from extractor.verify.registry import Finding, rule
from extractor.verify.unprinted_columns import without_unprinted

_SUM_MEASURES = frozenset(("total", "subtotal", "amount"))
_Row = dict[int, Amount]
"""The amounts of one grid row by grid column."""
_Frame = tuple[str | None, str, str | None]
"""Period, phase and unit, which the amounts of a sum share."""


@rule(
    code="total_is_sum_of_columns",
    severity="error",
    english="A column named 合计, 小计 or 总计 is the sum of the columns that stand beside it under the same heading; "
    "a miss counts only where the headings are known to divide one whole (基本 + 项目, fund by fund …), and not of "
    "sources of money where what the rows are over adds up as a source that is not printed.",
    chinese="表头为合计、小计、总计的列等于同一表头下并列各列之和；仅当各列确为完整划分时才判为不符；按资金来源分列而各行差额自成一列（某来源未列出）的除外。",
)
def rule_total_is_sum_of_columns(facts: Facts) -> Iterator[Finding]:
    for table, rows in rows_of(facts).items():
        sums = header_sums(facts, table, rows)
        by_source: dict[int, dict[int, Finding]] = {}
        order: list[tuple[int, int, Finding]] = []
        for place, row in sorted(rows.items()):
            for found in sums or _unlabelled_sums(row):
                finding = _test(facts, f"Row {place} of {table}", row, found)
                if finding is not None:
                    order.append((found.total, place, finding))
                    if _are_sources(found, row):
                        by_source.setdefault(found.total, {})[place] = finding
        judged = {total: without_unprinted(facts, table, findings) for total, findings in by_source.items()}
        yield from (judged.get(total, {}).get(place, finding) for total, place, finding in order)


@rule(
    code="measure_is_sum_of_its_parts",
    severity="error",
    english="A measure is the sum of what it consists of by definition, where all of it is printed in one row: basic = "
    "personnel + public, vehicles = purchase + operation, the three public expenses, fiscal = the three budgets. "
    "Meetings and training, which many tables print beside the public expenses, are no part of these.",
    chinese="同一行内，基本支出＝人员＋公用；用车＝购置＋运行；“三公”＝出国＋用车＋接待（同表常列的会议费、培训费不计入）；财政拨款＝三本预算之和。",
)
def rule_measure_is_sum_of_its_parts(facts: Facts) -> Iterator[Finding]:
    for table, rows in rows_of(facts).items():
        said = {found.total for found in header_sums(facts, table, rows)}
        for place, row in sorted(rows.items()):
            by_measure: dict[str, list[Amount]] = {}
            for column, amount in row.items():
                by_measure.setdefault(amount.measure, []).append(amount)
                if column in said:
                    by_measure[amount.measure].append(amount)  # the header's own sum: tested by the rule above
            for whole, parts in DIVISIONS.items():
                found = [by_measure.get(measure, []) for measure in (whole, *parts)]
                if any(len(amounts) != 1 for amounts in found) or len({_frame(a[0]) for a in found}) > 1:
                    continue
                terms = [term_of(amounts[0]) for amounts in found]
                label = f"{whole} in row {place} of {table}"
                finding = test_sum(label, terms[0], [terms[1:]], definite=True, derived=facts.derived)
                if finding is not None:
                    yield finding


def rows_of(facts: Facts) -> dict[str, dict[int, _Row]]:
    """All amounts that add up, by table, grid row and grid column; a cell read twice stands once."""
    return made_once(facts, "rows", _rows)


def _rows(facts: Facts) -> dict[str, dict[int, _Row]]:
    tables: dict[str, dict[int, _Row]] = {}
    for statement in facts.statements:
        for line in statement.lines:
            for amount in line.amounts:
                place = place_of(amount.cell)
                if place is not None and amount.measure not in COUNTED:
                    tables.setdefault(place.table, {}).setdefault(place.row, {}).setdefault(place.column, amount)
    return tables


def header_sums(facts: Facts, table: str, rows: Mapping[int, _Row]) -> tuple[ColumnSum, ...]:
    """The sums that the table's header says of its amount columns; none where it says nothing."""
    columns = sorted({column for row in rows.values() for column in row})
    labelled = facts.tables[table].columns if table in facts.tables else ()
    paths = {column: labelled[column].path for column in columns if column < len(labelled)}
    return column_sums(paths) if any(paths.values()) else ()


def _unlabelled_sums(row: Mapping[int, Amount]) -> tuple[ColumnSum, ...]:
    """Without a header only the measures speak: one total and the columns beside it."""
    totals = [column for column, amount in row.items() if amount.measure == "total"]
    parts = [Branch(amount.measure, (column,)) for column, amount in sorted(row.items()) if column not in totals]
    return (ColumnSum(totals[0], tuple(parts), False),) if len(totals) == 1 and parts else ()


def _are_sources(found: ColumnSum, row: _Row) -> bool:
    return {row[column].measure for part in found.parts for column in part.columns if column in row} <= SOURCES


def _test(facts: Facts, label: str, row: _Row, found: ColumnSum) -> Finding | None:
    total = row.get(found.total)
    if total is None:
        return None
    parts: list[tuple[Term, str]] = []
    for branch in found.parts:
        for column in _standing_for(branch, row):
            amount = row[column]
            if _frame(amount) == _frame(total):
                parts.append((term_of(amount), amount.measure))
    named = [_measures_of(branch, row, _frame(total)) for branch in found.parts]
    known = [measure for measures in named for measure in measures or ()]
    whole = not found.subset and all(measures is not None for measures in named) and is_partition(known)
    beside = BESIDE.get(total.measure, frozenset[str]())
    ways = [[term for term, measure in parts if measure not in beside]]
    if total.value and len(ways[0]) < len(parts):
        ways.append([term for term, _ in parts])  # a heading that names them too
    if not whole:
        ways += [[term for term, measure in parts if measure in family] for family in FAMILIES]
    return test_sum(label, term_of(total), ways, definite=whole, derived=facts.derived)


def _standing_for(branch: Branch, row: _Row) -> list[int]:
    """The columns whose sum is the branch: its own total where it has an amount, else what is below it."""
    if branch.total is not None and branch.total in row and row[branch.total].value is not None:
        return [branch.total]
    if not branch.branches:
        return [column for column in branch.columns if column in row]
    inner = [part for part in branch.branches if not (len(part.columns) == 1 and part.total is not None)]
    return [column for part in inner for column in _standing_for(part, row)]


def _measures_of(branch: Branch, row: _Row, frame: _Frame) -> list[str] | None:
    """What the branch measures: the word of its own total (vehicle), else what is below it; None where one is
    missing or says nothing. Columns of another year are no part and say nothing."""
    if branch.total is not None and branch.total in row and row[branch.total].measure not in _SUM_MEASURES:
        return [row[branch.total].measure]
    measures: list[str] = []
    for column in branch.columns:
        if column not in row:
            return None
        if _frame(row[column]) != frame or (column == branch.total and len(branch.columns) > 1):
            continue
        if row[column].measure in _SUM_MEASURES:
            return None
        measures.append(row[column].measure)
    return measures


def _frame(amount: Amount) -> _Frame:
    return amount.period, amount.phase, amount.unit
