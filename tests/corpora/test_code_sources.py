"""Code tables hold only pairs of code and name that a source beside the project shows."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from extractor import normalise
from extractor.corpora.demo_source.figures import NAMES as DEMO_NAMES
from extractor.corpora.generate.code_names import class_names, economic_names, function_names
from extractor.corpora.generate.heading import chinese_number

Pairs = set[tuple[str, str]]
SUMMARY = "seeds/003_e1c91ba5a22e089b.txt"
"""The budget of 2024 whose summary of income and expenditure lists the classes."""


@pytest.fixture(scope="module")
def seen(shared: Path) -> Pairs:
    """The functional and economic codes with each name that was counted."""
    pairs: Pairs = set()
    for name in ("functional", "economic"):
        with (shared / "data" / f"{name}_codes_mined.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                pairs |= {(row["code"], text) for text in (row["name"], *row["other_names"].split("|")) if text}
    return pairs


@pytest.mark.parametrize(
    "table", [function_names(), economic_names(), DEMO_NAMES], ids=["function", "economic", "demonstration"]
)
def test_every_pair_of_a_classification_was_seen(table: Mapping[str, str], seen: Pairs) -> None:
    assert table
    assert set(table.items()) - seen == set()


def test_the_classes_are_listed_as_the_budget_lists_them(shared: Path) -> None:
    text = (shared / "documents" / SUMMARY).read_text(encoding="utf-8")
    places = [text.find(f"\t{chinese_number(n)}、{name}\t") for n, name in enumerate(class_names(), start=1)]
    assert -1 not in places
    assert places == sorted(places)


def test_every_division_is_that_of_the_named_edition(shared: Path) -> None:
    lines = (Path(normalise.__file__).parent / "data" / "divisions.tsv").read_text(encoding="utf-8").splitlines()
    kept = {tuple(line.split("\t")) for line in lines if not line.startswith("#")}
    with (shared / "data" / "gb2260_mca_201904.tsv").open(encoding="utf-8", newline="") as published:
        source = {(row["Code"], row["Name"]) for row in csv.DictReader(published, delimiter="\t")}
    assert kept
    assert kept - source == set()
