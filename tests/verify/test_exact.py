"""However many digits a document prints, verification ends, and what it calls proved is exact."""

import pytest

from extractor.document.number import read_amount
from extractor.normalise.mentions.quantities import find_quantities
from extractor.pipeline import extract


def table(digits: str) -> bytes:
    head = (
        "2025年部门预算\n单位：万元\n\n| 项目 | 2025年预算数 | 2024年预算数 | 增减额 | 增减% |\n|---|---|---|---|---|\n"
    )
    rows = "".join(f"| 项{i} | {digits}{i}.00 | {i}.00 | {digits}{i} | {digits}{i}.1% |\n" for i in range(1, 6))
    said = f"2025年支出{digits}万元，比上年增长{digits}.55%，执行率{digits}%。\n"
    return (f"{head}{rows}| 合计 | {digits}.00 | 15.00 | {digits} | {digits}% |\n\n{said}").encode()


@pytest.mark.parametrize("count", [12, 19, 25, 28, 40, 300])
def test_a_document_of_long_numbers_ends_in_a_result(count: int) -> None:
    document = extract(table("9" * count), name="a.md")
    assert len(document.tables) == 1


def test_longer_rows_of_digits_are_no_amounts() -> None:
    assert read_amount("9" * 20 + "." + "1" * 20) is not None
    assert read_amount("9" * 21) is None
    assert read_amount("1." + "1" * 21) is None
    assert find_quantities("9" * 21 + "万元") == []
    assert [str(one.value) for one in find_quantities("9" * 20 + "万元")] == ["9" * 20]
