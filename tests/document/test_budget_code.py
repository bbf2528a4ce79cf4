"""Classification codes as different printers write them."""

import pytest

from extractor.document.budget_code import is_certain_code, read_code, split_code


@pytest.mark.parametrize(
    ("text", "digits", "parted"),
    [
        ("208", "208", False),
        ("2080501", "2080501", False),
        ("[208]", "208", False),
        ("【20805】", "20805", False),
        ("（208）", "208", False),
        ("208-05", "20805", True),
        ("208-05-01", "2080501", True),
        ("208.05.01", "2080501", True),
        ("301－02", "30102", True),
        (" 20805 ", "20805", False),
    ],
)
def test_a_cell_that_is_a_code(text: str, digits: str, parted: bool) -> None:
    assert read_code(text) == (digits, parted)


@pytest.mark.parametrize("text", ["", "2080", "合计", "208-5", "208-05.01", "941.395", "12-31", "208-05-01-02"])
def test_a_cell_that_is_no_code(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize(("text", "certain"), [("208", True), ("208-05", True), ("208.05", False), ("208.05.01", True)])
def test_what_could_be_an_amount(text: str, certain: bool) -> None:
    assert is_certain_code(text) is certain


@pytest.mark.parametrize(
    ("label", "digits", "name"),
    [
        ("[208]社会保障和就业支出", "208", "社会保障和就业支出"),
        ("（20805）养老支出", "20805", "养老支出"),
        ("2080501 行政单位离退休", "2080501", "行政单位离退休"),
        ("208-05-01 行政单位离退休", "2080501", "行政单位离退休"),
        ("208.05.01行政单位离退休", "2080501", "行政单位离退休"),
        ("30201办公费（款）", "30201", "办公费（款）"),
        ("301-01 基本工资", "30101", "基本工资"),
    ],
)
def test_a_code_before_a_name(label: str, digits: str, name: str) -> None:
    found = split_code(label)
    assert found is not None
    assert (found[0].digits, found[1]) == (digits, name)


@pytest.mark.parametrize(
    "label", ["2024年度", "100套设备", "208.05万元", "2080办公", "合计", "3.办公费", "208", "301,5项"]
)
def test_no_code_before_a_name(label: str) -> None:
    assert split_code(label) is None
