"""Forms of several templates → projects."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from extractor.document.record import Department, Project
from extractor.document.table import Table
from extractor.normalise.projects import ProjectContext, read_projects

MakeTable = Callable[..., Table]
_CONTEXT = ProjectContext(Department("100", "甲局"), "万元")
_HEADER = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
_FORM = [
    ["项目编码", "13022523P004RE2100256", "项目名称", "大厅经费", "", "", ""],
    ["预算规模及资金用途", "预算数", "30.00", "其中：财政    资金", "30.00", "其他资金", " "],
    ["", "大厅开支", "", "", "", "", ""],
    ["资金支出计划（%）", "3月底", "6月底", "", "", "", ""],
    ["", "15.00", "30.00", "", "", "", ""],
    ["绩效目标", "1.目标甲\n2.目标乙", "", "", "", "", ""],
]
_MATRIX = [
    _HEADER,
    ["产出指标", "数量指标", "业务量", "业务量", "≥5000件", "统计"],
    ["", "质量指标", "办结率", "办结率", "≥98百分比", "统计"],
    ["满意度指标", "服务对象满意度指标", "满意度", "", "≥90%", ""],
    ["", "", "", "", "", ""],
]


def _one(*tables: Table, context: ProjectContext = _CONTEXT) -> Project:
    projects = read_projects(tables, context)
    assert len(projects) == 1
    return projects[0]


def _yearly(project: Project) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return project.budget.total, project.budget.fiscal, project.budget.other


def test_form_and_matrix_in_two_tables(make_table: MakeTable) -> None:
    form = make_table(_FORM, unit="万元", captions=("100002乙中心",))
    project = _one(form, make_table(_MATRIX, identity="t2", header_rows=1))
    assert (project.code, project.name, project.scope) == ("13022523P004RE2100256", "大厅经费", "project")
    assert project.department == Department("100002", "乙中心")
    assert _yearly(project) == (Decimal(30), Decimal(30), None)
    assert project.purpose == "大厅开支"
    assert [(s.deadline, s.raw, s.unit) for s in project.plan] == [
        ("3月底", "15.00", "万元"),
        ("6月底", "30.00", "万元"),
    ]
    assert project.objectives == ("1.目标甲", "2.目标乙")
    assert [i.tier1 for i in project.indicators] == ["产出指标", "产出指标", "满意度指标"]
    assert [i.target.unit for i in project.indicators if i.target] == ["件", "%", "%"]
    assert project.indicators[2].description is None
    assert project.tables == ("t1", "t2")
    assert project.sources["budget.total"] == ("t1.r1c2",)
    assert project.sources["indicators.1.target"] == ("t2.r2c4",)
    assert project.code_check == "not_applicable"


def test_a_blank_matrix_has_no_indicators(make_table: MakeTable) -> None:
    blank = make_table([_HEADER, [""] * 6], identity="t2", header_rows=1)
    assert _one(make_table(_FORM), blank).indicators == ()


def test_another_table_between_ends_the_form(make_table: MakeTable) -> None:
    other = make_table([["科目", "金额"], ["甲", "1.00"]], identity="t2", header_rows=1)
    projects = read_projects([make_table(_FORM), other, make_table(_MATRIX, identity="t3", header_rows=1)], _CONTEXT)
    assert [len(project.indicators) for project in projects] == [0, 3]


def test_two_forms_stacked_in_one_table(make_table: MakeTable) -> None:
    rows = [*_FORM, *_MATRIX, ["单位：万元"], *_FORM, *_MATRIX]
    projects = read_projects([make_table(rows)], _CONTEXT)
    assert [project.id for project in projects] == ["p1", "p2"]
    assert [len(project.indicators) for project in projects] == [3, 3]


def test_fused_cells_are_taken_apart(make_table: MakeTable) -> None:
    rows = [
        ["项目编码", "X1", "项目名称", "经费", ""],
        ["预算规模及资金用途", "预算数 11.00", "其中：财政资金", "11.00", "其他资金"],
        ["资金支出计划（%）", "支付费用 3月底 25%", "6月底 100%", "6月底 100%", ""],
        ["绩效目标", "1. 完成工作", "", "", ""],
    ]
    project = _one(make_table(rows))
    assert project.budget.total == Decimal("11.00")
    assert project.purpose == "支付费用"
    assert [(step.deadline, step.raw, step.unit) for step in project.plan] == [
        ("3月底", "25%", "%"),
        ("6月底", "100%", "%"),
    ]
    assert project.objectives == ("1.完成工作",)


def test_a_blank_value_is_no_value(make_table: MakeTable) -> None:
    rows = [
        ["项目名称", "", "项目级次", "省级"],
        ["主管部门", "", "项目周期", "1年"],
        ["资金总额", "", "其中：财政拨款", "90.00"],
        ["年度目标", "完成建设", "", ""],
    ]
    project = _one(make_table(rows))
    assert (project.name, project.code) == (None, None)
    assert project.department == _CONTEXT.department
    assert (project.budget.total, project.budget.fiscal) == (None, Decimal("90.00"))
    assert project.objectives == ("完成建设",)


def test_the_head_of_the_money_with_an_amount_beside_it_is_the_total(make_table: MakeTable) -> None:
    rows = [
        ["项目名称", "甲项目", "主管部门", "丙委", ""],
        ["项目资金（万元）", "140.00", "财政拨款", "90.00", ""],
        ["年度目标", "完成建设", "", "", ""],
        ["一级指标", "二级指标", "三级指标", "年度绩效目标值", "分值"],
        ["产出指标", "数量指标", "改造数量", "≥18所", "10"],
    ]
    project = _one(make_table(rows))
    assert (project.budget.total, project.budget.fiscal) == (Decimal("140.00"), Decimal("90.00"))
    assert [i.target.raw for i in project.indicators if i.target] == ["≥18所"]


def test_two_numbers_in_a_forms_cell_are_no_amount(make_table: MakeTable) -> None:
    rows = [
        ["项目名称", "甲项目", "主管部门", "丙委"],
        ["资金总额", "100\n200", "其他资金", "50.00"],
        ["资金支出计划（%）", "3月底25%\n12月底 100%", "", ""],
        ["年度目标", "完成建设", "", ""],
    ]
    project = _one(make_table(rows))
    assert (project.budget.total, project.budget.other) == (None, Decimal("50.00"))
    assert [(step.deadline, step.raw) for step in project.plan] == [("3月底", "25%"), ("12月底", "100%")]


def test_target_value_sign_and_unit_in_columns_of_their_own(make_table: MakeTable) -> None:
    rows = [
        ["项目名称", "甲项目", "", "", "", ""],
        ["主管部门", "丙委", "", "", "", ""],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
        ["产出指标", "数量指标", "覆盖率", "≥", "98%", "%"],
        ["产出指标", "质量指标", "合格率", "正向", "95", "%"],
        ["产出指标", "时效指标", "按时", "定性", "优良", ""],
    ]
    targets = [indicator.target for indicator in _one(make_table(rows)).indicators]
    assert [(t.raw, t.operator, t.value, t.unit) for t in targets if t] == [
        ("≥98%", ">=", "98", "%"),
        ("95%", None, "95", "%"),
        ("优良", None, None, None),
    ]


def test_mid_term_and_yearly_side_by_side(make_table: MakeTable) -> None:
    rows = [
        ["项目名称", "甲项目", "主管部门", "丙委"],
        ["项目资金（元）", "项目资金总额", "900.00", "年度资金申请总额", "300.00"],
        ["", "其中：财政资金", "800.00", "其中：当年财政拨款", "250.00"],
        ["", "其他资金", "100.00", "其他资金", "50.00"],
        ["项目绩效目标", "项目总目标", "", "年度总体目标", ""],
        ["", "总目标文字", "", "年度文字", ""],
    ]
    project = _one(make_table(rows, {(1, 0): (3, 1), (4, 0): (2, 1), (4, 1): (1, 2), (4, 3): (1, 2)}))
    assert project.unit == "元"
    assert (project.budget.total, project.budget.fiscal, project.budget.other) == (
        Decimal(300),
        Decimal(250),
        Decimal(50),
    )
    assert (project.mid_term.total, project.mid_term.fiscal) == (Decimal(900), Decimal(800))
    assert (project.objectives, project.mid_term.objectives) == (("年度文字",), ("总目标文字",))
    assert project.department == Department(None, "丙委")


def test_self_evaluation(make_table: MakeTable) -> None:
    rows = [
        ["项目名称", "乙项目", "", "", "", "", "", ""],
        ["主管部门", "甲局", "", "", "实施单位", "丁所", "", ""],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "100.00", "120.00", "96.00", "10", "80.00%", "8"],
        ["", "其中：当年财政拨款", "100.00", "110.00", "90.00", "—", "81.82%", "—"],
        ["", "其他资金", "", "10.00", "6.00", "—", "60.00%", "—"],
        ["年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""],
        ["", "完成甲", "", "", "已完成", "", "", ""],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["", "产出指标", "数量指标", "培训次数", "≥3次", "4次", "50", "50"],
        ["", "", "质量指标", "合格率", "≥95%", "90%", "40", "36"],
        ["总分", "", "", "", "", "", "100", "94"],
    ]
    project = _one(make_table(rows, {(2, 0): (4, 1), (6, 0): (2, 1), (8, 0): (3, 1)}))
    assert project.department == Department("100", "甲局")
    assert (project.budget.total, project.budget.fiscal, project.budget.other) == (
        Decimal(120),
        Decimal(110),
        Decimal(10),
    )
    assert (project.budget.executed, project.budget.execution_rate) == (Decimal(96), Decimal(80))
    assert project.objectives == ("完成甲",)
    assert [(i.tier1, i.actual, i.weight, i.score) for i in project.indicators] == [
        ("产出指标", "4次", "50", "50"),
        ("产出指标", "90%", "40", "36"),
    ]
    assert project.score == "94"
    assert project.sources["score"] == ("t1.r11c7",)
    assert [(item.label, item.value, item.unit) for item in project.profile] == [
        ("实施单位", "丁所", None),
        ("实际完成情况", "已完成", None),
    ]


@pytest.mark.parametrize(("carried", "expected"), [("1,005.00", [("上年结转资金", "1005.00", "万元")]), ("—", [])])
def test_what_is_carried_over_is_a_fact_from_the_column_of_the_budget(
    make_table: MakeTable, carried: str, expected: list[tuple[str, str, str]]
) -> None:
    rows = [
        ["项目名称", "乙项目", "主管部门", "甲局", ""],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数"],
        ["", "年度资金总额", "100.00", "1,120.00", "96.00"],
        ["", "其中：当年财政拨款", "100.00", "115.00", "90.00"],
        ["", "上年结转资金", "7.00", carried, "8.00"],
    ]
    project = _one(make_table(rows, {(1, 0): (4, 1)}))
    assert [(item.label, item.value, item.unit) for item in project.profile] == expected


def test_department_wide_form(make_table: MakeTable) -> None:
    rows = [
        ["部门名称", "戊局", "", "", ""],
        ["基本信息", "财政供养人员数", "737人", "下属二级单位数", "10"],
        ["预算整体情况", "部门预算支出", "预算金额（万元）", "收入来源", "预算金额（万元）"],
        ["", "基本支出", "10.50", "财政拨款", "70.50"],
        ["", "项目支出", "61.00", "其他资金", "1.00"],
        ["总体绩效目标", "目标1：甲\n目标2：乙", "", "", ""],
        ["年度重点工作任务", "名称", "主要实施内容", "拟投入的资金（万元）", "期望达到的目标（概述）"],
        ["", "任务甲", "做甲", "5.00", "甲成"],
        ["", "任务乙", "做乙", "", "乙成"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
        ["", "满意度指标", "服务对象", "群众满意度", "≥75%"],
    ]
    project = _one(make_table(rows, {(2, 0): (3, 1), (5, 1): (1, 4), (6, 0): (3, 1), (9, 0): (2, 1)}))
    assert (project.scope, project.code, project.name) == ("department", None, "戊局")
    assert project.budget.total is None
    assert (project.budget.fiscal, project.budget.basic, project.budget.project) == (
        Decimal("70.5"),
        Decimal("10.5"),
        Decimal(61),
    )
    assert project.objectives == ("目标1：甲", "目标2：乙")
    assert [(task.name, task.amount, task.goal) for task in project.tasks] == [
        ("任务甲", Decimal(5), "甲成"),
        ("任务乙", None, "乙成"),
    ]
    assert [(item.label, item.value, item.unit) for item in project.profile] == [
        ("财政供养人员数", "737", "人"),
        ("下属二级单位数", "10", None),
    ]
    assert project.indicators[0].tier2_class == "服务对象满意度指标"


def test_the_budget_of_a_department_is_the_sum_of_its_tasks(make_table: MakeTable) -> None:
    """The form of 财预〔2015〕163号: a list under heads of two rows, its sums in the last one."""
    rows = [
        ["部门名称", "己会", "", "", "", ""],
        ["年度主要任务", "任务名称", "主要内容", "预算金额（万元）", "", ""],
        ["", "", "", "总额", "财政拨款", "其他资金"],
        ["", "机构运行", "保障运行", "368.42", "368.42", "0.00"],
        ["", "关爱服务", "开展关爱", "126.50", "118.00", "8.50"],
        ["", "金额合计", "", "494.92", "486.42", "8.50"],
        ["年度总体目标", "目标1：甲", "", "", "", ""],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "分值权重"],
        ["", "产出指标", "数量指标", "关爱人数", "≥860人", "12"],
    ]
    spans = {(1, 0): (5, 1), (1, 1): (2, 1), (1, 2): (2, 1), (1, 3): (1, 3)}
    spans |= {(5, 1): (1, 2), (6, 1): (1, 5), (7, 0): (2, 1)}
    project = _one(make_table(rows, spans))
    budget = project.budget
    assert (budget.total, budget.fiscal, budget.other) == (Decimal("494.92"), Decimal("486.42"), Decimal("8.50"))
    assert [(task.name, task.amount) for task in project.tasks] == [
        ("机构运行", Decimal("368.42")),
        ("关爱服务", Decimal("126.50")),
    ]
    assert [indicator.weight for indicator in project.indicators] == ["12"]


def test_the_office_that_does_the_work_of_another_is_a_fact_of_the_form(make_table: MakeTable) -> None:
    rows = [
        ["项目名称", "站网运行", "项目类型", "延续性项目"],
        ["主管部门", "水文中心", "实施单位", "南片分中心"],
        ["预算资金（万元）", "年度资金总额", "486.20", ""],
        ["年度目标", "稳定运行", "", ""],
    ]
    project = _one(make_table(rows))
    assert project.department is not None
    assert (project.department.name, project.unit) == ("水文中心", "万元")
    assert [(item.label, item.value) for item in project.profile] == [
        ("项目类型", "延续性项目"),
        ("实施单位", "南片分中心"),
    ]


def test_a_list_of_many_projects(make_table: MakeTable) -> None:
    rows = [
        [
            "单位名称",
            "项目名称",
            "预算金额",
            "年度绩效目标",
            "一级指标",
            "二级指标",
            "三级指标",
            "指标性质",
            "指标值",
            "度量单位",
        ],
        ["甲所", "项目甲", "5.00", "1.甲。2.乙", "产出指标", "数量指标", "次数", "≥", "3", "次"],
        ["", "", "", "", "", "质量指标", "合格率", "≥", "95", "%"],
        ["", "项目乙", "6.00", "做丙", "产出指标", "数量指标", "人数", "＝", "7", "人"],
    ]
    first, second = read_projects([make_table(rows, unit="万元", header_rows=1)], _CONTEXT)
    assert (first.name, first.budget.total, first.objectives) == ("项目甲", Decimal(5), ("1.甲。", "2.乙"))
    assert [i.target.raw for i in first.indicators if i.target] == ["≥3次", "≥95%"]
    assert first.sources["indicators.0.target"] == ("t1.r1c7", "t1.r1c8", "t1.r1c9")
    assert (second.name, second.department, len(second.indicators)) == ("项目乙", Department(None, "甲所"), 1)


def test_other_tables_are_no_forms(make_table: MakeTable) -> None:
    listed = make_table([["项目名称", "预算数", "其他资金"], ["甲", "1.00", ""]], header_rows=1)
    plan = make_table([["项目名称", "预算资金", "采购物品"], ["甲", "1.00", "乙"]])
    assert read_projects([listed, plan], _CONTEXT) == ()


def test_codes_are_checked_once_three_show_the_scheme(make_table: MakeTable) -> None:
    codes = ["13022523P004RE2100256", "13020225P000039100011", "13022524P004RE210041X", "13022524P004RF210042H"]
    tables = [
        make_table([["项目编码", code, *_FORM[0][2:]], *_FORM[1:]], identity=f"t{n}") for n, code in enumerate(codes)
    ]
    assert [p.code_check for p in read_projects(tables, _CONTEXT)] == ["pass", "pass", "pass", "fail"]
    assert [p.code_check for p in read_projects(tables[1:], _CONTEXT)] == ["not_applicable"] * 3


def test_a_repaired_tier_says_how(make_table: MakeTable) -> None:
    table = make_table(_MATRIX, header_rows=1)
    context = ProjectContext(Department(None, None), None, frozenset({"t1.r1c0"}))
    project = _one(make_table(_FORM, identity="t0"), table, context=context)
    assert [i.tier_source for i in project.indicators] == ["repaired", "repaired", "document"]


def test_a_mid_term_matrix_beside_the_yearly_one(make_table: MakeTable) -> None:
    rows = [
        ["项目名称", "甲项目", "", "主管部门", "甲局", "", ""],
        ["总体目标", "中期目标（2023年-2025年）", "", "", "年度目标", "", ""],
        ["", "三年做成", "", "", "今年做成", "", ""],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "三级指标", "指标值"],
        ["", "产出指标", "数量指标", "培训次数", "≥9次", "培训次数", "≥3次"],
    ]
    spans = {(1, 0): (2, 1), (1, 1): (1, 3), (1, 4): (1, 3), (2, 1): (1, 3), (2, 4): (1, 3), (3, 0): (2, 1)}
    project = _one(make_table(rows, spans))
    assert (project.objectives, project.mid_term.objectives) == (("今年做成",), ("三年做成",))
    (indicator,) = project.indicators
    assert indicator.target is not None and indicator.mid_term_target is not None
    assert (indicator.target.raw, indicator.mid_term_target.raw) == ("≥3次", "≥9次")


def test_the_sum_below_a_list_of_projects_is_none(make_table: MakeTable) -> None:
    rows = [
        ["项目名称", "预算金额", "一级指标", "二级指标", "三级指标", "指标值"],
        ["项目甲", "5.00", "产出指标", "数量指标", "次数", "≥3次"],
        ["项目乙", "6.00", "产出指标", "数量指标", "人数", "＝7人"],
        ["合计", "11.00", "", "", "", ""],
    ]
    projects = read_projects([make_table(rows, unit="万元", header_rows=1)], _CONTEXT)
    assert [project.name for project in projects] == ["项目甲", "项目乙"]


def test_outline_grounds_and_year_of_a_project(make_table: MakeTable) -> None:
    rows = [
        ["项目编号", "渝A2025-0031", "项目名称", "食堂改造"],
        ["项目类型", "新增项目", "预算执行年度", "2025"],
        ["项目概况", "为42所食堂安装设备。", "立项依据", "《三年行动方案》"],
        ["当年绩效目标", "完成42所。", "主管部门", "某教委"],
    ]
    (project,) = read_projects([make_table(rows, unit="万元")], _CONTEXT)
    assert project.purpose == "为42所食堂安装设备。"
    assert [(item.label, item.value) for item in project.profile] == [
        ("项目类型", "新增项目"),
        ("预算执行年度", "2025"),
        ("立项依据", "《三年行动方案》"),
    ]
