"""Label rows of torn forms: what the siblings tell is put back, nothing else."""

from collections.abc import Callable

from extractor.document.table import Table
from extractor.document.text import without_space
from extractor.repair.forms.lost_labels import propose_form_repairs

MakeTable = Callable[..., Table]
_HEADER = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]


def _form(amount: str) -> list[list[str]]:
    return [
        ["预算规模及资金用途", f"预算数 {amount}", "其中：财政资金", amount, "其他资金", ""],
        ["资金支出计划（%）", "3月底 25%", "6月底 50%", "12月底 100%", "", ""],
        _HEADER,
        ["产出指标", "成本指标", "控制数", "控制数", f"≤{amount}万元", "控制数"],
    ]


def _tables(make_table: MakeTable, torn: list[list[str]], siblings: int = 3) -> list[Table]:
    forms = [_form(f"{n}.00") for n in range(1, siblings + 1)]
    return [make_table(form, identity=f"t{n}") for n, form in enumerate([torn, *forms])]


def _row(table: Table, row: int) -> list[str]:
    return [without_space(cell.text) for cell in table.cells if cell.row == row]


def test_lost_deadlines_come_back(make_table: MakeTable) -> None:
    torn = _form("7.50")
    torn[1] = ["资金支出计划（%）", "30%", "60%", "100%", "", ""]
    tables = _tables(make_table, torn)
    repairs, repaired = propose_form_repairs(tables, {table.id for table in tables})
    assert [repair.kind for repair in repairs] == ["label_restored"]
    assert _row(repaired[0], 1)[1:4] == ["3月底30%", "6月底60%", "12月底100%"]
    assert repaired[1:] == tables[1:]


def test_a_lost_total_comes_back_where_the_cost_target_says_it(make_table: MakeTable) -> None:
    torn = _form("7.50")
    torn[0] = ["预算规模及资金用途", "其中：财政资金", "", "7.50", "其他资金", ""]
    tables = _tables(make_table, torn)
    _, repaired = propose_form_repairs(tables, {table.id for table in tables})
    assert _row(repaired[0], 0) == ["预算规模及资金用途", "预算数7.50", "其中：财政资金", "7.50", "其他资金", ""]


def test_another_cost_target_leaves_it_open(make_table: MakeTable) -> None:
    torn = _form("7.50")
    torn[0] = ["预算规模及资金用途", "其中：财政资金", "", "8.50", "其他资金", ""]
    tables = _tables(make_table, torn)
    assert propose_form_repairs(tables, {table.id for table in tables}) == ([], tables)


def test_too_few_siblings_tell_nothing(make_table: MakeTable) -> None:
    torn = _form("7.50")
    torn[1] = ["资金支出计划（%）", "30%", "60%", "100%", "", ""]
    tables = _tables(make_table, torn, siblings=2)
    assert propose_form_repairs(tables, {table.id for table in tables}) == ([], tables)


def test_shares_that_do_not_rise_to_the_whole_are_no_plan(make_table: MakeTable) -> None:
    torn = _form("7.50")
    torn[1] = ["资金支出计划（%）", "30%", "60%", "90%", "", ""]
    tables = _tables(make_table, torn)
    assert propose_form_repairs(tables, {table.id for table in tables}) == ([], tables)


def test_provenance_names_the_cells_whose_words_were_written(make_table: MakeTable) -> None:
    torn = _form("7.50")
    torn[1] = ["资金支出计划（%）", "30%", "60%", "100%", "", ""]
    tables = _tables(make_table, torn)
    (repair,), _ = propose_form_repairs(tables, {table.id for table in tables})
    assert repair.applied
    assert repair.made_from == ("t1.r1c1", "t1.r1c2", "t1.r1c3")


def test_a_sibling_with_other_deadlines_leaves_it_at_a_suggestion(make_table: MakeTable) -> None:
    torn, other = _form("7.50"), _form("9.00")
    torn[1] = ["资金支出计划（%）", "30%", "60%", "100%", "", ""]
    other[1] = ["资金支出计划（%）", "4月底 25%", "8月底 50%", "12月底 100%", "", ""]
    tables = [*_tables(make_table, torn), make_table(other, identity="t9")]
    (repair,), repaired = propose_form_repairs(tables, {table.id for table in tables})
    assert (repair.applied, repair.confidence < 0.9) == (False, True)
    assert "3月底 30%" in repair.after
    assert repaired == tables


def test_a_sibling_that_lost_some_deadlines_does_not_speak_against_them(make_table: MakeTable) -> None:
    torn, other = _form("7.50"), _form("9.00")
    torn[1] = ["资金支出计划（%）", "30%", "60%", "100%", "", ""]
    other[1] = ["资金支出计划（%）", "6月底 50%", "12月底 100%", "", "", ""]
    tables = [*_tables(make_table, torn), make_table(other, identity="t9")]
    (repair,), _ = propose_form_repairs(tables, {table.id for table in tables})
    assert repair.applied


def test_a_sibling_with_a_larger_total_leaves_the_total_at_a_suggestion(make_table: MakeTable) -> None:
    torn, other = _form("7.50"), _form("9.00")
    torn[0] = ["预算规模及资金用途", "其中：财政资金", "", "7.50", "其他资金", ""]
    other[0] = ["预算规模及资金用途", "预算数 9.00", "其中：财政资金", "6.00", "其他资金", "3.00"]
    tables = [*_tables(make_table, torn), make_table(other, identity="t9")]
    (repair,), repaired = propose_form_repairs(tables, {table.id for table in tables})
    assert not repair.applied
    assert repair.made_from == ("t0.r0c3", "t0.r3c4")
    assert repaired == tables


def test_without_the_blank_other_funds_the_total_is_not_written(make_table: MakeTable) -> None:
    torn = _form("7.50")
    torn[0] = ["预算规模及资金用途", "其中：财政资金", "", "7.50", "", ""]
    tables = _tables(make_table, torn)
    (repair,), repaired = propose_form_repairs(tables, {table.id for table in tables})
    assert not repair.applied
    assert repaired == tables
