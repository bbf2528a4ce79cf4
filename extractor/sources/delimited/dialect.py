"""How a delimited text is delimited: by the character that makes most of its rows equally wide."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final, Literal, NamedTuple

from extractor.errors import CorruptSource

_DELIMITERS: Final = (",", "\t", ";", "|")
_SAID: Final = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
"""The first line in which Excel says the delimiter."""
_SAMPLE_CHARACTERS: Final = 200_000
_SAMPLE_ROWS: Final = 2_000
_MIN_SHARE: Final = 0.5
"""At least so many of the rows with something in them are equally wide; the others are titles and notes."""
_SURE_SHARE: Final = 0.9
_SURE_ROWS: Final = 3
_SURE_COLUMNS: Final = 3
_MOST_LINES_IN_A_CELL: Final = 200
"""A cell of more lines was opened by a quotation mark that nothing closes."""


class Dialect(NamedTuple):
    """``start`` is where the rows begin in the text, ``share`` how many of them have the usual number of cells."""

    delimiter: str
    start: int
    rows: int
    columns: int
    share: float


def find_dialect(text: str) -> Dialect | None:
    """The dialect of a text, None where no delimiter makes a table of it."""
    said = _SAID.match(text)
    if said:
        return _measure(text[said.end() :], said[1])._replace(start=said.end())
    start = 1 if text.startswith("\ufeff") else 0
    sample = text[start : start + _SAMPLE_CHARACTERS]
    if len(text) > start + _SAMPLE_CHARACTERS:
        sample = sample[: sample.rfind("\n") + 1]
    found = [_measure(sample, delimiter) for delimiter in _DELIMITERS]
    best = max(found, key=lambda one: (one.columns > 1, round(one.share, 2), one.columns))
    return best._replace(start=start) if best.columns > 1 and best.share >= _MIN_SHARE else None


def is_surely_delimited(text: str) -> bool:
    """Whether a text under any name is a delimited one: prose does not have the same three commas in every line."""
    sample = text[:_SAMPLE_CHARACTERS]
    if max(sample.count(","), sample.count(";")) < _SURE_ROWS * (_SURE_COLUMNS - 1) * _SURE_SHARE:
        return False
    found = find_dialect(sample)
    return (
        found is not None
        and found.delimiter in ",;"
        and found.rows >= _SURE_ROWS
        and found.columns >= _SURE_COLUMNS
        and found.share >= _SURE_SHARE
    )


def split_rows(text: str, dialect: Dialect) -> tuple[list[list[str]], bool]:
    """The rows of a text and whether its quotation marks pair; where they do not, they are taken as text."""
    body = text[dialect.start :]
    try:
        return list(_parse(body, dialect.delimiter, csv.QUOTE_MINIMAL)), True
    except csv.Error:
        pass
    try:
        return list(_parse(body, dialect.delimiter, csv.QUOTE_NONE)), False
    except csv.Error as error:
        raise CorruptSource(f"This delimited text can not be parted into cells: {error}.") from error


def _measure(sample: str, delimiter: str) -> Dialect:
    if '"' not in sample:
        return _dialect(delimiter, _widths_of_lines(sample, delimiter))
    try:
        rows = list(islice(_parse(sample, delimiter, csv.QUOTE_MINIMAL), _SAMPLE_ROWS))
    except csv.Error:
        rows = list(islice(_parse_lines(sample, delimiter), _SAMPLE_ROWS))
    return _dialect(delimiter, Counter(len(row) for row in rows if any(text.strip() for text in row)))


def _widths_of_lines(sample: str, delimiter: str) -> Counter[int]:
    """How many lines have how many cells, where no quotation mark can hide a delimiter or join two lines."""
    lines = sample.replace("\r\n", "\n").replace("\r", "\n").split("\n", _SAMPLE_ROWS)[:_SAMPLE_ROWS]
    if delimiter not in sample:
        return Counter({1: sum(bool(line) and not line.isspace() for line in lines)})
    return Counter(line.count(delimiter) + 1 for line in lines if line.replace(delimiter, "").strip())


def _dialect(delimiter: str, widths: Counter[int]) -> Dialect:
    if not widths.total():
        return Dialect(delimiter, 0, 0, 0, 0.0)
    columns, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    return Dialect(delimiter, 0, widths.total(), columns, times / widths.total())


def _parse(text: str, delimiter: str, quoting: Literal[0, 3]) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    before = 0
    for texts in reader:
        if reader.line_num - before > _MOST_LINES_IN_A_CELL * max(1, len(texts)):
            raise csv.Error("a cell runs over too many lines")
        before = reader.line_num
        yield texts


def _parse_lines(text: str, delimiter: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        yield line.split(delimiter)
