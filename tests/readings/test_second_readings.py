"""Failed identities of a document, read again: mended, agreed on, or left in doubt, and nothing for one that holds."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from extractor import Document, Options, extract
from extractor.pipeline import conversion
from extractor.readings.ask import readers_of
from extractor.readings.judge import unread_doubts
from extractor.readings.reading import OtherCell, OtherReading, ReadAgain, ReaderName

Asked = list[tuple[ReaderName, tuple[int, ...]]]
MakePage = Callable[..., bytes]
Convert = Callable[[bytes, Mapping[ReaderName, Callable[[str], str | None]]], Document]


@pytest.fixture
def asked() -> Asked:
    """Who was asked for which pages."""
    return []


@pytest.fixture
def convert(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> Convert:
    """Converts with made-up readers: each sees pdfplumber's cells, their texts changed (None: no cell there)."""

    def convert_with(data: bytes, tools: Mapping[ReaderName, Callable[[str], str | None]]) -> Document:
        def readers(data: bytes, password: str | None) -> ReadAgain:
            def read(reader: ReaderName, pages: Sequence[int]) -> OtherReading:
                asked.append((reader, tuple(pages)))
                seen = readers_of(data, password)("pdfplumber", pages)
                said = {
                    page: tuple(OtherCell(c.bbox, text) for c in cells if (text := tools[reader](c.text)) is not None)
                    for page, cells in seen.cells.items()
                }
                return OtherReading(reader, said, () if reader in tools else ("absent",))

            return read

        monkeypatch.setattr(conversion, "readers_of", readers)
        return extract(data)

    return convert_with


def codes(document: Document) -> list[str]:
    return [p.code for p in document.problems if p.code.startswith(("second_", "readings_"))]


def same(text: str) -> str:
    return text


def nothing(text: str) -> None:
    return None


def test_a_digit_that_our_reading_loses_comes_back(budget_page: MakePage) -> None:
    document = extract(budget_page("1", "1.25", back=420))
    (repair,) = document.repairs
    assert (repair.kind, repair.before, repair.after, repair.applied) == ("other_reading", "1.25", "11.25", True)
    passed = {check.id for check in document.checks if check.status == "pass"}
    assert passed & set(repair.evidence) and document.summary.failed_checks == 0
    (table,) = document.tables
    assert table.rows[0].values == ("一般公共服务支出", "13.50", "11.25", "2.25")
    (cell,) = [cell for cell in table.cells if cell.id in repair.subjects]
    assert (cell.raw, cell.text) == ("1.25", "11.25")
    assert table.reading == document.pages[0].reading == "pdfplumber" and codes(document) == []


def test_nobody_is_asked_where_everything_holds(budget_page: MakePage, convert: Convert, asked: Asked) -> None:
    document = convert(budget_page("1", "1.25"), {})
    assert not document.repairs and not codes(document) and asked == []
    assert document.tables[0].reading == document.pages[0].reading == "native"


def test_repair_switched_off_asks_nobody(budget_page: MakePage) -> None:
    document = extract(budget_page("1", "1.25", back=420), options=Options.from_dict({"repair": {"enabled": False}}))
    assert document.tables[0].rows[0].values[2] == "1.25" and not codes(document)


def test_an_error_of_the_document_is_told_from_one_of_the_reading(
    budget_page: MakePage, convert: Convert, asked: Asked
) -> None:
    document = convert(budget_page("1", "2.25"), {"pdfplumber": same})
    assert set(codes(document)) == {"second_reading_agrees"} and not document.repairs
    failed = {check.id for check in document.checks if check.status == "fail"}
    assert failed and all(any(f"check {k} " in p.message for p in document.problems) for k in failed)
    assert asked == [("pdfplumber", (1,))], "camelot is not asked for what pdfplumber settled"


def test_another_amount_without_proof_is_only_said(budget_page: MakePage, convert: Convert, asked: Asked) -> None:
    changed = {"12.25": "17.25"}
    document = convert(
        budget_page("1", "2.25"),
        {"pdfplumber": lambda text: changed.get(text, text), "camelot-lattice": nothing},
    )
    assert not document.repairs and document.tables[0].rows[0].values[2] == "12.25"
    (problem,) = [p for p in document.problems if p.code == "readings_differ"]
    assert "'12.25'" in problem.message and "'17.25' by pdfplumber" in problem.message
    assert [reader for reader, _ in asked] == ["pdfplumber", "camelot-lattice"]


def test_the_next_tool_is_asked_and_may_win(budget_page: MakePage, convert: Convert) -> None:
    changed = {"12.25": "11.25"}
    document = convert(
        budget_page("1", "2.25"),
        {"pdfplumber": nothing, "camelot-lattice": lambda text: changed.get(text, text)},
    )
    (repair,) = document.repairs
    assert repair.after == "11.25" and document.tables[0].reading == "camelot-lattice"


def test_an_amount_that_mends_one_identity_and_breaks_another_is_not_taken(
    budget_page: MakePage, convert: Convert
) -> None:
    changed = {"13.50": "14.50"}
    document = convert(
        budget_page("1", "2.25"),
        {"pdfplumber": lambda text: changed.get(text, text), "camelot-lattice": nothing},
    )
    assert not [repair for repair in document.repairs if repair.applied]
    assert "readings_differ" in codes(document)


def test_an_amount_that_we_cannot_read_is_asked_for_and_taken_where_an_identity_counts_it(
    budget_page: MakePage, convert: Convert, asked: Asked
) -> None:
    document = convert(budget_page("1?", "1.25"), {"pdfplumber": lambda text: text.replace("?", "")})
    (repair,) = document.repairs
    assert (repair.kind, repair.before, repair.after, repair.applied) == ("other_reading", "1?1.25", "11.25", True)
    assert document.tables[0].rows[0].values[2] == "11.25"
    assert asked == [("pdfplumber", (1,))]
    assert "unread_amount" not in {problem.code for problem in document.problems}


def test_an_unread_amount_that_no_identity_proves_stays_and_is_said(budget_page: MakePage, convert: Convert) -> None:
    tools: dict[ReaderName, Callable[[str], str | None]] = {
        "pdfplumber": lambda text: text.replace("1?", "9"),
        "camelot-lattice": nothing,
    }
    document = convert(budget_page("1?", "1.25"), tools)
    assert document.tables[0].rows[0].values[2] == "1?1.25"
    assert not [repair for repair in document.repairs if repair.applied]
    assert {"unread_amount", "readings_differ"} <= {problem.code for problem in document.problems}


def test_words_in_a_column_of_amounts_are_no_amount_to_ask_for(budget_page: MakePage) -> None:
    tables = extract(budget_page("见附注", "")).tables
    cells = {cell.text: cell.id for cell in tables[0].cells if cell.text in ("见附注", "2.25")}
    assert not unread_doubts(tables, {cells["见附注"]})
    assert [doubt.cells[0].text for doubt in unread_doubts(tables, set(cells.values()))] == ["2.25"]


def test_a_real_account_whose_prose_and_table_differ_is_no_slip_of_reading(shared: Path) -> None:
    (account,) = (shared / "documents" / "shanghai").glob("*财政局2024年度部门决算.pdf")
    document = extract(account)
    (problem,) = [p for p in document.problems if p.code == "second_reading_agrees"]
    assert problem.subjects == ("t5.r33c1", "t5.r33c3"), "a page break cuts both cells"
    assert not document.repairs and "pdfplumber" not in {page.reading for page in document.pages}
