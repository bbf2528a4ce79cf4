"""pandas: ``read_excel`` of every sheet without a header, stored values as text; it knows no merged cells."""

from pathlib import Path

import pandas

from .raw import RawAnswer, RawCell, RawLine, RawTable


class PandasSheets:
    """Every sheet as one table, its name as the line above."""

    def version(self) -> str:
        return f"pandas {pandas.__version__}"

    def read(self, path: Path) -> RawAnswer:
        tables: list[RawTable] = []
        lines: list[RawLine] = []
        sheets = pandas.read_excel(path, sheet_name=None, header=None, dtype=str, keep_default_na=False)
        for page, (name, frame) in enumerate(sheets.items(), start=1):
            lines.append(RawLine(page, (0.0, 0.0, 1.0, 1.0), str(name)))
            rows = frame.values.tolist()
            cells = tuple(
                RawCell(row, column, str(value))
                for row, values in enumerate(rows)
                for column, value in enumerate(values)
            )
            if cells:
                box = (0.0, 1.0, 1.0, 1.0 + len(rows))
                tables.append(RawTable(page, box, len(rows), len(rows[0]), cells, spans_known=False))
        return RawAnswer(tuple(tables), tuple(lines))
