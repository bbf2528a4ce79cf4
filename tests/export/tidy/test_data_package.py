"""The Data Package is one by the reading of frictionless, which reads the tables by their schemas and keys."""

from pathlib import Path
from typing import Any

import pytest

from extractor.export.tidy.formats import write_tables
from extractor.export.tidy.view import DocumentView
from extractor.export.tidy.writers.data_package import data_package
from tests.export.tidy.documents import document_of


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_frictionless_finds_nothing_wrong(demo_views: list[DocumentView], tmp_path: Path) -> None:
    from frictionless import Package, validate

    views = [*demo_views[:1], DocumentView(document_of("=1+1"), "a"), DocumentView(document_of("一\n二"), "b")]
    write_tables(views, "datapackage", tmp_path)
    path = str(tmp_path / "datapackage.json")
    report = validate(path)
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]
    resource: Any = Package(path).get_resource("statement_lines")
    lines = resource.extract()["statement_lines"]
    assert [str(row["yuan"]) for row in lines] == ["-9413900.00", "-9413900.00"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_frictionless_sees_a_row_without_its_document(tmp_path: Path) -> None:
    from frictionless import validate

    write_tables([DocumentView(document_of("预算"), "a")], "datapackage", tmp_path)
    documents = tmp_path / "data" / "documents.csv"
    documents.write_text(documents.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert not validate(str(tmp_path / "datapackage.json")).valid


def test_the_fiscal_concepts_are_each_there_once() -> None:
    (lines,) = [one for one in data_package(guarded=True)["resources"] if one["name"] == "statement_lines"]
    concepts = [field["columnType"] for field in lines["schema"]["fields"] if "columnType" in field]
    assert len(concepts) == len(set(concepts)) == 7
    assert {"value", "date:fiscal-year", "functional-classification:generic:code"} <= set(concepts)
