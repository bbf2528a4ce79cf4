"""Which columns a total sums, by the header: groups count by their totals, 其中 over several groups is none."""

import pytest

from extractor.repair.statements.cell_types import ColumnType
from extractor.repair.statements.header_sums import row_sums

Path = tuple[str, ...]
_BELOW: list[Path] = [("基本支出", "小计"), ("基本支出", "人员经费"), ("基本支出", "公用经费"), ("项目支出",)]


@pytest.mark.parametrize("above", [(), ("其中",), ("其中：",), ("其中:",)])
def test_a_group_counts_by_its_total_also_below_of_which(above: Path) -> None:
    paths: list[Path] = [("科目编码",), ("科目名称",), ("合计",), *((*above, *path) for path in _BELOW)]
    types: list[ColumnType] = ["code", "name", *(["amount"] * 5)]  # type: ignore[list-item]
    assert [tuple(found) for found in row_sums(paths, types)] == [(2, (3, 6)), (3, (4, 5))]


def test_a_lone_column_called_of_which_keeps_its_name() -> None:
    paths: list[Path] = [("科目名称",), ("合计",), ("其中",), ("其他",)]
    types: list[ColumnType] = ["name", "amount", "amount", "amount"]
    assert [tuple(found) for found in row_sums(paths, types)] == [(1, (2, 3))]
