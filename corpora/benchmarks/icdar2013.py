"""The ground truth of the ICDAR 2013 table competition (M. Göbel, T. Hassan, E. Oro, G. Orsi, ICDAR 2013).

A document ``x.pdf`` has ``x-str.xml`` (the cells of each table) and ``x-reg.xml`` (the region of each table). Where a
document can be read in two ways, it has a second truth under its name with another last letter and no PDF of its own
(``eu-009a`` and ``eu-009b``).
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.corpora.benchmarks.errors import BenchmarkError
from extractor.document.geometry import BBox

_STRUCTURE, _REGIONS = "-str.xml", "-reg.xml"


@dataclass(frozen=True, slots=True)
class TruthCell:
    """A filled cell at its grid place; ``text`` with its line breaks. Blank cells are not listed."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


@dataclass(frozen=True, slots=True)
class TruthTable:
    """A table on one page (from 1); nothing says which of its cells are header cells."""

    page: int
    cells: tuple[TruthCell, ...]

    @property
    def height(self) -> int:
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class TruthRegion:
    """Where a table stands: PDF points on the page as displayed, origin at the bottom left."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    def bbox(self, page_height: float) -> BBox:
        """The box with the origin at the top left."""
        return BBox(self.left, page_height - self.top, self.right, page_height - self.bottom)


@dataclass(frozen=True, slots=True)
class Truth:
    """One reading of a document."""

    tables: tuple[TruthTable, ...]
    regions: tuple[TruthRegion, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkDocument:
    """A document and its truth; of several ``truths`` each is right."""

    id: str
    path: Path
    truths: tuple[Truth, ...]


def read_icdar2013(folder: Path) -> tuple[BenchmarkDocument, ...]:
    """All documents of a folder of the competition, by name; BenchmarkError where there is none or one is broken."""
    names = {path.name.removesuffix(_STRUCTURE) for path in folder.glob(f"*{_STRUCTURE}")}
    paths = {path.stem: path for path in sorted(folder.glob("*.pdf"))}
    found = []
    for stem, path in paths.items():
        others = {name for name in names - paths.keys() if name[:-1] == stem[:-1]}
        truths = tuple(_read_truth(folder, name) for name in sorted({stem, *others} & names))
        if truths:
            found.append(BenchmarkDocument(stem, path, truths))
    if not found:
        raise BenchmarkError(f"The folder {folder} holds no document of the ICDAR 2013 table competition.")
    return tuple(found)


def _read_truth(folder: Path, name: str) -> Truth:
    structure, regions = (_parse(folder / f"{name}{ending}") for ending in (_STRUCTURE, _REGIONS))
    try:
        return Truth(
            tuple(table for element in structure.iter("table") for table in _tables(element)),
            tuple(map(_region, regions.iter("region"))),
        )
    except (KeyError, ValueError) as error:
        raise BenchmarkError(f"The ground truth of {name} breaks its format: {error!r}.") from error


def _parse(path: Path) -> ElementTree.Element:
    try:
        return ElementTree.parse(path).getroot()  # noqa: S314  the benchmark that the user has chosen
    except (OSError, ElementTree.ParseError) as error:
        raise BenchmarkError(f"The ground truth {path.name} can not be read: {error}.") from error


def _tables(table: ElementTree.Element) -> Iterator[TruthTable]:
    """One table; its regions of further pages go on below it, moved by their increments."""
    regions = list(table.iter("region"))
    if regions:
        cells = tuple(_cell(cell, region) for region in regions for cell in region.iter("cell"))
        yield TruthTable(int(regions[0].attrib["page"]), cells)


def _cell(cell: ElementTree.Element, region: ElementTree.Element) -> TruthCell:
    start_row, start_column = int(cell.attrib["start-row"]), int(cell.attrib["start-col"])
    end_row, end_column = int(cell.get("end-row", start_row)), int(cell.get("end-col", start_column))
    row, column = start_row + int(region.get("row-increment", 0)), start_column + int(region.get("col-increment", 0))
    rows, columns = end_row - start_row + 1, end_column - start_column + 1
    if min(row, column) < 0 or min(rows, columns) < 1:
        raise ValueError(f"a cell at row {row}, column {column} of {rows} x {columns} places")
    return TruthCell(row, column, rows, columns, cell.findtext("content") or "")


def _region(region: ElementTree.Element) -> TruthRegion:
    box = region.find("bounding-box")
    if box is None:
        raise ValueError("a region without a box")
    left, bottom, right, top = (float(box.attrib[edge]) for edge in ("x1", "y1", "x2", "y2"))
    return TruthRegion(int(region.attrib["page"]), left, bottom, right, top)
