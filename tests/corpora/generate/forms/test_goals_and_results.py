"""Targets print what they mean, and results fit their targets."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.corpora.generate.forms.goals import (
    Goal,
    GoalStyle,
    Scale,
    Target,
    bare,
    draw_goal,
    mid_term_of,
)  # fmt: skip
from extractor.corpora.generate.forms.offices import seeded
from extractor.corpora.generate.forms.results import draw_result, points

WORDS: Mapping[str, tuple[str, ...]] = {"up": ("稳步提升",)}
SCALE = Scale(1200, "人次", Decimal("36.00"), "万元", 2024, WORDS)
RECIPES = ("count", "rate:90:100", "rate_most:0:5", "most:0:3:起", "number:3:20:年", "money", "unit_price", "date",
           "people:60:9000", "words:up")  # fmt: skip
SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}


def goals(recipe: str, style: GoalStyle | None = None) -> list[Goal]:
    return [draw_goal(seeded("any", seed), recipe, SCALE, style or GoalStyle()) for seed in range(120)]


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_parts_of_a_target_make_up_what_is_printed(recipe: str) -> None:
    for goal in goals(recipe):
        target = goal.target
        if target.kind == "text":
            assert (target.value, target.operator, target.unit) == (None, None, None)
        elif target.kind == "date":
            assert target.raw == f"{target.value}{'前' if target.operator == '<=' else ''}"
            assert target.unit is None
        elif target.value_to is not None:
            assert target.operator is None
            assert target.raw.startswith(str(target.value))
            assert target.raw.endswith(f"{target.value_to}{target.unit}")
            assert int(target.value_to) > int(target.value or "")
        else:
            sign = SIGNS[target.operator] if target.operator else ""
            assert target.raw == f"{sign}{target.value}{target.unit or ''}"
            assert (target.kind == "percentage") == (target.unit == "%")


def test_a_document_prints_units_and_numbers_in_its_own_way() -> None:
    in_brackets = GoalStyle(unit_in_brackets=True, two_places=True, plain_equals=True)
    shown = {goal.target for goal in goals("count", in_brackets)}
    assert Target("≥1200.00(人次)", "quantity", ">=", "1200.00", None, "人次") in shown
    assert Target("=1200.00(人次)", "quantity", "=", "1200.00", None, "人次") in shown
    assert not any(target.operator is None for target in shown)
    grouped = {goal.target.raw: goal.target for goal in goals("count", GoalStyle(grouped=True))}
    assert grouped["≥1,200人次"].value == "1200"
    words = {goal.target.unit for goal in goals("rate:90:99", GoalStyle(percent="百分比"))}
    assert words == {"%"}
    assert any(goal.target.raw.endswith("百分比") for goal in goals("rate:90:99", GoalStyle(percent="百分比")))


def test_every_kind_of_operator_and_a_range_come_up() -> None:
    drawn = [goal.target for recipe in ("rate:90:99", "most:1:9:起", "number:5:30:批") for goal in goals(recipe)]
    assert {target.operator for target in drawn} == {">=", "<=", ">", "<", "=", None}
    assert any(target.value_to for target in drawn)


def test_a_unit_said_in_the_name_is_not_in_the_cell() -> None:
    goal = Goal(Target("≥30场", "quantity", ">=", "30", None, "场"), "least", Decimal(30), "场", counted=True)
    assert bare(goal).target == Target("30", "quantity", None, "30", None, None)


def test_the_mid_term_target_grows_with_the_years_where_things_are_counted() -> None:
    counted = Goal(Target("≥30场", "quantity", ">=", "30", None, "场"), "least", Decimal(30), "场", counted=True)
    mid = mid_term_of(seeded("any", 1), counted, 3, GoalStyle())
    assert mid.operator == ">="
    assert 90 <= int(mid.value or "") < 93
    words = Goal(Target("长期", "text"), "words", words="up")
    assert mid_term_of(seeded("any", 1), words, 3, GoalStyle()) == words.target
    ranged = replace(counted, target=Target("5-8场", "quantity", None, "5", "8", "场"))
    assert mid_term_of(seeded("any", 1), ranged, 3, GoalStyle()).raw == "5-8场"
    rate = Goal(Target("≥90%", "percentage", ">=", "90", None, "%"), "least", Decimal(90), "%")
    assert {mid_term_of(seeded("any", seed), rate, 3, GoalStyle()).raw for seed in range(30)} == {
        "≥90%",
        "≥91%",
        "≥92%",
    }


@pytest.mark.parametrize("recipe", RECIPES)
def test_what_is_reported_earns_all_points_only_where_the_goal_is_met(recipe: str) -> None:
    for seed, goal in enumerate(goals(recipe)):
        result = draw_result(seeded("any", seed), goal, {"up": ("有效提升",)}, 2024)
        assert result.actual
        assert 0 < result.share <= 1
        if goal.number is None:
            assert result.is_met == (result.actual in {"有效提升", "按时完成", "已完成"} or "年" in result.actual)
            continue
        actual = Decimal(result.actual.removesuffix(goal.unit))
        assert (actual >= goal.number if goal.way == "least" else actual <= goal.number) == result.is_met


def test_points_are_the_weight_times_the_share_to_a_tenth() -> None:
    assert points(Decimal(7), Decimal("0.86")) == Decimal("6.0")  # 6.02
    assert points(Decimal(5), Decimal("0.85")) == Decimal("4.3")  # 4.25, half up
    assert points(Decimal(10), Decimal(1)) == Decimal(10)
