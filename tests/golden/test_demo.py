"""The demonstration documents against the truth that was generated with them."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor import extract
from extractor.document.wire import to_data

DEMO = Path(__file__).parents[2] / "corpora" / "demo"


def truth_and_result(pattern: str) -> tuple[dict[str, Any], dict[str, Any]]:
    path = next(DEMO.glob(pattern))
    truth = json.loads((DEMO / "truth" / f"{path.name}.json").read_text(encoding="utf-8"))
    result = to_data(extract(path))
    assert result["source"]["sha256"] == truth["document"]["sha256"], "run corpora/generate_demo.py as a whole"
    return truth, result


def spans(table: dict[str, Any]) -> list[list[int]]:
    merged = [c for c in table["cells"] if c["row_span"] * c["column_span"] > 1]
    return sorted([c["row"], c["column"], c["row_span"], c["column_span"]] for c in merged)


def only(wanted: Any, found: Any) -> Any:
    """``found`` cut down to the keys that ``wanted`` has."""
    if isinstance(wanted, dict):
        return {key: only(value, found[key]) for key, value in wanted.items()}
    if isinstance(wanted, list) and len(wanted) == len(found):
        return [only(value, other) for value, other in zip(wanted, found, strict=True)]
    return found


def test_every_table_of_the_budget_is_whole() -> None:
    truth, result = truth_and_result("*.pdf")
    assert (result["department"]["name"], result["fiscal_year"]) == (truth["department"]["name"], truth["fiscal_year"])
    assert [table["title"] for table in result["tables"]] == [table["title"] for table in truth["tables"]]
    for wanted, found in zip(truth["tables"], result["tables"], strict=True):
        for name in ("kind", "unit", "pages", "header_rows", "captions", "notes", "declared_empty"):
            assert found[name] == wanted[name], f"{wanted['title']}: {name}"
        assert [column["path"] for column in found["columns"]] == [column["path"] for column in wanted["columns"]]
        assert [row["values"] for row in found["rows"]] == [row["values"] for row in wanted["rows"]]
        assert spans(found) == sorted(wanted["spans"])


def test_every_amount_of_the_budget_is_proved() -> None:
    _, result = truth_and_result("*.pdf")
    summary = result["summary"]
    assert summary["amounts"] == summary["proved"] > 250
    assert result["repairs"] == []


def test_the_forms_say_what_they_say() -> None:
    truth, result = truth_and_result("*.docx")
    assert len(result["projects"]) == len(truth["projects"]) == 2
    for wanted, found in zip(truth["projects"], result["projects"], strict=True):
        wanted = {key: value for key, value in wanted.items() if key != "printed"}
        assert only(wanted, found) == wanted


@pytest.mark.parametrize("pattern", ["*.txt", "*.xlsx"])
@pytest.mark.parametrize("name", ["scope", "code", "name", "objectives", "indicators", "tasks"])
def test_the_other_formats_give_the_same_facts(pattern: str, name: str) -> None:
    truth, result = truth_and_result(pattern)
    assert len(result["projects"]) == len(truth["projects"])
    for wanted, found in zip(truth["projects"], result["projects"], strict=True):
        if name in wanted:
            assert only(wanted[name], found[name]) == wanted[name]
