"""The forms of real documents, from bytes to projects, against labels made by reading."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor import extract
from extractor.document.wire import to_data

_LABELS = Path(__file__).parents[3] / "corpora" / "labels"
_FIELDS = ("tier1", "tier2", "tier3", "description", "basis")
_TARGET_FIELDS = ("raw", "kind", "operator", "value", "value_to", "unit")


def _facts(project: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {name: project[name] for name in ("code", "name", "purpose")}
    facts |= {f"budget.{name}": project["budget"][name] for name in ("total", "fiscal", "other")}
    facts |= {f"plan.{n}": (step["deadline"], step["raw"]) for n, step in enumerate(project["plan"])}
    facts |= {f"objectives.{n}": text for n, text in enumerate(project["objectives"])}
    for n, indicator in enumerate(project["indicators"]):
        facts |= {f"{n}.{name}": indicator[name] for name in _FIELDS}
        target = indicator["target"]
        whole = target is None or "unknown" in target
        facts |= {f"{n}.{name}": target if whole else target[name] for name in _TARGET_FIELDS}
    return facts


def _is_known(value: Any) -> bool:
    return not (isinstance(value, dict) and "unknown" in value)


@pytest.mark.parametrize(
    ("label", "document", "least"),
    [
        ("hebei-leting-2023-targets", "000_aa624dd103dbe7c9.txt", 0.99),
        ("hebei-lunan-2025-targets", "002_b711bf76ea102a99.txt", 0.99),
        ("hebei-leting-2024-budget", "003_e1c91ba5a22e089b.txt", 0.99),
    ],
)
def test_facts_agree_with_the_label(shared: Path, label: str, document: str, least: float) -> None:
    gold = json.loads((_LABELS / f"{label}.json").read_text(encoding="utf-8"))["projects"]
    data = to_data(extract(shared / "documents" / "seeds" / document))
    found = data["projects"]
    assert [project["code"] for project in found] == [project["code"] for project in gold]
    right = wrong = 0
    for wanted, got in zip(map(_facts, gold), map(_facts, found), strict=True):
        for name in wanted.keys() | got.keys():
            if _is_known(wanted.get(name)) and (wanted.get(name), got.get(name)) != (None, None):
                right += wanted.get(name) == got.get(name)
                wrong += wanted.get(name) != got.get(name)
    assert right / (right + wrong) >= least
    # the form of 2023 prints amounts under 资金支出计划（%）: they are money, and each form is said
    units = {"hebei-leting-2023-targets": "万元"}
    assert {step["unit"] for project in found for step in project["plan"]} == {units.get(label, "%")}
    in_money = [problem for problem in data["problems"] if problem["code"] == "plan_in_money"]
    assert len(in_money) == (len(found) if label in units else 0)


def test_goals_of_single_projects_in_the_prose_go_to_them(shared: Path) -> None:
    """分项绩效目标 names six projects, two of which (邮递, 互联网+政务服务) have no form in the document."""
    data = to_data(extract(shared / "documents" / "seeds" / "002_b711bf76ea102a99.txt"))
    goals = {project["name"]: project["prose_goals"] for project in data["projects"] if project["prose_goals"]}
    assert {name: len(one["indicators"]) for name, one in goals.items()} == {
        "工程建设项目联合审批系统运维费": 3,
        "系统维护费": 3,
        "招商引资专项业务费": 3,
        "政府投资项目评审费": 3,
    }
    assert data["division"]["code"] == "130202"


def test_a_drawn_form_with_a_mid_term_and_a_yearly_column(shared: Path) -> None:
    document = extract(shared / "documents" / "forms" / "putuo_2023_project_targets_1.pdf")
    data = to_data(document)["projects"]
    assert [project["budget"]["total"] for project in data] == ["4100000.00", "6351000.00"]
    assert [project["unit"] for project in data] == ["元", "元"]
    assert [len(project["indicators"]) for project in data] == [5, 4]
    assert data[0]["indicators"][0]["target"]["unit"] == "平方米"
    assert all(len(project["objectives"]) == len(project["mid_term"]["objectives"]) == 1 for project in data)


def test_a_department_wide_sheet(shared: Path) -> None:
    document = extract(shared / "documents" / "forms" / "zhanjiang_2024_department_targets.xlsx")
    (project,) = to_data(document)["projects"]
    assert (project["scope"], project["code"]) == ("department", None)
    assert len(project["objectives"]) == 6
    assert [task["amount"] for task in project["tasks"]] == ["18862", "587.81", "1140"]
    assert len(project["indicators"]) == 19
    assert {i["tier_source"] for i in project["indicators"]} == {"document"}
    assert project["indicators"][10]["tier1_class"] == "效益指标"
    assert project["indicators"][10]["tier2_class"] == "质量指标"
