"""The performance-target forms of two invented projects and of the whole invented department."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractor.corpora.demo_source.figures import DEPARTMENT, DEPARTMENT_CODE, ITEMS, PROJECTS, UNIT, UNIT_CODE, total

PLAN = ("3月底", "6月底", "10月底", "12月底")
MATRIX_HEADER = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]


@dataclass(frozen=True)
class Indicator:
    """One row of the matrix; ``target`` is (raw, kind, operator, value, unit)."""

    tier1: str
    tier2: str
    tier3: str
    description: str
    target: tuple[str, str, str | None, str | None, str | None]
    basis: str

    def truth(self) -> dict[str, Any]:
        raw, kind, operator, value, unit = self.target
        target = {"raw": raw, "kind": kind, "operator": operator, "value": value, "value_to": None, "unit": unit}
        return {
            "tier1": self.tier1, "tier2": self.tier2, "tier3": self.tier3, "description": self.description or None,
            "target": target, "basis": self.basis or None,
        }  # fmt: skip


@dataclass(frozen=True)
class Form:
    """One project's form."""

    name: str
    purpose: str
    plan: Sequence[str]
    objectives: Sequence[str]
    indicators: Sequence[Indicator]

    @property
    def code(self) -> str:
        return next(code for code, name, _ in PROJECTS if name == self.name)

    @property
    def amount(self) -> str:
        function = next(function for _, name, function in PROJECTS if name == self.name)
        return next(f"{item.project:.2f}" for item in ITEMS if item.code == function)

    def truth(self) -> dict[str, Any]:
        return {
            "scope": "project",
            "code": self.code,
            "name": self.name,
            "department": {"code": UNIT_CODE, "name": UNIT},
            "unit": "万元",
            "budget": {"total": self.amount, "fiscal": self.amount, "other": None},
            "purpose": self.purpose,
            "plan": [{"deadline": deadline, "raw": raw} for deadline, raw in zip(PLAN, self.plan, strict=True)],
            "objectives": list(self.objectives),
            "indicators": [indicator.truth() for indicator in self.indicators],
            "printed": {},
        }


Target = tuple[str, str, str | None, str | None, str | None]


def _plain(value: str, unit: str, sign: str = "", operator: str | None = None) -> Target:
    return f"{sign}{value}{unit}", "percentage" if unit == "%" else "quantity", operator, value, unit


def _least(value: str, unit: str) -> Target:
    return _plain(value, unit, "≥", ">=")


def _most(value: str, unit: str) -> Target:
    return _plain(value, unit, "≤", "<=")


def _before(date: str) -> Target:
    return f"{date}前", "date", "<=", date, None


def _words(text: str) -> Target:
    return text, "text", None, None, None


OUTPUT, BENEFIT, PLEASED = "产出指标", "效益指标", "满意度指标"
_CONTENT = "服务对象满意度指标"

FORMS = (
    Form(
        "政务数据共享平台运行维护",
        "保障共享平台全年不间断运行，支付线路、托管和技术服务费用",
        ("25%", "50%", "80%", "100%"),
        ("1.平台全年稳定运行，接口调用及时响应。", "2.完成两次应急演练并改进不足。"),
        (
            Indicator(OUTPUT, "数量指标", "新增共享目录", "年度内新增的数据共享目录数",
                      _least("120", "条"), "年度计划"),
            Indicator(OUTPUT, "数量指标", "应急演练次数", "年度内组织演练的次数", _plain("2", "次"), "年度计划"),
            Indicator(OUTPUT, "质量指标", "平台可用率", "平台可用时间占全年时间的比例",
                      _least("99.5", "%"), "服务合同"),
            Indicator(OUTPUT, "时效指标", "故障处理时限", "从报修到恢复的时间", _most("4", "小时"), "服务合同"),
            Indicator(OUTPUT, "成本指标", "预算控制数", "项目支出总额", _most("128", "万元"), "预算批复"),
            Indicator(BENEFIT, "社会效益指标", "群众少跑腿", "通过核验减少的证明材料", _words("逐步减少"), "工作方案"),
            Indicator(BENEFIT, "可持续影响指标", "制度健全", "共享管理制度的完备程度", _words("持续完善"), "工作方案"),
            Indicator(PLEASED, _CONTENT, "使用部门满意度", "接入部门对服务的满意程度", _least("90", "%"), "问卷调查"),
        ),
    ),
    Form(
        "数据素养科普活动",
        "面向社区和学校举办数据素养讲座与体验活动",
        ("10%", "40%", "90%", "100%"),
        ("1.举办讲座和体验活动，让市民了解公共数据。",),
        (
            Indicator(OUTPUT, "数量指标", "活动场次", "年度内举办的活动场次", _least("24", "场"), "年度计划"),
            Indicator(OUTPUT, "数量指标", "参加人次", "参加活动的市民人次", _least("1500", "人次"), "年度计划"),
            Indicator(OUTPUT, "质量指标", "内容审核率", "讲座内容经审核的比例", _plain("100", "%"), "管理制度"),
            Indicator(OUTPUT, "时效指标", "完成时间", "全部活动的完成时间", _before("12月15日"), "年度计划"),
            Indicator(OUTPUT, "成本指标", "每场活动成本", "平均每场活动的支出", _most("0.5", "万元"), "预算批复"),
            Indicator(BENEFIT, "社会效益指标", "市民知晓度", "市民对公共数据的了解", _words("有所提高"), "工作方案"),
            Indicator(PLEASED, _CONTENT, "参加者满意度", "参加者对活动的满意程度", _least("95", "%"), "问卷调查"),
        ),
    ),
)  # fmt: skip

DEPARTMENT_OBJECTIVES = ("1.公共数据应归尽归、能享尽享。", "2.预算执行规范，资金使用有效。")
DEPARTMENT_TASKS = (
    ("平台运行", "维护政务数据共享平台", "128.00"),
    ("数据普查", "开展数据资源普查", "36.50"),
    ("服务推广", "用数服务与科普活动", "66.80"),
)
DEPARTMENT_INDICATORS = (
    Indicator(OUTPUT, "数量指标", "普查覆盖单位", "", _least("60", "家"), ""),
    Indicator(OUTPUT, "质量指标", "数据合格率", "", _least("98", "%"), ""),
    Indicator(OUTPUT, "时效指标", "普查完成时间", "", _before("10月底"), ""),
    Indicator(BENEFIT, "社会效益指标", "证明材料", "", _words("逐步减少"), ""),
    Indicator(PLEASED, _CONTENT, "公众满意度", "", _least("90", "%"), ""),
)


def department_truth() -> dict[str, Any]:
    """The department-wide form."""
    budget = {"total": total("total"), "basic": total("basic"), "project": total("project")}
    return {
        "scope": "department",
        "code": None,
        "name": DEPARTMENT,
        "department": {"code": DEPARTMENT_CODE, "name": DEPARTMENT},
        "unit": "万元",
        "budget": {name: f"{amount:.2f}" for name, amount in budget.items()},
        "objectives": list(DEPARTMENT_OBJECTIVES),
        "tasks": [{"name": name, "content": content, "amount": amount} for name, content, amount in DEPARTMENT_TASKS],
        "indicators": [indicator.truth() for indicator in DEPARTMENT_INDICATORS],
        "printed": {},
    }


def form_rows(form: Form) -> tuple[list[list[str]], list[list[int]]]:
    """The upper table of a form: words on seven columns, and the merged cells."""
    blank = ""
    rows = [
        [f"{UNIT_CODE}{UNIT}", *[blank] * 4, "单位：万元", blank],
        ["项目编码", form.code, blank, blank, "项目名称", form.name, blank],
        ["预算规模及资金用途", "预算数", form.amount, "其中：财政资金", form.amount, "其他资金", blank],
        [blank, form.purpose, *[blank] * 5],
        ["资金支出计划（%）", PLAN[0], blank, PLAN[1], PLAN[2], PLAN[3], blank],
        [blank, form.plan[0], blank, form.plan[1], form.plan[2], form.plan[3], blank],
        ["绩效目标", "\n".join(form.objectives), *[blank] * 5],
    ]
    spans = [
        [0, 0, 1, 5], [0, 5, 1, 2], [1, 1, 1, 3], [1, 5, 1, 2], [2, 0, 2, 1], [3, 1, 1, 6], [4, 0, 2, 1], [4, 1, 1, 2],
        [4, 5, 1, 2], [5, 1, 1, 2], [5, 5, 1, 2], [6, 1, 1, 6],
    ]  # fmt: skip
    return rows, spans


def matrix_rows(indicators: Sequence[Indicator]) -> tuple[list[list[str]], list[list[int]]]:
    """The indicator matrix with its tier cells merged, as words and merged cells."""
    rows, spans = [MATRIX_HEADER], []
    for number, one in enumerate(indicators, start=1):
        before = indicators[number - 2] if number > 1 else None
        new_tier1 = before is None or before.tier1 != one.tier1
        new_tier2 = new_tier1 or before is None or before.tier2 != one.tier2
        rows.append(
            [one.tier1 if new_tier1 else "", one.tier2 if new_tier2 else "", one.tier3, one.description, one.target[0],
             one.basis]
        )  # fmt: skip
    for column in (0, 1):
        starts = [row for row, words in enumerate(rows) if words[column]] + [len(rows)]
        spans += [[a, column, b - a, 1] for a, b in itertools.pairwise(starts) if b - a > 1]
    return rows, spans
