"""Every form template over many seeds: its truth is a label, its cells fill the grid and hold the facts."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from extractor.corpora.generate.model import DocumentSpec, TableSpec, Words
from extractor.corpora.generate.templates import TEMPLATES
from extractor.corpora.generate.truth import Places, label_text
from extractor.corpora.label import Label, LabelProject, parse_label
from extractor.document.text import without_space

FORMS = ("central_targets", "department_targets", "district_targets", "provincial_targets", "self_evaluation")
SEEDS = (*range(1, 41), *range(100, 106), *range(200, 204))
DERIVED = ("kind", "operator", "value", "value_to", "unit")
"""What a target means does not stand in its cell."""
BUILT: dict[tuple[str, int], tuple[DocumentSpec, Label]] = {}


def tables_of(spec: DocumentSpec) -> list[TableSpec]:
    return [block for block in spec.blocks if isinstance(block, TableSpec)]


def built(template: str, seed: int) -> tuple[DocumentSpec, Label]:
    if (template, seed) not in BUILT:
        spec = TEMPLATES[template](seed)
        text = label_text(spec, f"{spec.name}.docx", "a" * 64, [Places() for _ in tables_of(spec)])
        BUILT[template, seed] = spec, parse_label(text, spec.name)
    return BUILT[template, seed]


def documents(template: str) -> Iterator[tuple[DocumentSpec, Label]]:
    yield from (built(template, seed) for seed in SEEDS)


def projects_of(template: str) -> Iterator[LabelProject]:
    for _, label in documents(template):
        yield from label.projects or []


@pytest.mark.parametrize("template", FORMS)
def test_the_truth_is_a_label_with_every_cell(template: str) -> None:
    for spec, label in documents(template):
        assert label.projects
        assert len(label.tables) == len(tables_of(spec))
        assert all(table.cells and table.kind == "project_targets" for table in label.tables)
        assert (label.fiscal_year, label.department and label.department.name) == (spec.fiscal_year, spec.department)


@pytest.mark.parametrize("template", FORMS)
def test_every_column_of_the_grid_begins_a_cell(template: str) -> None:
    for spec, _ in documents(template):
        for table in tables_of(spec):
            assert {cell.column for cell in table.cells} == set(range(len(table.widths)))


@pytest.mark.parametrize("template", FORMS)
def test_the_same_seed_gives_the_same_document(template: str) -> None:
    assert TEMPLATES[template](7) == TEMPLATES[template](7)
    assert len({TEMPLATES[template](seed).name for seed in SEEDS}) > len(SEEDS) // 2


@pytest.mark.parametrize("template", FORMS)
def test_every_fact_stands_in_a_cell(template: str) -> None:
    for spec, label in documents(template):
        cells = {without_space(cell.text) for table in tables_of(spec) for cell in table.cells}
        cells |= {without_space(word) for table in tables_of(spec) for line in table.above for word in line}
        everything = "\n".join(cells)
        for project in label.projects or []:
            for fact in facts_of(project.model_dump()):
                assert fact in everything or fact in everything.replace(",", ""), (spec.template, spec.seed, fact)
            for indicator in project.indicators if isinstance(project.indicators, list) else []:
                assert indicator.tier3 in cells
                assert getattr(indicator.target, "raw", None) in cells


def facts_of(data: dict[str, Any], name: str = "") -> Iterator[str]:
    """Every printed string of a project; units and what is derived left out."""
    for key, value in data.items():
        if key in ("scope", "printed", "unit") or (name.endswith("target") and key in DERIVED):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from facts_of(one, key)
            elif one is not None:
                yield without_space(str(one))


@pytest.mark.parametrize("template", FORMS)
def test_matrices_differ_in_length_and_targets_in_kind(template: str) -> None:
    indicators = [project.indicators for project in projects_of(template) if isinstance(project.indicators, list)]
    lengths = {len(matrix) for matrix in indicators if matrix}
    assert min(lengths) >= 6
    assert max(lengths) >= 18
    targets = [one.target for matrix in indicators for one in matrix]
    assert {getattr(target, "kind", None) for target in targets} == {"quantity", "percentage", "date", "text"}
    assert {getattr(target, "operator", None) for target in targets} >= {">=", "<=", ">", "<", "=", None}
    names = [[one.tier3 for one in matrix] for matrix in indicators]
    assert all(len(set(map(str, own))) == len(own) for own in names)


@pytest.mark.parametrize("template", FORMS)
def test_both_orders_of_tiers_and_every_way_of_merging_come_up(template: str) -> None:
    orders = {str(one.tier1) for project in projects_of(template) for one in listed(project)}
    if template != "central_targets" and template != "district_targets":
        assert "成本指标" in orders
    assert {"产出指标", "满意度指标"} <= orders
    merged = {
        any(cell.row_span > 1 and cell.text in ("产出指标", "项目产出", "产出类指标") for cell in table.cells)
        for spec, _ in documents(template)
        for table in tables_of(spec)
    }
    assert merged == {True, False}


def listed(project: LabelProject) -> list[Any]:
    return project.indicators if isinstance(project.indicators, list) else []


def test_weights_and_points_add_up_as_printed() -> None:
    for project in projects_of("self_evaluation"):
        weights = sum(Decimal(one.weight) for one in listed(project))
        assert weights == 90
        executed, total = Decimal(str(project.budget.executed)), Decimal(str(project.budget.total))
        assert abs(Decimal(str(project.budget.execution_rate)) - executed / total * 100) <= Decimal("0.005")
        execution = abs(Decimal(str(project.score)) - sum(Decimal(one.score) for one in listed(project)))
        assert abs(execution - executed / total * 10) <= Decimal("0.005")
        assert all(Decimal(one.score) <= Decimal(one.weight) for one in listed(project))
    weighted = [project for project in projects_of("department_targets") if listed(project)[0].weight]
    assert weighted
    assert all(sum(Decimal(one.weight) for one in listed(project)) == 100 for project in weighted)


def test_money_adds_up_as_printed() -> None:
    for project in projects_of("department_targets"):
        budget = {name: Decimal(str(value)) for name, value in project.budget.model_dump().items() if value}
        whole = budget.get("total", budget.get("fiscal", Decimal(0)) + budget.get("other", Decimal(0)))
        assert whole == budget["basic"] + budget["project"]
        tasks = project.tasks if isinstance(project.tasks, list) else []
        assert sum(Decimal(str(task.amount)) for task in tasks) == budget["project"]
    for template in ("provincial_targets", "central_targets"):
        for project in projects_of(template):
            for money in (project.budget, project.mid_term):
                if money.total:
                    parts = Decimal(str(money.fiscal)) + Decimal(str(money.other or 0))
                    assert parts == Decimal(str(money.total))


def test_plans_end_with_the_whole() -> None:
    for project in projects_of("provincial_targets"):
        steps = [str(step.raw) for step in project.plan] if isinstance(project.plan, list) else []
        assert len(steps) == 4
        assert steps[-1] in ("100%", str(project.budget.total))
        amounts = [Decimal(step.removesuffix("%")) for step in steps]
        assert amounts == sorted(amounts)


def test_mid_term_and_year_stand_side_by_side() -> None:
    projects = list(projects_of("central_targets"))
    assert all(project.mid_term.total and project.mid_term.objectives for project in projects)
    targets = [(one.mid_term_target, one.target) for project in projects for one in listed(project)]
    assert any(mid is None for mid, _ in targets)
    assert any(mid is not None and mid.raw != year.raw for mid, year in targets)


def test_documents_of_a_template_look_different() -> None:
    for template in FORMS:
        specs = [spec for spec, _ in documents(template)]
        assert len({spec.font for spec in specs}) == 2
        assert len({table.font_size for spec in specs for table in tables_of(spec)}) >= 2
        assert {table.keep_rows for spec in specs for table in tables_of(spec)} == {True, False}
    for template in ("central_targets", "department_targets", "self_evaluation"):
        assert {spec.orientation for spec, _ in documents(template)} == {"portrait", "landscape"}
    openings = {any(isinstance(block, Words) and block.level == 2 for block in spec.blocks)
                for spec, _ in documents("provincial_targets")}  # fmt: skip
    assert openings == {True, False}


def test_a_label_written_twice_is_the_same() -> None:
    spec, _ = built("central_targets", 3)
    places = [Places() for _ in tables_of(spec)]
    first, second = (json.loads(label_text(spec, "甲.docx", "b" * 64, places)) for _ in range(2))
    assert first == second
