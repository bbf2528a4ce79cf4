"""One place where a prediction differs from its label, and how many numbers that place makes wrong."""

from dataclasses import dataclass
from typing import Literal, get_args

from extractor.eval.columns import is_code_column, is_number
from extractor.eval.views import TableView, Text

ErrorKind = Literal[
    "table_missed",
    "tables_merged",
    "table_split",
    "table_extra",
    "row_missed",
    "row_extra",
    "column_missed",
    "column_extra",
    "column_shifted",
    "row_shifted",
    "cells_fused",
    "value_missing",
    "value_wrong",
    "value_extra",
    "unit_wrong",
    "header_path_wrong",
    "row_label_wrong",
]
ERROR_KINDS: tuple[ErrorKind, ...] = get_args(ErrorKind)
"""From the largest place to the smallest: a number that several kinds would explain is laid to the first of them."""


@dataclass(frozen=True, slots=True)
class ErrorPlace:
    """``row`` and ``column`` count body rows and columns from 0: the label's, or the prediction's for what is extra;
    None: all of them. ``numbers`` are the labelled numbers lost there, for what is extra the predicted ones."""

    kind: ErrorKind
    table: str
    row: int | None = None
    column: int | None = None
    expected: str | None = None
    found: str | None = None
    numbers: int = 0


def number_columns(table: TableView) -> tuple[bool, ...]:
    """By column, whether a number in it is an amount: it holds no codes, line numbers or years."""
    return tuple(not is_code_column(path) for path in table.paths)


def count_numbers(row: tuple[Text, ...], amounts: tuple[bool, ...]) -> int:
    """How many texts of a body row are numbers that count."""
    return sum(1 for text, amount in zip(row, amounts, strict=True) if amount and is_number(text))


def count_table_numbers(table: TableView) -> int:
    """How many numbers that count a table's body holds."""
    amounts = number_columns(table)
    return sum(count_numbers(row, amounts) for row in table.rows)
