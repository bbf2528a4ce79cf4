"""The drawn figures keep the identities, whatever the seed."""

from decimal import Decimal
from pathlib import Path

import pytest

from extractor import normalise
from extractor.corpora.generate.code_names import economic_names, function_names
from extractor.corpora.generate.draw_budget import Scale, Size, draw_budget
from extractor.corpora.generate.figures import BASIC, ONLY_GENERAL, PERSONNEL, PROJECT, ZERO, Budget, Use
from extractor.corpora.generate.money import MoneyStyle
from extractor.corpora.generate.words import PLACE_ENDINGS, PLACES
from extractor.document.project_code import keeps_check
from extractor.document.vocabulary import Unit

SIZES: tuple[Size, ...] = ("short", "medium", "long")
UNITS: tuple[tuple[Unit, int], ...] = (("万元", 2), ("元", 2), ("元", 0))
SCALES = tuple(Scale(unit, places, size) for unit, places in UNITS for size in SIZES)


@pytest.fixture(scope="module", params=range(1, 13))
def budget(request: pytest.FixtureRequest) -> Budget:
    return draw_budget("any", request.param, SCALES[request.param % len(SCALES)])


def test_children_add_up_to_their_parent_and_parts_to_the_whole(budget: Budget) -> None:
    codes = budget.codes()
    for parent in codes:
        children = [code for code in codes if code.startswith(parent) and len(code) == len(parent) + 2]
        if children:
            assert sum(map(budget.total, children)) == budget.total(parent)
    assert sum(budget.total(code) for code in codes if len(code) == 3) == budget.total()
    uses: tuple[Use, ...] = ("personnel", "public", "project", "operating", "reserve")
    assert sum((budget.total(uses=(use,)) for use in uses), ZERO) == budget.total()
    assert budget.total() > budget.total(uses=BASIC) > 0


def test_basic_expenditure_is_the_same_by_economic_code(budget: Budget) -> None:
    personnel = budget.economic_total("301") + budget.economic_total("303")
    assert personnel == budget.total(uses=PERSONNEL, sources=ONLY_GENERAL)
    assert budget.economic_total() == budget.total(uses=BASIC, sources=ONLY_GENERAL)


def test_projects_add_up_to_the_project_expenditure_of_their_code(budget: Budget) -> None:
    for code in {project.function for project in budget.projects}:
        own = [project.total() for project in budget.projects if project.function == code]
        assert sum(own) == budget.total(code, PROJECT)
    assert sum(project.total() for project in budget.projects) == budget.total(uses=PROJECT)


def test_amounts_are_positive_and_no_finer_than_printed(budget: Budget) -> None:
    printed = 0 if budget.unit == "元" and all(item.amount == int(item.amount) for item in budget.items) else 2
    assert all(item.amount > 0 and item.amount == round(item.amount, printed) for item in budget.items)


def test_codes_are_known_and_projects_are_told_apart(budget: Budget) -> None:
    assert {item.code for item in budget.items} <= set(function_names())
    assert set(budget.economic) <= set(economic_names())
    codes = [project.code for project in budget.projects]
    assert all(keeps_check(code) for code in codes)
    assert len(set(codes)) == len(codes) == len({project.name for project in budget.projects})
    assert all(unit.startswith(budget.department.code) for unit, _, _ in budget.department.units)


@pytest.mark.parametrize(("size", "least", "most"), [("short", 8, 35), ("long", 60, 160)])
def test_the_size_says_how_many_rows_there_are(size: Size, least: int, most: int) -> None:
    rows = [len(draw_budget("any", seed, Scale("万元", 2, size)).codes()) for seed in range(1, 20)]
    assert least <= min(rows) <= max(rows) <= most


def test_the_same_seed_gives_the_same_budget_and_another_one_another() -> None:
    scale = Scale("万元", 2, "medium")
    assert draw_budget("any", 3, scale) == draw_budget("any", 3, scale)
    assert draw_budget("any", 3, scale).items != draw_budget("any", 4, scale).items
    assert draw_budget("other", 3, scale).items != draw_budget("any", 3, scale).items


def test_no_place_is_a_real_division() -> None:
    lines = (Path(normalise.__file__).parent / "data" / "divisions.tsv").read_text(encoding="utf-8").splitlines()
    real = {line.split("\t")[1] for line in lines if not line.startswith("#")}
    assert "乐亭县" in real
    assert not real & {stem + ending for stem in PLACES for ending in PLACE_ENDINGS}


def test_every_code_has_its_parents() -> None:
    for names in (function_names(), economic_names()):
        assert all(code[:length] in names for code in names for length in (3, 5) if length < len(code))


@pytest.mark.parametrize(
    ("style", "amount", "text"),
    [
        (MoneyStyle("万元"), "1234.5", "1234.50"),
        (MoneyStyle("万元", thousands=True), "1234567.8", "1,234,567.80"),
        (MoneyStyle("元", 0, thousands=True), "1234", "1,234"),
        (MoneyStyle("万元"), "0", ""),
        (MoneyStyle("万元", nil="zero"), "0", "0.00"),
        (MoneyStyle("元", 0, nil="zero"), "0", "0"),
        (MoneyStyle("万元", nil="dash"), "0", "—"),
        (MoneyStyle("万元"), "-3.10", "-3.10"),
    ],
)
def test_money_is_printed_in_its_style(style: MoneyStyle, amount: str, text: str) -> None:
    assert style.text(Decimal(amount)) == text


def test_an_amount_finer_than_its_style_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 2 places"):
        MoneyStyle("万元").text(Decimal("0.005"))
