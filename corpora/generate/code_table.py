"""A table by classification code: code and name, then one amount a measure; the total on top or at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.corpora.generate.code_names import economic_names, function_names
from extractor.corpora.generate.figures import ZERO
from extractor.corpora.generate.measures import Measure
from extractor.corpora.generate.money import MoneyStyle
from extractor.corpora.generate.sheet import Fields, Path
from extractor.corpora.generate.table_builder import AMOUNT, INDEX, LEFT, NAME, STEP

TotalPlace = Literal["top", "bottom"]


@dataclass(frozen=True, slots=True)
class CodeLayout:
    """``code_paths``: one column for the whole code, or one for each level (类 款 项). ``total_merged``: the total's
    word stands in a cell over code and name, else beside a blank code. ``line_number``: the path of a column of line
    numbers before the code, empty for none. ``trims_code``: 7 for 07 in the columns of the lower levels."""

    code_paths: tuple[Path, ...]
    name_path: Path
    total: str = "合计"
    total_place: TotalPlace = "top"
    total_merged: bool = False
    line_number: Path = ()
    has_total: bool = True

    @property
    def before(self) -> int:
        """How many columns stand before the amounts."""
        return bool(self.line_number) + len(self.code_paths) + 1


Columns = tuple[tuple[Path, Measure], ...]
"""The header path and the amount by code of each column of amounts."""


def fields_of(layout: CodeLayout, columns: Columns) -> Fields:
    """The columns of the table with their header paths."""
    numbered = ((layout.line_number, INDEX),) if layout.line_number else ()
    codes = tuple((path, INDEX) for path in layout.code_paths)
    return (*numbered, *codes, (layout.name_path, NAME), *((path, AMOUNT) for path, _ in columns))


def function_body(layout: CodeLayout, columns: Columns, codes: Sequence[str], money: MoneyStyle) -> list[list[str]]:
    """A row for each function code, and the total of all."""
    return _body(layout, columns, [(code, len(code) // 2 - 1, function_names()) for code in codes], money)


def economic_body(layout: CodeLayout, columns: Columns, codes: Sequence[str], money: MoneyStyle) -> list[list[str]]:
    """A row for each economic code (given with its parents), and the total of all."""
    return _body(layout, columns, [(code, len(code) // 5, economic_names()) for code in codes], money)


def blank_body(layout: CodeLayout, columns: Columns, rows: int) -> list[list[str]]:
    """Blank rows, with the word of the total where the layout has it."""
    blank = [[""] * (layout.before + len(columns)) for _ in range(rows)]
    if not layout.has_total:
        return blank
    total = [*_total_words(layout), *[""] * len(columns)]
    return [total, *blank] if layout.total_place == "top" else [*blank, total]


def split_code(code: str, columns: int) -> list[str]:
    """A code in one column, or its levels in several: 201 05 07."""
    if columns == 1:
        return [code]
    levels = [code[:3], code[3:5], code[5:7]]
    return levels[:columns]


def _body(
    layout: CodeLayout, columns: Columns, codes: Sequence[tuple[str, int, Mapping[str, str]]], money: MoneyStyle
) -> list[list[str]]:
    rows = []
    for code, level, names in codes:
        words = [*split_code(code, len(layout.code_paths)), STEP * level + names[code]]
        rows.append([*words, *(money.text(measure(code)) for _, measure in columns)])
    if layout.line_number:
        rows = [["", *row] for row in rows]
    if layout.has_total:
        total = [*_total_words(layout), *(money.text(measure("")) for _, measure in columns)]
        rows = [total, *rows] if layout.total_place == "top" else [*rows, total]
    if layout.line_number:
        rows = [[str(number), *row[1:]] for number, row in enumerate(rows, start=1)]
    return rows


def _total_words(layout: CodeLayout) -> list[str]:
    codes = len(layout.code_paths)
    words = [layout.total, *[LEFT] * codes] if layout.total_merged else [*[""] * codes, layout.total]
    return ["", *words] if layout.line_number else words


def has_amounts(columns: Columns) -> bool:
    """Whether the table has anything to print."""
    return any(measure("") != ZERO for _, measure in columns)
