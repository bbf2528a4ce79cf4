"""Column numbers fused to header names."""

from extractor.document.table import Cell, Column, Table
from extractor.repair.fused_column_numbers import propose_fused_number_repairs


def table(*names: str) -> Table:
    cells = tuple(Cell(f"t1.r0c{c}", 0, c, 1, 1, name, name, "column_attribute") for c, name in enumerate(names))
    columns = tuple(Column((name.replace(" ", ""),)) for name in names)
    return Table("t1", None, "other", None, None, None, (), (), (), False, "native", 1.0, 1, columns, (), (), cells)


def test_numbers_that_count_up_are_taken_off_and_recorded() -> None:
    repairs, (mended,) = propose_fused_number_repairs([table("序号 栏次", "合计 1", "拨款 2", "基金 3")], {"t1"})
    assert [column.path for column in mended.columns] == [("序号",), ("合计",), ("拨款",), ("基金",)]
    assert [(r.before, r.after, r.applied) for r in repairs][:2] == [
        ("序号 栏次", "序号", True),
        ("合计 1", "合计", True),
    ]
    assert [cell.raw for cell in mended.cells] == ["序号 栏次", "合计 1", "拨款 2", "基金 3"]


def test_names_with_numbers_of_their_own_stay() -> None:
    for names in (("合计 1", "拨款 3", "基金 4"), ("附件 1", "附件 2"), ("合计1", "拨款2", "基金3")):
        before = table(*names)
        assert propose_fused_number_repairs([before], {"t1"}) == ([], [before])


def test_a_table_that_is_not_torn_is_left_alone() -> None:
    before = table("合计 1", "拨款 2", "基金 3")
    assert propose_fused_number_repairs([before], ()) == ([], [before])
