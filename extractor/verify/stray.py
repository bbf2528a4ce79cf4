"""Rule of the table body: a column number of the header (栏次) is no amount."""

from collections.abc import Iterator

from extractor.document.column_numbers import find_stray_numbers
from extractor.verify.facts import Facts
from extractor.verify.registry import Finding, rule


@rule(
    code="column_numbers_in_body",
    severity="warning",
    english="No cell of the body holds a column number: a small integer among amounts with decimals that goes on where "
    "the header's column numbers end.",
    chinese="表体不含栏次数字：在带小数的金额中接续表头栏次的小整数视为误入的栏次。",
)
def rule_column_numbers_in_body(facts: Facts) -> Iterator[Finding]:
    for table in facts.tables.values():
        for stray in find_stray_numbers(table):
            told = f"{stray.number} is a column number: {'; '.join(stray.evidence)}."
            yield Finding("fail", (stray.cell.id,), told, None, str(stray.number), members=(stray.cell.id,))
