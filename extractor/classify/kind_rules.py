"""The rules that name a table's kind: an ordered list of predicates over folded words, the first that holds wins."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.document.vocabulary import TableKind


@dataclass(frozen=True, slots=True)
class Rule:
    """Holds for a text that has every word of ``every``, one of ``some`` (when there are any), and none of ``none``."""

    kind: TableKind
    every: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def holds(self, text: str) -> bool:
        return (
            all(word in text for word in self.every)
            and (not self.some or any(word in text for word in self.some))
            and not any(word in text for word in self.none)
        )


def first_kind(rules: Iterable[Rule], text: str) -> TableKind | None:
    """The kind of the first rule that holds for ``text`` (folded, without quotation marks), or None."""
    return next((rule.kind for rule in rules if rule.holds(text)), None)


_PUBLIC = "一般公共"
_FUNDS = ("政府性基金", "政府基金", "国有资本")
_BOTH_SIDES = ("收支", "收入支出", "收入、支出", "收入和支出", "收入与支出")

TITLE_RULES: tuple[Rule, ...] = (
    Rule("project_targets", ("绩效",), ("目标", "指标", "自评", "评价", "申报")),
    Rule("project_targets", ("项目申报",)),
    Rule("other", ("政府购买服务",)),
    Rule("other", (), ("社会保险基金", "社保基金")),
    Rule("other", (), ("非税收入", "债务", "债券", "转移支付")),
    # money of one source or nature only, which no kind of the contract is for
    Rule("other", (), ("财政专户", "单位资金", "上年结转", "结转资金"), (*_BOTH_SIDES, _PUBLIC, "财政拨款")),
    Rule(
        "other", (), ("工资福利支出", "商品和服务支出", "对个人和家庭", "资本性支出"), (_PUBLIC, "财政拨款", "基本支出")
    ),
    Rule("procurement", (), ("政府采购", "采购预算", "采购支出", "采购情况")),
    Rule("assets", ("资产",), (), ("资产经营",)),
    Rule("organisation", (), ("机构设置", "单位构成", "机构情况", "机构基本情况", "所属单位", "单位设置", "单位名单")),
    # 三公 before 机关运行: a table of both is named after the first; before the funds: it names the money it is of
    Rule("three_public", (), ("三公", "因公出国", "公务接待")),
    Rule("operating_expenses", (), ("机关运行", "运行经费")),
    # the special funds before 财政拨款: 政府性基金预算财政拨款收入支出决算表 is a fund's table
    Rule("government_fund", (), ("政府性基金", "政府基金", "基金预算"), (_PUBLIC, "国有资本")),
    Rule("state_capital", (), ("国有资本经营", "国有资产经营", "国有资本"), (_PUBLIC, "政府性基金")),
    Rule("project_expenditure", ("项目支出",), (), ("基本支出",)),
    Rule("project_expenditure", (), ("项目经费", "项目明细", "专项资金", "专项业务", "特定目标类")),
    Rule("basic_expenditure", (_PUBLIC, "基本支出"), (), _FUNDS),
    Rule("basic_expenditure", (_PUBLIC, "经济分类"), (), _FUNDS),
    Rule("other", (_PUBLIC, "收入"), (), ("支出", *_BOTH_SIDES, "财政拨款")),
    Rule("other", ("财政拨款", "收入"), (), ("支出", *_BOTH_SIDES)),
    Rule("general_public_expenditure", (_PUBLIC, "支出"), (), (*_FUNDS, *_BOTH_SIDES)),
    Rule("fiscal_appropriation_basic", ("财政拨款", "基本支出")),
    Rule("fiscal_appropriation_summary", ("财政拨款",), _BOTH_SIDES),
    Rule("fiscal_appropriation_expenditure", ("财政拨款", "支出")),
    Rule("basic_expenditure", ("基本支出",)),
    Rule("revenue_expenditure_summary", (), _BOTH_SIDES),
    Rule("revenue_summary", ("收入",), (), ("支出", "财政拨款", _PUBLIC)),
    Rule("expenditure_summary", ("支出",), (), ("收入", _PUBLIC)),
)
"""For titles. The narrow words come before the wide ones that hold them too."""

HEADER_RULES: tuple[Rule, ...] = (
    Rule("procurement", ("采购",), ("数量", "单价", "品目", "目录", "组织形式", "物品", "金额", "资金")),
    Rule("assets", ("资产",), ("数量", "面积", "账面", "原值", "净值", "金额", "截止")),
    Rule("organisation", ("单位名称",), ("单位性质", "单位规格", "单位类别", "经费保障", "预算级次", "备注")),
    Rule("three_public", ("接待",), ("出国", "用车", "三公")),
    Rule("operating_expenses", (), ("机关运行经费", "机关运行费")),
    Rule("basic_expenditure", ("人员经费", "公用经费"), (), ("项目支出",)),
    Rule("project_expenditure", ("项目名称",), ("项目类别", "项目单位", "项目分类", "项目编码", "立项", "项目代码")),
    Rule("government_fund", (), ("政府性基金预算支出", "政府性基金预算财政拨款支出"), (_PUBLIC,)),
    Rule("state_capital", (), ("国有资本经营预算支出", "国有资本经营预算财政拨款支出"), (_PUBLIC,)),
    Rule("fiscal_appropriation_summary", ("财政拨款收入", "财政拨款支出")),
    Rule("fiscal_appropriation_summary", ("收入", "支出", _PUBLIC, "政府性基金"), (), ("事业收入",)),
    Rule("revenue_summary", (), ("事业收入", "经营收入", "上级补助收入", "附属单位上缴"), ("本年支出", "支出合计")),
    Rule("general_public_expenditure", (_PUBLIC, "基本支出", "项目支出"), (), _FUNDS),
    Rule("expenditure_summary", ("基本支出", "项目支出")),
    Rule("revenue_expenditure_summary", ("收入", "支出")),
)
"""For the header words of a table without a telling title, joined with ``|``."""

LABEL_RULES: tuple[Rule, ...] = (
    # economic codes before 三公: 公务接待费 and 公务用车 are economic items too
    Rule("basic_expenditure", ("工资福利支出",), ("基本工资", "商品和服务支出", "对个人和家庭")),
    Rule("three_public", ("接待",), ("出国", "用车")),
    Rule("assets", ("房屋", "车辆")),
    Rule("assets", ("固定资产",)),
    Rule("fiscal_appropriation_summary", ("财政拨款结转", _PUBLIC)),
    Rule("revenue_expenditure_summary", ("收入", "支出"), ("总计", "合计")),
)
"""For the row labels, joined with ``|``, when neither title nor header tells."""

TARGET_LABELS = (
    "项目编码",
    "项目代码",
    "项目名称",
    "一级指标",
    "二级指标",
    "三级指标",
    "绩效目标",
    "绩效指标",
    "指标值",
    "总体目标",
    "资金支出计划",
    "预算规模及资金用途",
    "主管部门",
    "实施单位",
)
"""Labels of the forms of project targets; a table with two of them that name indicators or targets is such a form."""

TARGET_EVIDENCE = ("一级指标", "二级指标", "三级指标", "绩效目标", "绩效指标", "资金支出计划", "预算规模及资金用途")
"""Those of ``TARGET_LABELS`` that stand in no statement."""

TYPICAL_TITLES: dict[TableKind, tuple[str, ...]] = {
    "revenue_expenditure_summary": ("部门收支预算总表", "收入支出决算总表"),
    "revenue_summary": ("部门收入预算总表", "收入决算表"),
    "expenditure_summary": ("部门支出预算总表", "支出决算表"),
    "fiscal_appropriation_summary": ("财政拨款收支预算总表", "财政拨款收入支出决算总表"),
    "fiscal_appropriation_expenditure": ("财政拨款支出预算表",),
    "fiscal_appropriation_basic": ("财政拨款基本支出预算表",),
    "general_public_expenditure": ("一般公共预算支出预算表", "一般公共预算财政拨款支出决算表"),
    "basic_expenditure": ("一般公共预算基本支出预算表", "一般公共预算财政拨款基本支出决算表"),
    "project_expenditure": ("项目支出预算表",),
    "government_fund": ("政府性基金预算支出表",),
    "state_capital": ("国有资本经营预算支出表",),
    "three_public": ("三公经费支出表", "公务接待公务用车出国经费表"),
    "operating_expenses": ("机关运行经费支出预算表",),
    "procurement": ("政府采购预算表",),
    "assets": ("国有资产占用情况表", "固定资产情况表"),
    "organisation": ("部门机构设置情况", "预算单位构成"),
    "project_targets": ("项目支出绩效目标表", "绩效自评表"),
}
"""How titles of each kind read as a rule, for titles that no rule knows (a misread or a missing character)."""
