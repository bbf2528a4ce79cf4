"""The competition's ground truth read as typed values; what is broken in it is named."""

from pathlib import Path

import pytest

from extractor.corpora.benchmarks.errors import BenchmarkError
from extractor.corpora.benchmarks.icdar2013 import Truth, TruthCell, read_icdar2013
from extractor.document.geometry import BBox

STRUCTURE = """<?xml version="1.0"?>
<document filename="one.pdf"><table id="1">
<region id="1" page="2" row-increment="-1" col-increment="0">
<cell id="1" start-col="0" end-col="1" start-row="1"><bounding-box x1="1" x2="2" y1="1" y2="2"/>
<content>Head
line</content></cell>
<cell id="2" start-col="1" start-row="2" end-row="3"><content>7</content></cell>
</region>
<region id="2" page="3" row-increment="3"><cell id="3" start-col="0" start-row="0"><content/></cell></region>
</table></document>"""
REGIONS = """<document><table id="1"><region id="1" page="2"><instruction instr-id="3"/>
<bounding-box x1="10" y1="20" x2="110" y2="70"/></region></table></document>"""


def write(folder: Path, name: str, structure: str = STRUCTURE, regions: str = REGIONS) -> None:
    (folder / f"{name}-str.xml").write_text(structure, encoding="utf-8")
    (folder / f"{name}-reg.xml").write_text(regions, encoding="utf-8")


def test_cells_are_moved_by_their_region_and_boxes_turned_to_the_top(tmp_path: Path) -> None:
    write(tmp_path, "one")
    (tmp_path / "one.pdf").touch()
    (document,) = read_icdar2013(tmp_path)
    assert (document.id, document.path) == ("one", tmp_path / "one.pdf")
    (truth,) = document.truths
    (table,) = truth.tables
    assert table.cells == (TruthCell(0, 0, 1, 2, "Head\nline"), TruthCell(1, 1, 2, 1, "7"), TruthCell(3, 0, 1, 1, ""))
    assert (table.page, table.height, table.width) == (2, 4, 2)
    assert truth.regions[0].bbox(100) == BBox(10, 30, 110, 80)


def test_a_second_truth_belongs_to_the_pdf_of_its_name(tmp_path: Path) -> None:
    for name in ("one-a", "one-b", "two"):
        write(tmp_path, name)
    for name in ("one-a", "two", "three"):
        (tmp_path / f"{name}.pdf").touch()
    documents = {document.id: len(document.truths) for document in read_icdar2013(tmp_path)}
    assert documents == {"one-a": 2, "two": 1}


@pytest.mark.parametrize(
    ("structure", "regions", "said"),
    [
        ("<document", REGIONS, r"one-str\.xml can not be read"),
        (STRUCTURE.replace('start-col="0"', ""), REGIONS, "one breaks its format: KeyError"),
        (STRUCTURE.replace('end-row="3"', 'end-row="1"'), REGIONS, "a cell at row 1, column 1 of 0 x 1 places"),
        (STRUCTURE, REGIONS.replace("bounding-box", "box"), "a region without a box"),
    ],
)
def test_a_broken_truth_is_named(tmp_path: Path, structure: str, regions: str, said: str) -> None:
    write(tmp_path, "one", structure, regions)
    (tmp_path / "one.pdf").touch()
    with pytest.raises(BenchmarkError, match=said):
        read_icdar2013(tmp_path)


def test_a_folder_without_the_benchmark_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="holds no document"):
        read_icdar2013(tmp_path)
    write(tmp_path, "one")
    (tmp_path / "one-reg.xml").unlink()
    (tmp_path / "one.pdf").touch()
    with pytest.raises(BenchmarkError, match=r"one-reg\.xml can not be read"):
        read_icdar2013(tmp_path)


def test_the_european_half_is_whole(shared: Path) -> None:
    """Counted by hand in the files: 27 PDF, one of them with two truths, and a region a table."""
    documents = read_icdar2013(shared / "benchmarks" / "icdar2013-eu")
    assert len(documents) == 27
    assert [document.id for document in documents if len(document.truths) == 2] == ["eu-009a"]
    assert all(
        isinstance(truth, Truth) and len(truth.tables) == len(truth.regions)
        for document in documents
        for truth in document.truths
    )
