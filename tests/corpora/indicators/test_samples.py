"""The written indicators and targets: how many, of what, in which split, and that they are nobody else's."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from extractor.corpora.indicators import (
    Field,
    FormStyle,
    LabelledIndicator,
    LabelledProject,
    LabelledTarget,
    Tier1Class,
    Tier2Class,
    load_projects,
    load_targets,
)
from extractor.corpora.indicators.load import FOLDER
from extractor.corpora.label import read_label
from extractor.corpora.manifest import Split, read_manifest
from extractor.document.text import without_space
from extractor.document.tier_words import TIER1_CLASSES
from extractor.document.vocabulary import TargetKind

SPLITS: tuple[Split, ...] = get_args(Split)
LONG_NAME = 7
"""Shorter indicator names (专款专用率) are those of every form."""


@pytest.fixture(scope="module")
def projects() -> tuple[LabelledProject, ...]:
    return load_projects(*SPLITS)


@pytest.fixture(scope="module")
def indicators(projects: tuple[LabelledProject, ...]) -> tuple[LabelledIndicator, ...]:
    return tuple(row for project in projects for row in project.indicators)


@pytest.fixture(scope="module")
def targets() -> tuple[LabelledTarget, ...]:
    return load_targets(*SPLITS)


def test_there_are_as_many_as_the_readme_says(
    indicators: tuple[LabelledIndicator, ...],
    projects: tuple[LabelledProject, ...],
    targets: tuple[LabelledTarget, ...],
) -> None:
    opening = (FOLDER / "README.md").read_text(encoding="utf-8").split("\n\n")[1]
    assert len(indicators) >= 1500
    assert len(targets) >= 320
    assert opening.startswith(
        f"{len(projects)} invented project forms with {len(indicators):,} indicators, and {len(targets)} target values."
    )


def test_every_field_has_its_share(projects: tuple[LabelledProject, ...]) -> None:
    rows = Counter[str]()
    for project in projects:
        rows[project.field] += len(project.indicators)
    assert set(rows) == set(get_args(Field))
    assert min(rows.values()) >= 150


@pytest.mark.parametrize("split", SPLITS)
def test_every_style_and_kind_of_target_is_in_every_split(split: Split) -> None:
    assert {project.style for project in load_projects(split)} == set(get_args(FormStyle))
    assert {label.target.kind for label in load_targets(split) if label.target} == set(get_args(TargetKind))


def test_classes_are_the_contracts(indicators: tuple[LabelledIndicator, ...]) -> None:
    assert set(get_args(Tier1Class)) == set(TIER1_CLASSES)
    assert set(get_args(Tier2Class)) == {word for words in TIER1_CLASSES.values() for word in words}
    assert {row.tier1_class for row in indicators} == {None, *get_args(Tier1Class)}
    assert {row.tier2_class for row in indicators} == {None, *get_args(Tier2Class)}


def test_one_printed_word_has_one_class(indicators: tuple[LabelledIndicator, ...]) -> None:
    first = {(row.tier1, row.tier1_class) for row in indicators}
    second = {(row.tier2, row.tier2_class) for row in indicators}
    assert [word for word, count in Counter(word for word, _ in first).items() if count > 1] == []
    assert [word for word, count in Counter(word for word, _ in second).items() if count > 1] == []


def test_a_tier_2_of_another_tier_1_is_remarked(indicators: tuple[LabelledIndicator, ...]) -> None:
    strange = [
        row
        for row in indicators
        if row.tier1_class and row.tier2_class and row.tier2_class not in TIER1_CLASSES[row.tier1_class]
    ]
    assert strange
    assert {row.doubt for row in strange} == {"contradicts"}


def test_one_name_stands_in_several_tiers(indicators: tuple[LabelledIndicator, ...]) -> None:
    tiers = {row.tier2_class for row in indicators if row.name == "完成率"}
    assert {"数量指标", "质量指标", "时效指标"} <= tiers
    assert sum(row.doubt == "contradicts" for row in indicators) >= 40


def test_rows_are_in_printed_order_and_not_blank(projects: tuple[LabelledProject, ...]) -> None:
    for project in projects:
        assert [row.order for row in project.indicators] == list(range(1, len(project.indicators) + 1))
        assert 6 <= len(project.indicators) <= 15
        assert all(row.name == without_space(row.name) and row.name and row.target for row in project.indicators)


def test_a_project_is_in_one_split_only() -> None:
    ids = [project.id for split in SPLITS for project in load_projects(split)]
    names = [project.name for split in SPLITS for project in load_projects(split)]
    numbers = [label.id for split in SPLITS for label in load_targets(split)]
    assert len(ids) == len(set(ids)) == len(set(names))
    assert len(numbers) == len(set(numbers))
    share = len(load_projects("train")) / len(ids)
    assert 0.55 <= share <= 0.65


def test_values_are_what_their_kind_has(targets: tuple[LabelledTarget, ...]) -> None:
    for label in targets:
        target = label.target
        if target is None:
            continue
        assert target.raw == without_space(target.raw) != ""
        if target.kind in ("quantity", "percentage"):
            assert target.value is not None, label.id
            assert Decimal(target.value) < Decimal(target.value_to or "Infinity")
            assert (target.unit == "%") == (target.kind == "percentage")
        elif target.kind == "date":
            assert target.value and target.unit is None
            assert target.operator in (None, "<=")
        else:
            assert target.value is target.value_to is target.unit is target.operator is None


def test_a_target_has_one_cell_or_three_and_its_text_is_of_them(targets: tuple[LabelledTarget, ...]) -> None:
    for label in targets:
        assert (label.printed is None) != (label.columns is None)
        if label.target is not None:
            columns = label.columns
            parts = (columns.sign or "", columns.value, columns.unit or "") if columns else (label.printed or "",)
            assert label.target.raw in without_space("".join(parts)), label.id


def test_nothing_is_of_the_real_slice(shared: Path, projects: tuple[LabelledProject, ...]) -> None:
    """The seeds' texts hold no project of ours, and the labelled forms no project, row or longer name."""
    seeds = "".join(path.read_text(encoding="utf-8") for path in sorted((shared / "documents" / "seeds").glob("*.txt")))
    assert [project.name for project in projects if project.name in without_space(seeds)] == []
    manifest = read_manifest()
    names, rows = set[object](), set[tuple[object, object, object]]()
    for entry in manifest.of_split("dev").sets:
        if not entry.id.startswith("generated-"):
            for project in _projects_of(manifest.folder / entry.labels):
                names.add(project.name)
                names |= {row.tier3 for row in project.indicators if len(str(row.tier3)) > LONG_NAME}
                rows |= {(row.tier3, row.description, getattr(row.target, "raw", None)) for row in project.indicators}
    assert rows
    assert [project.name for project in projects if project.name in names] == []
    ours = [row for project in projects for row in project.indicators]
    assert [row.name for row in ours if row.name in names] == []
    assert [row.name for row in ours if row.description and (row.name, row.description, row.target) in rows] == []


def _projects_of(path: Path) -> list[Any]:
    found = read_label(path).projects
    return [project for project in found if isinstance(project.indicators, list)] if isinstance(found, list) else []
