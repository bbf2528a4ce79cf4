"""The tables as texts, a file each: CSV and JSON lines."""

import csv
import json
from contextlib import ExitStack
from decimal import Decimal
from typing import TextIO

from extractor.export.tidy.formula_guard import guarded
from extractor.export.tidy.model import Row
from extractor.export.tidy.staging import Stage
from extractor.export.tidy.tables import TIDY_TABLES, TidyRows
from extractor.export.tidy.values import Value, decimal_text
from extractor.export.tidy.view import DocumentView


class JsonLines:
    """``<table>.jsonl``: an object a row with every column, decimals as strings of all their digits, UTF-8."""

    def __init__(self, stage: Stage) -> None:
        self._files = ExitStack()
        self._streams: dict[str, TextIO] = {}
        for table in TIDY_TABLES:
            path = stage.path(f"{table.name}.jsonl")
            self._streams[table.name] = self._files.enter_context(path.open("w", encoding="utf-8", newline="\n"))

    def add(self, view: DocumentView, tidy: TidyRows) -> None:
        for table in TIDY_TABLES:
            names, stream = table.names, self._streams[table.name]
            for row in tidy.rows[table.name]:
                line = dict(zip(names, map(_json_value, row), strict=True))
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")

    def finish(self) -> tuple[str, ...]:
        self.close()
        return ()

    def close(self) -> None:
        self._files.close()


class CsvFiles:
    """``<table>.csv`` (RFC 4180): a line of names, then a line a row; nothing stands for no value.

    ``guard`` puts an apostrophe before texts that a spreadsheet would take for formulas; numbers are written as they
    are. ``mark`` begins each file with a byte order mark, by which Excel knows UTF-8.
    """

    def __init__(self, stage: Stage, *, guard: bool = True, mark: bool = True, folder: str = "") -> None:
        self._files = ExitStack()
        self._guard = guard
        self._streams: dict[str, TextIO] = {}
        for table in TIDY_TABLES:
            path = stage.path(f"{folder}{table.name}.csv")
            encoding = "utf-8-sig" if mark else "utf-8"
            stream = self._files.enter_context(path.open("w", encoding=encoding, newline=""))
            csv.writer(stream).writerow(table.names)
            self._streams[table.name] = stream

    def add(self, view: DocumentView, tidy: TidyRows) -> None:
        for name, rows in tidy.rows.items():
            csv.writer(self._streams[name]).writerows(map(self._line, rows))

    def finish(self) -> tuple[str, ...]:
        self.close()
        return ()

    def close(self) -> None:
        self._files.close()

    def _line(self, row: Row) -> list[str]:
        return [self._text(value) for value in row]

    def _text(self, value: Value) -> str:
        if isinstance(value, str):
            return guarded(value) if self._guard else value
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return decimal_text(value) if isinstance(value, Decimal) else repr(value)


def _json_value(value: Value) -> Value:
    return decimal_text(value) if isinstance(value, Decimal) else value
