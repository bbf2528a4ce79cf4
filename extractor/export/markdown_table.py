"""One table as Markdown: a pipe table where no cell is merged, else HTML, which every renderer passes on."""

from collections.abc import Collection, Iterator, Sequence

from extractor.document.table import Cell, Table, slots_of
from extractor.export.markdown_text import escape_html, escape_line

MENDED, FAILED = "†", "‡"
"""Behind a cell that a repair wrote, and behind an amount that the document's own arithmetic contradicts."""
_AMOUNTS = frozenset(("total", "amount", "quantity", "unit_price"))


def render_table(table: Table, mended: Collection[str]) -> Iterator[str]:
    """The table in paragraphs: title, unit and captions, the grid, what its marks mean, notes.

    ``mended`` are the ids of cells that an applied repair wrote.
    """
    if table.title:
        yield f"**{escape_line(table.title)}**"
    said = [f"单位：{table.unit}" if table.unit else "", *table.captions, "（空表）" if table.declared_empty else ""]
    if any(said):
        yield "  \n".join(escape_line(line) for line in said if line)
    rows = table.header_rows + len(table.rows)
    slots = slots_of(table.cells, rows, len(table.columns))
    if slots:
        yield _pipe_table(table, slots, mended) if _is_plain(table) else _html_table(table, slots, mended)
    legend = [*_legend_of_mended(table, mended), *_legend_of_failed(table)]
    if legend:
        yield "  \n".join(legend)
    yield from (escape_line(note) for note in table.notes)


def mark_of(cell: Cell, mended: Collection[str]) -> str:
    """What stands behind the cell's text."""
    return (MENDED if cell.id in mended else "") + (FAILED if cell.check == "failed" else "")


def _is_plain(table: Table) -> bool:
    """Whether a pipe table can say it: one row of heads, nothing merged."""
    return table.header_rows == 1 and all(cell.row_span == cell.column_span == 1 for cell in table.cells)


def _pipe_table(table: Table, slots: Sequence[Sequence[Cell | None]], mended: Collection[str]) -> str:
    lines = ["| " + " | ".join(_inline(cell, mended) for cell in row) + " |" for row in slots]
    rule = "|" + "|".join("---:" if column.role in _AMOUNTS else "---" for column in table.columns) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _inline(cell: Cell | None, mended: Collection[str]) -> str:
    return escape_line(cell.text) + mark_of(cell, mended) if cell is not None else ""


def _html_table(table: Table, slots: Sequence[Sequence[Cell | None]], mended: Collection[str]) -> str:
    lines = ["<table>"]
    for number, row in enumerate(slots):
        name = "th" if number < table.header_rows else "td"
        cells = [
            _html_cell(cell, name, mended, len(slots), len(table.columns))
            for column, cell in enumerate(row)
            if cell is None or (cell.row, cell.column) == (number, column)
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table>"])


def _html_cell(cell: Cell | None, name: str, mended: Collection[str], rows: int, columns: int) -> str:
    if cell is None:
        return f"<{name}></{name}>"
    height, width = min(cell.row_span, rows - cell.row), min(cell.column_span, columns - cell.column)
    spans = (f' rowspan="{height}"' if height > 1 else "") + (f' colspan="{width}"' if width > 1 else "")
    return f"<{name}{spans}>{escape_html(cell.text)}{mark_of(cell, mended)}</{name}>"


def _legend_of_mended(table: Table, mended: Collection[str]) -> Iterator[str]:
    found = [cell for cell in table.cells if cell.id in mended]
    if found:
        shown = "；".join(f"{cell.id} “{escape_line(cell.raw)}”" for cell in found)
        yield f"{MENDED} 已按证据修复，原文为：{shown}"


def _legend_of_failed(table: Table) -> Iterator[str]:
    found = [cell.id for cell in table.cells if cell.check == "failed"]
    if found:
        yield f"{FAILED} 与文内勾稽关系不符：{'、'.join(found)}"
