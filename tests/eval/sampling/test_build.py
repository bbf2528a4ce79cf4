"""A sample of the demonstration documents: three files that say the same."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from extractor.document.document import Document
from extractor.eval.sampling.build import Drawn, NothingToSample, Sample, build_sample, write_sample
from extractor.eval.sampling.card import Card
from extractor.eval.sampling.cards import Original
from extractor.eval.sampling.choose import Wishes
from extractor.eval.sampling.plan import SamplePlanError, plan_bytes, read_plan
from extractor.eval.sampling.sheet import sheet_bytes


def rows_of(sample: Sample) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet_bytes(sample.cards).decode("utf-8-sig"))))


def test_the_three_files_hold_the_same_items(sample: Sample, tmp_path: Path) -> None:
    write_sample(sample, tmp_path)
    plan = read_plan(tmp_path / "sample.json")
    page = (tmp_path / "sample.html").read_text(encoding="utf-8")
    ids = [item.id for item in plan.items]
    assert plan == sample.plan
    assert [row["id"] for row in rows_of(sample)] == ids
    assert re.findall(r'<section class="item" id="(\w+)"', page) == ids
    assert {item.kind for item in plan.items} == {"cell", "table"}


def test_each_card_says_what_the_result_says(sample: Sample, documents: dict[str, Document]) -> None:
    for card, item in zip(sample.cards, sample.plan.items, strict=True):
        table = next(table for table in documents[card.document].tables if table.id == item.table)
        assert (card.title, card.unit) == (table.title or "", table.unit or "")
        if item.cell:
            cell = next(cell for cell in table.cells if cell.id == item.cell)
            assert card.value == item.value == cell.text
            assert card.header_path in {column.path for column in table.columns}
        else:
            assert card.value == f"{len(table.rows)} × {len(table.columns)}"


def test_probabilities_are_drawn_over_population(sample: Sample) -> None:
    for number, stratum in enumerate(sample.plan.strata):
        assert stratum.probability == pytest.approx(stratum.drawn / stratum.population)
        assert sum(item.stratum == number for item in sample.plan.items) == stratum.drawn


def test_the_same_seed_gives_the_same_files(sample: Sample, drawn: list[Drawn], tmp_path: Path) -> None:
    again = build_sample(drawn, {one.source_kind: 1 for one in drawn}, Wishes(cells=40, tables=12, seed=3))
    assert plan_bytes(again.plan) == plan_bytes(sample.plan)
    assert again.cards == sample.cards


def card_of(sample: Sample, ending: str, kind: str) -> Card:
    return next(card for card in sample.cards if card.document.endswith(ending) and card.kind == kind)


def test_numbers_of_a_pdf_have_a_crop_with_their_cell_marked(sample: Sample, documents: dict[str, Document]) -> None:
    for card, item in zip(sample.cards, sample.plan.items, strict=True):
        if not card.document.endswith(".pdf") or card.kind == "table":
            continue
        table = next(table for table in documents[card.document].tables if table.id == item.table)
        cell = next(cell for cell in table.cells if cell.id == item.cell)
        row = card.pictures[-1]
        (mark,) = [mark for mark in row.marks if mark.of == "item"]
        box = cell.boxes[0].bbox
        assert row.page == cell.boxes[0].page
        assert mark.width / 100 * row.width * 72 / 130 == pytest.approx(box.width, abs=0.5)
        assert mark.height / 100 * row.height * 72 / 130 == pytest.approx(box.height, abs=0.5)
        assert any(mark.of == "header" for picture in card.pictures for mark in picture.marks)
        assert card.place == f"page {row.page}" and card.link is not None and card.link.endswith(f"#page={row.page}")


def test_a_whole_table_shows_its_pages_and_what_was_extracted(sample: Sample, documents: dict[str, Document]) -> None:
    tables = [card for card in sample.cards if card.kind == "table" and card.document.endswith(".pdf")]
    for card in tables:
        table = next(table for table in documents[card.document].tables if table.title == card.title)
        assert [picture.page for picture in card.pictures] == list(table.pages)
        assert len(card.grid) == table.header_rows + len(table.rows)
    assert tables


def test_other_formats_show_rows_and_lines(sample: Sample) -> None:
    text = card_of(sample, ".txt", "cell")
    (marked,) = [line for line in text.lines if line.marked]
    assert text.place == f"line {marked.number}" and text.value in marked.text
    for ending in (".docx", ".xlsx"):
        card = card_of(sample, ending, "cell")
        assert [cell.text for row in card.grid for cell in row if cell.marked] == [card.value]
        assert not card.pictures
    assert re.fullmatch(r"sheet 1, [A-Z]\d+", card_of(sample, ".xlsx", "cell").place)
    assert card_of(sample, ".txt", "table").lines


def test_a_document_that_is_not_here_or_has_changed_is_said(drawn: list[Drawn], tmp_path: Path) -> None:
    pdf = next(one for one in drawn if one.source_kind == "pdf")
    (tmp_path / "changed.pdf").write_bytes(b"%PDF-1.7")
    said = []
    for path in (None, tmp_path / "absent.pdf", tmp_path / "changed.pdf"):
        other = Drawn(pdf.source, "pdf", pdf.result, Original(path))
        sample = build_sample([other], {"pdf": 1}, Wishes(cells=2, tables=2))
        assert not any(card.pictures for card in sample.cards)
        said.append(sample.cards[0].missing)
    assert said == [
        "The document is not here.",
        "The document can not be read: No such file or directory.",
        "The document has changed since it was converted.",
    ]


def test_what_failed_is_counted_and_what_is_no_document_is_not(drawn: list[Drawn], tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{}")
    others = [
        Drawn("failed.pdf", "pdf", None, Original(None)),
        Drawn("broken.pdf", "pdf", tmp_path / "broken.json", Original(None)),
        Drawn("notes.pdf", "pdf", None, Original(None), skipped=True),
    ]
    pdf = [one for one in drawn if one.source_kind == "pdf"]
    group = build_sample([*pdf, *others], {"pdf": 9}, Wishes(cells=2, tables=2)).plan.groups["pdf"]
    assert (group.documents, group.drawn, group.converted) == (9, 4, 1)
    assert group.failed == ("failed.pdf", "broken.pdf")
    with pytest.raises(NothingToSample):
        build_sample(others, {"pdf": 3}, Wishes())


def test_a_spreadsheet_runs_no_text_of_a_document(sample: Sample) -> None:
    card = sample.cards[0]
    values = ["=1+1", "-12.50", "+3", "@x", "-", "合计"]
    cards = [Card(**{field: getattr(card, field) for field in Card.__slots__} | {"value": value}) for value in values]
    rows = list(csv.DictReader(io.StringIO(sheet_bytes(cards).decode("utf-8-sig"))))
    assert [row["extracted_value"] for row in rows] == ["'=1+1", "-12.50", "+3", "'@x", "'-", "合计"]


def test_texts_of_a_document_are_escaped(sample: Sample, tmp_path: Path) -> None:
    card = sample.cards[0]
    evil = Card(
        **{field: getattr(card, field) for field in Card.__slots__}
        | {"value": "<script>alert(1)</script>", "title": '"><img src=x onerror=alert(1)>'}
    )
    write_sample(Sample(sample.plan, (evil,)), tmp_path)
    page = (tmp_path / "sample.html").read_text(encoding="utf-8")
    assert page.count("<script") == 1
    assert "<img src=x" not in page
    assert "default-src &#39;none&#39;" in page


def test_a_plan_that_does_not_fit_together_is_refused(sample: Sample, tmp_path: Path) -> None:
    path = tmp_path / "sample.json"
    with pytest.raises(SamplePlanError, match="can not be read"):
        read_plan(path)
    whole = json.loads(plan_bytes(sample.plan))
    for change, said in (
        ({"items": whole["items"][1:]}, "does not have its"),
        ({"items": [*whole["items"], whole["items"][0]]}, "there twice"),
        ({"strata": whole["strata"][:1]}, "has no stratum"),
        ({"groups": {}}, "has no source_kind"),
        ({"extra": 1}, "extra"),
    ):
        path.write_text(json.dumps(whole | change))
        with pytest.raises(SamplePlanError, match=said):
            read_plan(path)
