"""Kinds by title, by header and by labels, on templates of several origins."""

import json
from pathlib import Path

import pytest

from extractor.classify.column_roles import column_roles
from extractor.classify.kind_rules import HEADER_RULES, LABEL_RULES, TITLE_RULES
from extractor.classify.table_kinds import table_kind

LABELS = Path(__file__).parents[2] / "corpora" / "labels"

TITLES = {
    # Hebei
    "部门预算收支总表": "revenue_expenditure_summary",
    "部门预算政府基金预算财政拨款支出表": "government_fund",
    "部门预算国有资本经营预算财政拨款支出表": "state_capital",
    "部门预算财政拨款“三公”经费支出表": "three_public",
    "部门预算一般公共预算财政拨款基本支出表": "basic_expenditure",
    # Jiangsu
    "财政拨款支出预算表（功能科目）": "fiscal_appropriation_expenditure",
    "财政拨款基本支出预算表（经济科目）": "fiscal_appropriation_basic",
    "一般公共预算机关运行经费支出预算表": "operating_expenses",
    # Shanghai
    "2026年部门一般公共预算支出功能分类预算表": "general_public_expenditure",
    "2026年部门国有资本经营预算支出功能分类预算表": "state_capital",
    # final accounts
    "收入支出决算总表": "revenue_expenditure_summary",
    "收入决算表": "revenue_summary",
    "支 出 决 算 表": "expenditure_summary",
    "财政拨款收入支出决算总表": "fiscal_appropriation_summary",
    "一般公共预算财政拨款支出决算表": "general_public_expenditure",
    "一般公共预算财政拨款基本支出决算明细表": "basic_expenditure",
    "政府性基金预算财政拨款收入支出决算表": "government_fund",
    "国有资本经营预算财政拨款支出决算表": "state_capital",
    "一般公共预算财政拨款“三公”经费支出决算表": "three_public",
    # central ministries and other provinces
    "部门公开表5 一般公共预算支出表": "general_public_expenditure",
    "项目支出表": "project_expenditure",
    "部门收支总体情况表": "revenue_expenditure_summary",
    "项目支出绩效自评表": "project_targets",
    "国有资产占有使用情况表": "assets",
    "所属单位名单": "organisation",
    "目 录": "contents",
    "政府购买服务支出预算表": "other",
    "人员情况表": "other",
    "部门支出汇总表（政府预算支出经济分类）": "expenditure_summary",
    "一般公共预算基本支出表（政府预算经济分类）": "basic_expenditure",
}


@pytest.mark.parametrize(("title", "kind"), TITLES.items())
def test_title_names_the_kind(title: str, kind: str) -> None:
    assert table_kind(title, [("项目",), ("金额",)], []) == kind


@pytest.mark.parametrize("path", sorted(LABELS.glob("*.json")), ids=lambda path: path.stem)
def test_labelled_tables_get_their_kind(path: Path) -> None:
    for table in json.loads(path.read_bytes())["tables"]:
        paths = [tuple(column["path"]) for column in table["columns"]]
        rows = [row["values"] for row in table["rows"] if isinstance(row["values"], list)]
        rows = [[value if isinstance(value, str) else None for value in row] for row in rows]
        roles = column_roles(paths, rows)
        stub = [row[place] or "" for row in rows for place, role in enumerate(roles) if role == "name"]
        title = table["title"] if isinstance(table["title"], str) else None
        assert table_kind(title, paths, stub) == table["kind"], title


def test_forms_of_targets_are_known_by_their_labels() -> None:
    assert table_kind("网络运行支出", [()] * 4, ["项目编码", "X", "项目名称", "Y", "绩效目标"]) == "project_targets"
    assert table_kind(None, [("一级指标",), ("二级指标",), ("指标值",)], []) == "project_targets"
    assert table_kind(None, [("项目名称",), ("主管部门",), ("金额",)], []) != "project_targets"


@pytest.mark.parametrize(
    ("paths", "stub", "kind"),
    [
        ([("收入", "项目"), ("收入", "金额"), ("支出", "项目"), ("支出", "金额")], [], "revenue_expenditure_summary"),
        ([("科目名称",), ("合计",), ("事业收入",), ("经营收入",)], [], "revenue_summary"),
        ([("科目名称",), ("合计",), ("基本支出",), ("项目支出",), ("经营支出",)], [], "expenditure_summary"),
        ([("因公出国（境）费",), ("公务接待费",)], [], "three_public"),
        ([("项目",), ("金额",)], ["因公出国（境）费", "公务接待费"], "three_public"),
        ([("科目",), ("金额",)], ["工资福利支出", "基本工资", "公务接待费", "公务用车运行维护费"], "basic_expenditure"),
        ([("单位名称",), ("单位性质",)], [], "organisation"),
        ([("甲",), ("乙",)], [], "other"),
    ],
)
def test_without_title_header_and_labels_decide(paths: list[tuple[str, ...]], stub: list[str], kind: str) -> None:
    assert table_kind(None, paths, stub) == kind


def test_a_misread_title_is_known_by_the_words_it_shares() -> None:
    assert table_kind("政俯采购 国有资产", [], []) == "assets"
    assert table_kind("机关运行 经赀", [], []) == "operating_expenses"
    assert table_kind("预算单位结构成份", [], []) == "other"


def test_contents_by_leaders() -> None:
    assert table_kind(None, [("",), ("",)], ["一、职能……3", "二、机构……4", "三、名词……5"]) == "contents"


def test_every_rule_can_fire_first() -> None:
    for rules in (TITLE_RULES, HEADER_RULES, LABEL_RULES):
        for rule in rules:
            texts = ["|".join((*rule.every, word)) for word in rule.some or ("",)]
            assert any(rule.holds(text) for text in texts)
            assert not rule.holds("无关的词")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("社会保险基金预算支出表", "other"),
        ("社会保险基金收支预算表", "other"),
        ("财政专户管理资金预算支出表", "other"),
        ("单位资金支出预算表", "other"),
        ("上年结转支出预算表", "other"),
        ("工资福利支出预算表", "other"),
        ("商品和服务支出预算表", "other"),
        ("对个人和家庭的补助支出预算表", "other"),
        ("债务支出预算表", "other"),
        ("非税收入征收计划表", "other"),
        ("一般公共预算收入表", "other"),
        ("财政拨款收入预算表", "other"),
        ("部门收入总表", "revenue_summary"),
        ("部门支出总体情况表", "expenditure_summary"),
        ("一般公共预算支出情况表", "general_public_expenditure"),
        ("一般公共预算基本支出情况表", "basic_expenditure"),
        ("一般公共预算财政拨款收支总表", "fiscal_appropriation_summary"),
        ("政府性基金预算支出情况表", "government_fund"),
        ("国有资本经营预算支出情况表", "state_capital"),
    ],
)
def test_near_misses_of_the_kinds(title: str, kind: str) -> None:
    assert table_kind(title, [], []) == kind
