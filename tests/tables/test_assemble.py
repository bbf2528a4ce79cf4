"""Tables that say they are empty."""

import pytest

from extractor.document.content import Grid, GridCell
from extractor.document.draft import Draft, HeaderLayout
from extractor.document.table import Column
from extractor.tables.assemble import assemble_table


@pytest.mark.parametrize(
    ("body", "note", "empty"),
    [
        (["合计", ""], None, True),
        (["合计", "0.00"], "注：本表为空表。", True),
        (["合计", "0.00"], None, False),
        (["合计", "5.00"], "注：本部门无此项预算，故本表为空表。", False),
        (["某中心", "事业"], "注：本单位无车辆。", False),
        (["无", ""], None, True),
        (["", "本部门无此项支出"], None, True),
        (["无障碍改造", ""], None, False),
        (["合计", "0.00"], "注：本部门无该项目", True),
    ],
)
def test_declared_empty(body: list[str], note: str | None, empty: bool) -> None:
    cells = (
        *(GridCell(0, c, name) for c, name in enumerate(["项目", "金额"])),
        *(GridCell(1, c, text) for c, text in enumerate(body)),
    )
    header = HeaderLayout(1, (), (Column(("项目",)), Column(("金额",))))
    table = assemble_table(Draft(Grid(2, 2, cells), notes=(note,) if note else ()), header, 1)
    assert table.declared_empty is empty
    assert [row.values for row in table.rows] == [tuple(body)]
