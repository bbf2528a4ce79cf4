"""What a label's amounts say twice: sums along rows and columns, and amounts that stand in several tables.

An identity is taken by the words and codes around it and must hold exactly in the label; its members are amounts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from extractor.corpora.damage.header_grid import column_sorts
from extractor.corpora.label import LabelTable
from extractor.document.number import read_amount
from extractor.document.total_words import is_grand_total, is_sum

_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、")
_WHOLE_WORDS = frozenset({"金额", "预算数", "决算数"})
_ZERO = Decimal(0)


class Place(NamedTuple):
    """A body cell of the label: table, body row, column, from 0."""

    table: int
    row: int
    column: int

    @property
    def path(self) -> str:
        """The truth path within its table."""
        return f"rows.{self.row}.values.{self.column}"


@dataclass(frozen=True, slots=True)
class Identity:
    """The amount at ``total`` is the sum of those at ``parts``; blanks count as nought."""

    total: Place
    parts: tuple[Place, ...]

    @property
    def members(self) -> frozenset[Place]:
        return frozenset((self.total, *self.parts))

    def holds(self, values: Mapping[Place, Decimal | None]) -> bool:
        return (values.get(self.total) or _ZERO) == sum((values.get(part) or _ZERO for part in self.parts), _ZERO)


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of a label's tables (None: a blank or a dash) and the identities that they keep."""

    values: Mapping[Place, Decimal | None]
    identities: tuple[Identity, ...]


def read_amounts(tables: Mapping[int, LabelTable]) -> Amounts:
    """The amounts of tables without unknown values, by their index in the label."""
    sheets = [_read_sheet(table, index) for index, table in tables.items()]
    values = {place: value for sheet in sheets for place, value in sheet.values.items()}
    found = [identity for sheet in sheets for identity in (*_along_rows(sheet), *_along_columns(sheet))]
    kept = [identity for identity in found if identity.holds(values) and values.get(identity.total)]
    return Amounts(values, (*kept, *_said_twice(sheets, values)))


@dataclass(frozen=True, slots=True)
class _Sheet:
    index: int
    paths: tuple[tuple[str, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    amounts: tuple[int, ...]
    codes: tuple[int, ...]
    values: Mapping[Place, Decimal | None]

    def leaf(self, column: int) -> str:
        return self.paths[column][-1] if self.paths[column] else ""

    def label(self, row: int, column: int) -> str:
        """The words in the nearest column of words on the left; a total may stand further left, merged over more."""
        left = [self.texts[row][c] for c in range(column - 1, -1, -1) if c not in self.amounts and c not in self.codes]
        first = next((text for text in left if text), "")
        return first if left[:1] == [first] or is_sum(first) else ""

    def code(self, row: int, column: int) -> str:
        """The budget code of the row on the side of an amount column; 类 款 项 in columns of their own make one."""
        last = next((c for c in range(column - 1, -1, -1) if c in self.codes), None)
        if last is None:
            return ""
        own = list(takewhile(lambda c: c in self.codes, range(last, -1, -1)))[::-1]
        parts = [self.texts[row][c] for c in own]
        code = "".join(part if n == 0 or len(part) != 1 else f"0{part}" for n, part in enumerate(parts))
        return code if _CODE.fullmatch(code) else ""


def _read_sheet(table: LabelTable, index: int) -> _Sheet:
    sorts = column_sorts(table)
    texts = tuple(
        tuple(value if isinstance(value, str) else "" for value in row.values)
        for row in table.rows
        if isinstance(row.values, list)
    )
    amounts = tuple(c for c, sort in enumerate(sorts) if sort == "amount")
    values = {
        Place(index, row, c): reading.value if (reading := read_amount(words[c])) else None
        for row, words in enumerate(texts)
        for c in amounts
    }
    paths = tuple(tuple(str(word) for word in column.path) for column in table.columns if isinstance(column.path, list))
    serial = ("序号", "行次", "栏次")
    codes = tuple(
        c for c, sort in enumerate(sorts) if sort == "code" and not (paths[c] and paths[c][-1].startswith(serial))
    )
    return _Sheet(index, paths, texts, amounts, codes, values)


def _along_rows(sheet: _Sheet) -> Iterator[Identity]:
    """A column of a sum and its parts beside it, where that holds in every row."""
    for total in sheet.amounts:
        if not is_sum(sheet.leaf(total)):
            continue
        parts = _parts_beside(sheet, total)
        own = [
            Identity(Place(sheet.index, row, total), tuple(Place(sheet.index, row, part) for part in parts))
            for row in range(len(sheet.texts))
        ]
        if parts and all(identity.holds(sheet.values) for identity in own):
            yield from own


def _parts_beside(sheet: _Sheet, total: int) -> list[int]:
    """The columns under the same parent; a group of them that has its own sum counts by that only."""
    depth = len(sheet.paths[total]) - 1
    parent = sheet.paths[total][:depth]
    siblings = [c for c in sheet.amounts if c != total and sheet.paths[c][:depth] == parent]
    parts = []
    for column in siblings:
        path = sheet.paths[column]
        group = [c for c in siblings if len(path) > depth + 1 and sheet.paths[c][: depth + 1] == path[: depth + 1]]
        sums = [c for c in group if is_sum(sheet.leaf(c)) and len(sheet.paths[c]) == depth + 2]
        if not sums or column in sums:
            parts.append(column)
    return parts


def _along_columns(sheet: _Sheet) -> Iterator[Identity]:
    for column in sheet.amounts:
        codes = {row: code for row in range(len(sheet.texts)) if (code := sheet.code(row, column))}
        if codes and len(set(codes.values())) == len(codes):
            yield from _by_code(sheet, column, codes)
        elif not codes:
            yield from _by_label(sheet, column)


def _by_code(sheet: _Sheet, column: int, codes: Mapping[int, str]) -> Iterator[Identity]:
    """A code is the sum of the codes one level below it, a row 合计 of the highest ones."""
    place = {row: Place(sheet.index, row, column) for row in range(len(sheet.texts))}
    for row, code in codes.items():
        children = [place[r] for r, c in codes.items() if len(c) == len(code) + 2 and c.startswith(code)]
        if children:
            yield Identity(place[row], tuple(children))
    highest = min(map(len, codes.values()))
    for row in place:
        if row not in codes and any(is_grand_total(text) for text in sheet.texts[row]):
            yield Identity(place[row], tuple(place[r] for r, c in codes.items() if len(c) == highest))


def _by_label(sheet: _Sheet, column: int) -> Iterator[Identity]:
    """A sum is that of the rows above it, of the numbered ones (一、) where there are any, since the sum
    before, or with it."""
    since: list[int] = []
    before: list[Place] = []
    for row in range(len(sheet.texts)):
        label, place = sheet.label(row, column), Place(sheet.index, row, column)
        if not is_sum(label):
            since += [row] if label else []
            continue
        numbered = [r for r in since if _NUMBERED.match(sheet.label(r, column))]
        parts = tuple(Place(sheet.index, r, column) for r in numbered or since)
        for identity in (Identity(place, parts), Identity(place, (*before, *parts))):
            if identity.parts and identity.holds(sheet.values):
                yield identity
                break
        since, before = [], [place]


def _said_twice(sheets: Sequence[_Sheet], values: Mapping[Place, Decimal | None]) -> Iterator[Identity]:
    """Amounts of one code and one measure in two tables, where they are equal."""
    said: dict[tuple[str, str], list[Place]] = {}
    for sheet in sheets:
        for column in sheet.amounts:
            leaf = sheet.leaf(column)
            measure = "合计" if is_sum(leaf) or leaf in _WHOLE_WORDS else leaf
            for row in range(len(sheet.texts)):
                code = sheet.code(row, column)
                if code and measure:
                    said.setdefault((code, measure), []).append(Place(sheet.index, row, column))
    for places in said.values():
        for one in places:
            for other in places:
                if one.table < other.table and values[one] and values[one] == values[other]:
                    yield Identity(one, (other,))
