"""Cells as the rows of the contract print them."""

import pytest

from extractor.document.table import row_text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("一般 公共\n服务", "一般公共服务"),
        ("1,234.\n50", "1,234.50"),
        ("32. 04", "32.04"),
        ("100\n200", "100 200"),
        ("2080501 行政运行", "2080501行政运行"),
        ("Total amount", "Totalamount"),
    ],
)
def test_row_text(text: str, printed: str) -> None:
    assert row_text(text) == printed
