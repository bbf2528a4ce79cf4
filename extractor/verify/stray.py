"""Rule of the table body: a column number of the header (栏次) is no amount."""

from collections.abc import Iterator

from extractor.document.column_numbers import SURE, find_stray_numbers
from extractor.verify.facts import Facts
from extractor.verify.registry import Finding, rule


@rule(
    code="column_numbers_in_body",
    severity="warning",
    english="No cell of the body holds a column number: a small integer among amounts with decimals that goes on where "
    "the header's column numbers end, and that no sum needs; without a sum that excludes it, a lone one is only "
    "doubtful (`insufficient`).",
    chinese="表体不含栏次数字：在带小数的金额中接续表头栏次、且不为任何合计所需的小整数视为误入；仅有孤证时存疑。",
)
def rule_column_numbers_in_body(facts: Facts) -> Iterator[Finding]:
    for table in facts.tables.values():
        for stray in find_stray_numbers(table):
            cells, grounds = (stray.cell.id,), "; ".join(stray.evidence)
            if stray.confidence >= SURE:
                told = f"{stray.number} is a column number: {grounds}."
                yield Finding("fail", cells, told, None, str(stray.number), members=cells)
            else:
                told = f"{stray.number} may be a column number: {grounds}; no sum tells."
                yield Finding("insufficient", cells, told, None, str(stray.number))
