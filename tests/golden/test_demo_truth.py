"""The documents that ship, whole, against the truth that was typeset with them."""

from pathlib import Path

import pytest

from extractor import extract
from extractor.corpora import read_label
from extractor.document.wire import to_data
from extractor.eval.comparison import compare
from extractor.eval.metrics import measure_all
from extractor.eval.prediction import read_prediction

DEMO = Path(__file__).parents[2] / "corpora" / "demo"
TRUTHS = sorted((DEMO / "truth").glob("*.json"))


def test_every_demo_document_has_its_truth() -> None:
    documents = {path.name for path in DEMO.iterdir() if path.is_file()}
    assert {path.name.removesuffix(".json") for path in TRUTHS} == documents
    assert len(documents) >= 4


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name)
def test_document_comes_out_as_typeset(truth: Path) -> None:
    document = extract(DEMO / truth.name.removesuffix(".json"))
    scores = measure_all(compare(read_label(truth), read_prediction(to_data(document))))
    measured = {name: score for name, score in scores.items() if score.value is not None}
    assert measured, "nothing of the truth was compared"
    assert {name: score.value for name, score in measured.items() if score.value != 1.0} == {}


def test_the_budget_proves_itself() -> None:
    document = extract(DEMO / "示例市数据服务局2025年部门预算.pdf")
    assert document.summary.amounts > 50
    assert document.summary.failed == 0
    assert document.summary.proved / document.summary.amounts > 0.9
    assert {
        amount.yuan == amount.value * 10_000
        for statement in document.statements
        for line in statement.lines
        for amount in line.amounts
        if amount.value is not None and amount.yuan is not None and amount.unit == "万元"
    } == {True}


def test_every_value_leads_back_to_its_place() -> None:
    document = extract(DEMO / "示例市数据服务局2025年部门预算.pdf")
    cells = {cell.id: cell for table in document.tables for cell in table.cells}
    pages = {page.number: page for page in document.pages}
    amounts = [a for s in document.statements for line in s.lines for a in line.amounts]
    assert amounts
    for amount in amounts:
        cell = cells[amount.cell]
        assert amount.raw.replace(" ", "") in (cell.raw.replace(" ", ""), cell.text.replace(" ", ""))
        assert cell.boxes
        for place in cell.boxes:
            page = pages[place.page]
            assert 0 <= place.bbox.x0 < place.bbox.x1 <= page.width
            assert 0 <= place.bbox.top < place.bbox.bottom <= page.height


def test_the_same_input_gives_the_same_bytes() -> None:
    from extractor.document.wire import from_json, to_json

    for path in sorted(DEMO.iterdir()):
        if path.is_file():
            first = to_json(extract(path))
            assert first == to_json(extract(path.read_bytes(), name=path.name))
            assert to_json(from_json(first)) == first
