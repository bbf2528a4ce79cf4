"""A join can be taken back: the pieces come out as they went in."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.document.content import Grid, GridCell, PageInfo
from extractor.document.draft import Draft
from extractor.document.geometry import BBox, Place
from extractor.document.table import slots_of
from extractor.document.uncertain import UncertainCharacter
from extractor.layout.headers import read_header
from extractor.layout.turned_pages import as_displayed
from extractor.tables.join_pieces import split_last
from extractor.tables.joins import join_drafts

TEXTS = st.sampled_from(
    ["", "201", "1.00", "2.00", "社会保障", "支出\n（行政", "事业）", "其中：工资", "合计", "产出指标"]
)


@st.composite
def pieces(draw: st.DrawFn) -> list[Draft]:
    """Two or three pages of one table, its first column merged over rows at will, with or without its header."""
    columns = draw(st.integers(2, 4))
    header = [f"列{n}" for n in range(columns)]
    edges = tuple(100.0 * n for n in range(columns + 1))
    found = []
    for page in range(1, draw(st.integers(2, 3)) + 1):
        shift = draw(st.sampled_from([0.0, 0.0, 2.0, 30.0]))
        rows = draw(st.lists(st.lists(TEXTS, min_size=columns, max_size=columns), min_size=1, max_size=5))
        with_header = page == 1 or draw(st.booleans())
        label_rows = draw(st.integers(1, len(rows)))
        found.append(page_of([header] * with_header + rows, page, tuple(e + shift for e in edges), label_rows))
    return found


def page_of(rows: list[list[str]], page: int, edges: tuple[float, ...], label_rows: int) -> Draft:
    """A draft whose last ``label_rows`` rows share one cell of the first column."""
    first = len(rows) - label_rows
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if c == 0 and r > first:
                continue
            height = label_rows if c == 0 and r == first else 1
            box = BBox(edges[c], 20.0 * r, edges[c + 1], 20.0 * (r + height))
            lines = tuple(BBox(box.x0, box.top, box.x1, box.top + 9) for _ in text.split("\n")) if text else ()
            doubt = (UncertainCharacter(len("".join(text.split())) - 1, text[-1], 0.5),) if text else ()
            cells.append(GridCell(r, c, text, height, 1, (Place(page, box),), line_boxes=lines, uncertain=doubt))
    place = Place(page, BBox(edges[0], 0, edges[-1], 20.0 * len(rows)))
    return Draft(Grid(len(rows), len(edges) - 1, tuple(cells), (place,), column_edges=edges), notes=())


@given(pieces())
def test_joined_pieces_can_be_parted_again(found: list[Draft]) -> None:
    before = list(found)
    items = join_drafts(found, [read_header(draft.grid) for draft in found])
    parted: list[Draft] = []
    for item in items:
        assert isinstance(item, Draft)
        undone: list[Draft] = []
        while item.pieces:
            item, last = split_last(item)
            undone.insert(0, last)
        parted += [item, *undone]
    assert parted == before


@given(pieces(), st.sampled_from([90, 270]))
def test_a_join_of_turned_pages_can_be_taken_back_too(found: list[Draft], turn: int) -> None:
    pages = {n: PageInfo(n, 900, 600) for n in range(1, 4)}
    turns = dict.fromkeys(pages, turn)
    (first, *_) = join_drafts(found, [read_header(draft.grid) for draft in found])
    shown = as_displayed(first, turns, pages)
    assert isinstance(first, Draft) and isinstance(shown, Draft)
    if first.pieces:
        parted, whole = split_last(shown), split_last(first)
        assert [part.grid for part in parted] == [
            item.grid for part in whole if isinstance(item := as_displayed(part, turns, pages), Draft)
        ]


@given(pieces())
def test_a_joined_grid_is_filled_and_overlaps_nowhere(found: list[Draft]) -> None:
    for item in join_drafts(found, [read_header(draft.grid) for draft in found]):
        assert isinstance(item, Draft)
        grid = item.grid
        slots = slots_of(grid.cells, grid.rows, grid.columns)
        assert all(cell is not None for row in slots for cell in row)
        assert sum(cell.row_span * cell.column_span for cell in grid.cells) == grid.rows * grid.columns
