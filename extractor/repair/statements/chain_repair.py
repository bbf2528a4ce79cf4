"""One torn table on its way: its printed grids, its model, its rows as they are placed, and what was changed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from extractor.document.column_numbers import StrayNumber
from extractor.document.table import Table
from extractor.document.text import folded
from extractor.repair.statements.block_mapping import CLEAR, Mapping, map_block
from extractor.repair.statements.blocks import Block, numbering
from extractor.repair.statements.column_model import Model, find_model
from extractor.repair.statements.entries import BLANK, Entry, Line
from extractor.repair.statements.findings import Finding, confidence_of, echo_finding, header_finding, page_finding
from extractor.repair.statements.misread_signs import Mend, Style, mend_sign
from extractor.repair.statements.printed_rows import as_printed, expected_columns, left_as_printed
from extractor.repair.statements.row_placement import Placing, Words, place_row
from extractor.repair.statements.row_structure import FusedRow, is_header_echo, is_page_line, part_row, tail_column
from extractor.repair.statements.table_style import style_of

_UNCLEAN: Final = 1.0
_ROWS_ABOVE: Final = 12
"""So far above a row the numbering that it goes on from may stand."""
_SOUND_HEADER: Final = 1.5
_MOST_UNCLEAN_ROWS: Final = 500
"""More ill-fitting rows of one table than this are not placed anew."""


@dataclass(slots=True)
class OpenRow:
    """A row that can be placed in several ways, the printed one among them where that is possible; where it is not,
    the line holds what it prints, with what has no column behind the last one."""

    line: Line
    ways: list[Placing]
    printed: Placing | None


@dataclass(slots=True)
class OpenPair:
    """Two lines that were one, with the ways to part it; ``as_printed`` holds its texts in the model's columns."""

    upper: Line
    lower: Line
    fused: FusedRow
    printed: tuple[Entry, ...]
    as_printed: tuple[Entry, ...]


@dataclass(slots=True)
class ChainRepair:
    """A table's grids with all that was found; ``lines`` are its rows in the model's columns."""

    printed: tuple[Table, ...]
    model: Model
    numbers: int | None
    lines: list[Line]
    row_findings: list[tuple[Line, Finding]] = field(default_factory=list)
    table_findings: list[Finding] = field(default_factory=list)
    open_rows: list[OpenRow] = field(default_factory=list)
    open_pairs: list[OpenPair] = field(default_factory=list)
    undecided: list[Line] = field(default_factory=list)
    """Lines that hold two rows which nothing parts."""
    signs: dict[str, tuple[str, Mend]] = field(default_factory=dict)
    """By printed cell the text with misread signs, and what stands for it since."""
    strays: list[StrayNumber] = field(default_factory=list)
    captions: tuple[str, ...] = ()
    extras: int = 0
    gave_up: bool = False

    def row_of(self, line: Line) -> int:
        return self.rows_of()(line)

    def rows_of(self) -> Callable[[Line], int]:
        """The row of a line, for many lines at once."""
        rows = {id(own): row for row, own in enumerate(self.lines)}
        return lambda line: rows.get(id(line), 0)

    @property
    def is_changed(self) -> bool:
        return (
            len(self.printed) > 1
            or any(f.applied for _, f in self.row_findings)
            or any(f.applied for f in self.table_findings)
        )


def open_chain(
    printed: Sequence[Table],
    blocks: Sequence[Block],
    context: tuple[Sequence[Table], Collection[str], Collection[str]],
    numbered: int | None,
    kept: Collection[str] = frozenset(),
) -> ChainRepair | None:
    """Find the model of a chain's blocks and put each line into its columns; None where nothing tells the columns.

    ``context``: other tables of the document, words of funds that it declares empty, names that it prints. A line with
    one of the printed cells ``kept`` stays as it is.
    """
    siblings, nil, known = context
    model = find_model(blocks, siblings, numbered)
    if model is None:
        return None
    captions = tuple(caption for block in blocks for caption in block.captions)
    repair = ChainRepair(tuple(printed), model, numbered, [], captions=captions)
    if model.printed is None:
        repair.table_findings.append(header_finding(printed[0], model, blocks[0].late))
    headings = {folded(word) for path in model.paths for word in path} | {
        folded(word) for block in blocks for row in block.words for word in row if word
    }
    style = style_of(model, blocks)
    for block in blocks:
        mapping = map_block(block, model, nil)
        if mapping.moved:
            repair.table_findings.append(_block_finding(block, mapping, model))
        if mapping.moved and mapping.margin < _bar(model) and model.printed is not None:
            mapping = Mapping(tuple(n if n < model.width else None for n in range(block.width)), 0.0, False, ())
        for line in block.lines:
            if is_page_line(line.entries):
                repair.table_findings.append(page_finding(line))
                continue
            if is_header_echo(line.entries, mapping.columns, model, headings):
                repair.table_findings.append(echo_finding(line))
                continue
            if has_cell_of(line, kept):
                repair.lines.append(_kept_line(line, mapping.columns, model))
                continue
            _put_line(repair, _mend_signs(repair, line, mapping.columns, style), mapping.columns, known)
    _join_tails(repair, known, kept)
    widen(repair)
    return repair


def has_cell_of(line: Line, cells: Collection[str]) -> bool:
    """Whether a line was made from one of these printed cells."""
    return bool(cells) and any(cell in cells for entry in line.entries for cell in entry.cells)


def _kept_line(line: Line, columns: Sequence[int | None], model: Model) -> Line:
    return Line(left_as_printed(line.entries, columns, model.width), line.number, line.block)


def _mend_signs(
    repair: ChainRepair, line: Line, columns: Sequence[int | None], style: tuple[Style, frozenset[str]]
) -> Line:
    """The line with its amounts and codes without misread signs; what was changed goes into ``repair.signs``."""
    entries = list(line.entries)
    for place, (entry, column) in enumerate(zip(line.entries, columns, strict=True)):
        if column is None or len(entry.cells) != 1:
            continue
        mend = mend_sign(entry.text, repair.model.types[column], *style)
        if mend is not None:
            entries[place] = entry._replace(text=mend.text)
            repair.signs[entry.cells[0]] = (entry.text, mend)
    return Line(entries, line.number, line.block)


def _put_line(repair: ChainRepair, line: Line, columns: Sequence[int | None], known: Collection[str]) -> None:
    model = repair.model
    expected = expected_columns(columns)
    fused = part_row(line.entries, expected, model)
    if fused is not None:
        upper = Line(list(fused.sure[0]), line.number, line.block)
        lower = Line(list(fused.sure[1]), line.number, line.block)
        whole = tuple(left_as_printed(line.entries, columns, model.width))
        repair.open_pairs.append(OpenPair(upper, lower, fused, tuple(line.entries), whole))
        repair.lines += [upper, lower]
        return
    printed = as_printed(line.entries, columns, model)
    line_now = Line(list(line.entries), line.number, line.block)
    repair.lines.append(line_now)
    if printed is not None:
        line_now.entries = list(printed.entries)
        if printed.cost < _UNCLEAN or sum(not entry.is_blank for entry in line.entries) < 2:
            return  # a lone text has no neighbour that would tell where it belongs
    if len(repair.open_rows) >= _MOST_UNCLEAN_ROWS:
        repair.gave_up = True
        ways = []
    else:
        ways = place_row(line.entries, expected, model, Words(_next_number(repair), known, _next_numbering(repair)))
    if printed is None:
        line_now.entries = left_as_printed(line.entries, columns, model.width)
    else:
        ways = [way for way in ways if way.key != printed.key] + [_with_least_cost(printed, ways)]
    if len(ways) > 1 or (ways and printed is None):
        repair.open_rows.append(OpenRow(line_now, ways, printed))


def _with_least_cost(printed: Placing, ways: Sequence[Placing]) -> Placing:
    """The printed way, at what it costs among the others where it is one of them."""
    return next((way for way in ways if way.key == printed.key), printed)


def _next_number(repair: ChainRepair) -> str | None:
    """The line number that comes after the last one placed, where the table has line numbers."""
    column = next((n for n, kind in enumerate(repair.model.types) if kind == "number"), None)
    if column is None or len(repair.lines) < 2:
        return None
    before = repair.lines[-2].entries[column].text.strip()
    return str(int(before) + 1) if before.isdigit() else None


def _next_numbering(repair: ChainRepair) -> dict[int, int]:
    """By column of names the numbering (二十、) that comes after the last one of the rows right above."""
    found: dict[int, int] = {}
    above = repair.lines[-1 - _ROWS_ABOVE : -1]
    for column in (n for n, kind in enumerate(repair.model.types) if kind == "name"):
        last = next((n for line in reversed(above) if (n := numbering(line.entries[column].text.strip()))), None)
        if last is not None:
            found[column] = last + 1
    return found


def _join_tails(repair: ChainRepair, known: Collection[str], stay: Collection[str]) -> None:
    kept: list[Line] = []
    for line in repair.lines:
        column = tail_column(line, kept[-1], repair.model, repair.lines, known) if kept else None
        if column is None or has_cell_of(line, stay) or has_cell_of(kept[-1], stay):
            kept.append(line)
            continue
        above = kept[-1].entries[column]
        tail = line.entries[column]
        kept[-1].entries[column] = Entry(above.text + tail.text, (*above.cells, *tail.cells))
        finding = Finding(
            "split_row", ((0, column),), f"{above.text} / {tail.text}", above.text + tail.text,
            ("the line below holds the rest of the name and nothing else",), 0.95, True,
        )  # fmt: skip
        repair.row_findings.append((kept[-1], finding))
    repair.lines = kept


def widen(repair: ChainRepair) -> None:
    """Rows are as wide as the widest one: what nobody could place stands behind the model's columns."""
    width = repair.model.width
    for line in repair.lines:
        filled = (place for place in range(len(line.entries) - 1, -1, -1) if not line.entries[place].is_blank)
        width = max(width, next(filled, -1) + 1)
    repair.extras = width - repair.model.width
    for line in repair.lines:
        line.entries = [*line.entries[:width], *[BLANK] * (width - len(line.entries))]


def _bar(model: Model) -> float:
    """How far ahead a map must stand to be taken: farther where the header has no fault."""
    return CLEAR if model.printed is None else _SOUND_HEADER * CLEAR


def _block_finding(block: Block, mapping: Mapping, model: Model) -> Finding:
    said = " ".join("-" if column is None else str(column) for column in mapping.columns)
    first = block.table.id
    clear = mapping.margin >= _bar(model)
    return Finding(
        "slid_block", ((-1, 0),), f"columns of {first}", f"columns {said}", mapping.evidence,
        confidence_of(mapping.margin), clear,
    )  # fmt: skip
