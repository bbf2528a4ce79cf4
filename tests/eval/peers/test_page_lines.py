"""The lines that peers are given, and the page that every tool reads first."""

from pathlib import Path

from extractor import extract
from extractor.eval.peers.page_lines import read_page_lines
from extractor.eval.peers.probe import probe_pdf


def test_the_probe_is_a_page_with_one_ruled_table(tmp_path: Path) -> None:
    (tmp_path / "probe.pdf").write_bytes(probe_pdf())
    found = read_page_lines(tmp_path / "probe.pdf")
    assert [line.text for line in found.lines] == ["Probe", "Item", "Amount", "Total", "12.50"]
    assert found.pages == 1
    tables = extract(probe_pdf()).tables
    assert [len(table.cells) for table in tables] == [4]


def test_the_demo_s_lines_know_their_pages_and_furniture(demo: Path) -> None:
    found = read_page_lines(next(demo.glob("*.pdf")))
    titles = [line for line in found.lines if line.text == "部门收支总表" and not line.furniture]
    assert {line.page for line in titles} >= {3}
    assert found.pages >= 13
    assert any(line.furniture for line in found.lines)


def test_formats_without_pages_give_no_lines(tmp_path: Path) -> None:
    found = read_page_lines(tmp_path / "a.docx")
    assert (found.lines, found.pages) == ((), 0)
