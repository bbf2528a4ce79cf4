"""What the rest of a text still tells, worked out by hand on the small label."""

from decimal import Decimal
from typing import Any

from extractor.corpora import Label, LabelTable
from extractor.corpora.damage.change import Change
from extractor.corpora.damage.identities import Amounts, Identity, Place, read_amounts
from extractor.corpora.damage.label_dump import dump_label
from extractor.corpora.damage.only_mend import has_only_mend
from extractor.corpora.damage.pieces import Owner
from extractor.corpora.damage.recoverable import judge, pinned

TABLE, PROJECT = Owner("table", 0), Owner("project", 0)


def place(row: int, column: int, table: int = 0) -> Place:
    return Place(table, row, column)


def sums(amounts: Amounts) -> set[tuple[Place, frozenset[Place]]]:
    return {(identity.total, frozenset(identity.parts)) for identity in amounts.identities}


def test_sums_along_rows_and_columns_are_found(label: Label) -> None:
    found = sums(read_amounts({0: label.tables[0]}))
    rows = {(place(r, 2), frozenset({place(r, 3), place(r, 4), place(r, 5)})) for r in range(4)}
    columns = {(place(0, c), frozenset({place(1, c), place(3, c)})) for c in (2, 3, 4)}
    children = {(place(1, c), frozenset({place(2, c)})) for c in (2, 3, 4)}
    assert found == rows | columns | children


def test_an_identity_that_does_not_hold_is_none(label: Label) -> None:
    data = label.tables[0].model_dump()
    data["rows"][3]["values"][3] = "8.40"
    found = sums(read_amounts({0: LabelTable.model_validate(data)}))
    assert not any(total.column == 3 and total.row == 0 for total, _ in found)
    assert not any(total.column == 2 and place(total.row, 3) in parts for total, parts in found)  # in no row at all


def test_the_same_code_and_measure_in_two_tables_is_one_amount(label: Label) -> None:
    other = label.tables[0].model_copy(update={"title": "又一表"})
    found = sums(read_amounts({0: label.tables[0], 1: other}))
    twice = {(total, parts) for total, parts in found if any(part.table != total.table for part in parts)}
    assert (place(1, 2), frozenset({place(1, 2, 1)})) in twice
    assert len(twice) == 8  # eight amounts of rows with a code


def test_sides_without_codes_add_up_to_their_totals() -> None:
    rows = [
        ["一、拨款收入", "9.00", "一、教育支出", "8.00"],
        ["其中：专项", "2.00", "二、住房支出", "2.00"],
        ["二、其他收入", "1.00", "", ""],
        ["本年收入合计", "10.00", "本年支出合计", "10.00"],
        ["上年结转", "3.00", "结转下年", "3.00"],
        ["收入总计", "13.00", "支出总计", "13.00"],
    ]
    found = sums(read_amounts({0: _table(["收入", "金额", "支出", "金额"], rows)}))
    assert found == {
        (place(3, 1), frozenset({place(0, 1), place(2, 1)})),
        (place(5, 1), frozenset({place(3, 1), place(4, 1)})),
        (place(3, 3), frozenset({place(0, 3), place(1, 3)})),
        (place(5, 3), frozenset({place(3, 3), place(4, 3)})),
    }


def test_a_subtotal_merged_over_the_other_sides_is_a_sum_too() -> None:
    rows = [
        ["一、教育支出", "8.00", "一、基本支出", "6.00"],
        ["", "", "二、项目支出", "2.00"],
        ["当年支出小计", "", "", "8.00"],
        ["其他结余", "", "结转下年", "1.00"],
        ["支出合计", "", "", "9.00"],
    ]
    found = sums(read_amounts({0: _table(["支出", "金额", "性质", "金额"], rows)}))
    assert found == {
        (place(2, 3), frozenset({place(0, 3), place(1, 3)})),
        (place(4, 3), frozenset({place(2, 3), place(3, 3)})),
    }


def test_three_code_columns_make_one_code() -> None:
    rows = [
        ["", "", "", "合计", "5.00"],
        ["201", "", "", "一般公共服务支出", "5.00"],
        ["201", "3", "", "政府办公厅", "5.00"],
        ["201", "3", "01", "行政运行", "5.00"],
    ]
    found = sums(read_amounts({0: _table(["类", "款", "项", "科目名称", "金额"], rows)}))
    assert found == {(place(n, 4), frozenset({place(n + 1, 4)})) for n in range(3)}


def test_a_column_group_counts_by_its_own_sum() -> None:
    paths = [["名称"], ["合计"], ["车辆", "小计"], ["车辆", "购置"], ["车辆", "运行"], ["接待"]]
    data = _table(["x"] * 6, [["甲", "7.00", "5.00", "2.00", "3.00", "2.00"]]).model_dump()
    data["columns"] = [{"path": path} for path in paths]
    found = sums(read_amounts({0: LabelTable.model_validate(data)}))
    assert found == {
        (place(0, 1), frozenset({place(0, 2), place(0, 5)})),
        (place(0, 2), frozenset({place(0, 3), place(0, 4)})),
    }


def test_a_lost_amount_is_pinned_by_one_identity_without_blanks_or_by_two_that_cross() -> None:
    a, b, c, d, e = (place(0, n) for n in range(5))
    two, one = Decimal(2), Decimal(1)
    row = Identity(a, (b, c))
    assert pinned({b}, set(), Amounts({a: two, b: one, c: one}, (row,))) == {b}
    blank = Amounts({a: two, b: two, c: None}, (row,))
    assert pinned({b}, set(), blank) == set()  # the 2 may belong to either
    crossed = Amounts({a: two, b: two, c: None, d: two, e: None}, (row, Identity(d, (b, e))))
    assert pinned({b}, set(), crossed) == {b}


def test_two_lost_amounts_of_one_identity_need_another_one() -> None:
    a, b, c, d = (place(0, n) for n in range(4))
    values = {a: Decimal(3), b: Decimal(1), c: Decimal(2), d: Decimal(1)}
    assert pinned({b, c}, set(), Amounts(values, (Identity(a, (b, c)),))) == set()
    assert pinned({b, c}, set(), Amounts(values, (Identity(a, (b, c)), Identity(d, (b,))))) == {b, c}


def test_a_misread_amount_needs_two_identities_that_share_only_it() -> None:
    a, b, c, d = (place(0, n) for n in range(4))
    values = {a: Decimal(3), b: Decimal(1), c: Decimal(2), d: Decimal(1)}
    row = Identity(a, (b, c))
    assert pinned(set(), {b}, Amounts(values, (row,))) == set()
    assert pinned(set(), {b}, Amounts(values, (row, Identity(d, (b,))))) == {b}


def test_amounts_that_move_within_a_sum_are_gone_and_across_one_are_not(label: Label) -> None:
    down = _change(
        TABLE, ("rows.2.values.4", "rows.3.values.4"), "moved", (("rows.2.values.4", ""), ("rows.3.values.4", "6.00"))
    )
    assert _judged(label, down)
    values = {place(0, 0): Decimal(6), place(1, 0): Decimal(6), place(2, 0): None}
    within = Amounts(values, (Identity(place(0, 0), (place(1, 0), place(2, 0))),))
    moved = _change(
        TABLE, ("rows.1.values.0", "rows.2.values.0"), "moved", (("rows.1.values.0", ""), ("rows.2.values.0", "6.00"))
    )
    assert judge([moved], within, ()) == [False]


def test_a_lost_value_of_a_form_is_told_by_another_cell_of_it(label: Label) -> None:
    assert _judged(label, _change(PROJECT, ("budget.total",)))
    assert _judged(label, _change(PROJECT, ("indicators.2.tier3",)))  # its description says the same
    assert not _judged(label, _change(PROJECT, ("indicators.0.tier3",)))
    assert not _judged(label, _change(PROJECT, ("plan.0.raw",)))
    dump, amounts = dump_label(label), read_amounts({})
    both = [_change(PROJECT, ("budget.total",)), _change(PROJECT, ("budget.fiscal",))]
    assert judge(both, amounts, dump.pieces) == [False, False]


def test_a_lost_tier_is_told_where_its_neighbour_leaves_no_choice(label: Label) -> None:
    assert _judged(label, _change(PROJECT, tuple(f"indicators.{n}.tier1" for n in range(3))))
    assert _judged(label, _change(PROJECT, ("indicators.3.tier2",)))
    assert not _judged(label, _change(PROJECT, ("indicators.2.tier2",)))


def test_a_form_labelled_as_a_table_tells_by_its_words() -> None:
    rows = [["产出指标", "质量指标", "可用率", "≥99%"], ["满意度指标", "服务对象满意度指标", "可用率", "≥90%"]]
    data = _table(["一级指标", "二级指标", "三级指标", "指标值"], rows).model_dump() | {"kind": "project_targets"}
    document = {"sha256": "ab" * 32, "name": "x"}
    form = Label.model_validate({"label_version": 1, "document": document, "tables": [data]})
    pieces = dump_label(form).pieces

    def told(path: str, how: Any = "gone") -> bool:
        return judge([_change(TABLE, (path,), how)], read_amounts({0: form.tables[0]}), pieces)[0]

    assert told("rows.0.values.0") and told("rows.1.values.1")  # by the tier 2 word; the only class of its tier 1
    assert not told("rows.0.values.1")
    assert told("rows.0.values.2") and not told("rows.0.values.3")  # the name stands in the other row too
    assert told("rows.0.values.3", "moved")


def test_what_keeps_every_character_can_be_undone(label: Label) -> None:
    assert _judged(label, _change(TABLE, ("rows.0.values.2",), "kept"))


def _judged(label: Label, change: Change) -> bool:
    (verdict,) = judge([change], read_amounts({0: label.tables[0]}), dump_label(label).pieces)
    return verdict


def _change(
    owner: Owner, touched: tuple[str, ...], told: Any = "gone", after: tuple[tuple[str, str], ...] = ()
) -> Change:
    return Change(0, 1, (), owner, 0, 0, touched, told, after)


def _table(names: list[str], rows: list[list[str]]) -> Any:
    table = {
        "title": None,
        "header_rows": 1,
        "columns": [{"path": [n]} for n in names],
        "rows": [{"values": r} for r in rows],
    }
    data = {"label_version": 1, "document": {"sha256": "ab" * 32, "name": "x"}, "tables": [table]}
    return Label.model_validate(data).tables[0]


def test_a_slide_with_two_possible_ways_back_is_not_told() -> None:
    total, upper, middle, lower = (place(row, 0) for row in range(4))
    three = Decimal(3)
    sum_of_two = (Identity(total, (upper, lower)),)
    told = Amounts({total: three, upper: three, middle: None, lower: None}, sum_of_two)
    assert not has_only_mend({upper: None, middle: three}, told)  # up, or down: both make the sum hold
    one_way = Amounts({total: three, upper: three, middle: None, lower: None}, (Identity(total, (upper,)),))
    assert has_only_mend({upper: None, middle: three}, one_way)
