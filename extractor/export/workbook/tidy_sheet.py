"""A tidy table as a sheet: a line of names, then a line a row, up to what a sheet can hold."""

from collections.abc import Iterable
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from extractor.export.tidy.model import Row, TidyTable
from extractor.export.workbook.cells import MOST_CHARACTERS, MOST_ROWS, value_cell

_BOLD = Font(bold=True)


class TidySheet:
    """Rows of one table on one sheet; ``left_out`` counts the rows for which there was no room, ``cut`` the texts."""

    def __init__(self, sheet: Worksheet, table: TidyTable[Any], most_rows: int = MOST_ROWS) -> None:
        self._sheet = sheet
        self._room = most_rows - 1
        self._name = table.name
        self.left_out = 0
        self.cut = 0
        sheet.freeze_panes = "A2"
        names = [WriteOnlyCell(sheet, name) for name in table.names]
        for cell in names:
            cell.font = _BOLD
        sheet.append(names)

    def add(self, rows: Iterable[Row]) -> None:
        """Append rows while there is room."""
        for row in rows:
            if not self._room:
                self.left_out += 1
                continue
            self._room -= 1
            self.cut += sum(isinstance(value, str) and len(value) > MOST_CHARACTERS for value in row)
            self._sheet.append([value_cell(self._sheet, value) for value in row])

    def remarks(self) -> list[str]:
        """What could not be written, in words."""
        said = []
        if self.left_out:
            said.append(f"sheet {self._name}: {self.left_out} rows were left out: a sheet holds {MOST_ROWS} rows.")
        if self.cut:
            said.append(f"sheet {self._name}: {self.cut} texts were cut: a cell holds {MOST_CHARACTERS} characters.")
        return said
