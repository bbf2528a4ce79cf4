"""Rules of the place: what an addition does not see, because it is as true in the wrong column."""

from collections.abc import Iterator, Mapping, Sequence

from extractor.document.record import Amount, Line
from extractor.verify.columns import header_sums, rows_of
from extractor.verify.facts import Facts
from extractor.verify.line_parents import is_coded
from extractor.verify.measures import family_of
from extractor.verify.registry import Finding, rule

_PERSONNEL_CLASSES = ("301", "303")
"""工资福利支出 and 对个人和家庭的补助: what 人员经费 consists of. 公用经费 is not as sharp: local rules count transport
allowances (30239) to either."""
_FEWEST_ROWS = 2


@rule(
    code="economic_class_in_its_column",
    severity="error",
    english="In a table with columns for personnel and public expenditure, wages (301) and allowances (303) stand "
    "under personnel, not under public with personnel blank.",
    chinese="分列人员经费与公用经费的表中，工资福利支出（301）和对个人和家庭的补助（303）应列在人员经费，不应仅列在公用经费。",
)
def rule_economic_class_in_its_column(facts: Facts) -> Iterator[Finding]:
    for statement in facts.statements:
        for line in statement.lines:
            if is_coded(line) and (line.code or "").startswith(_PERSONNEL_CLASSES):
                personnel, public = _by_measure(line, "personnel"), _by_measure(line, "public")
                if personnel is not None and public is not None and personnel.value is None and public.value:
                    cells = (public.cell, personnel.cell)
                    told = f"{line.code} {line.label}: {public.raw} stands under 公用经费, nothing under 人员经费."
                    yield Finding("fail", cells, told, None, public.value, members=(public.cell,), displaced=True)


@rule(
    code="total_column_is_filled",
    severity="warning",
    english="A column 合计 over columns that the header says are its parts holds an amount in some row; where it is "
    "blank in all rows that have amounts, the columns may have slid, and no sum proves their place (`insufficient`).",
    chinese="表头合计列之下至少一行有数；各行均空而并列各列有数时，各列可能错位，任何合计均不能证明其位置（判为不足以判断）。",
)
def rule_total_column_is_filled(facts: Facts) -> Iterator[Finding]:
    for table, rows in rows_of(facts).items():
        for found in header_sums(facts, table, rows):
            columns = [column for part in found.parts for column in part.columns]
            filled = [row for row in rows.values() if any(_value(row, column) for column in columns)]
            totals = [row[found.total].cell for row in filled if found.total in row]
            if len(totals) < max(len(filled), _FEWEST_ROWS) or any(_value(row, found.total) for row in filled):
                continue
            cells = tuple(amount.cell for row in filled for amount in _alike(row, columns) if amount.value)
            told = f"{table}: the column of the total is blank in all {len(filled)} rows with amounts."
            yield Finding("insufficient", (*totals, *cells), told, members=cells, displaced=True)


def _alike(row: Mapping[int, Amount], columns: Sequence[int]) -> Iterator[Amount]:
    """The amounts of the columns, and those beside them that divide the same whole by their measure."""
    family = family_of(row[column].measure for column in columns if column in row) or frozenset()
    return (amount for column, amount in row.items() if column in columns or amount.measure in family)


def _by_measure(line: Line, measure: str) -> Amount | None:
    found = [amount for amount in line.amounts if amount.measure == measure]
    return found[0] if len(found) == 1 else None


def _value(row: Mapping[int, Amount], column: int) -> bool:
    return column in row and bool(row[column].value)
