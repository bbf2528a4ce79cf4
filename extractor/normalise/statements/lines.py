"""Body rows → draft lines, one for each row and column group that says something."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.document.record import Amount
from extractor.document.text import folded
from extractor.document.total_words import is_total
from extractor.document.vocabulary import Side, TableKind
from extractor.normalise.numbering import is_of_which
from extractor.normalise.statements.codes import CodeReader, split_leading_code
from extractor.normalise.statements.draft import DraftLine
from extractor.normalise.statements.groups import UNDIVIDED_KINDS, Group
from extractor.normalise.statements.indented_levels import counted_levels, indented_levels, numbered_levels
from extractor.normalise.statements.public_expenses import with_parts
from extractor.normalise.statements.source import StatementSource

_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEAR_OF_ROW = re.compile(r"((?:19|20)\d{2})年(?:度)?(?:预算|决算|执行)?数?")
_LEADING_CODE_SHARE = 0.5
"""Labels are taken for ``code + name`` when this part of a column's filled labels reads so."""
_LABEL_WORDS: dict[TableKind, re.Pattern[str]] = {
    "procurement": re.compile("采购物品|物品名称|采购内容|品目名称|采购品目|采购项目"),
    "project_expenditure": re.compile("项目\\)?名称|^项目$|支出项目"),
    "organisation": re.compile("单位名称|机构名称|名称"),
    "assets": re.compile("项目|资产|名称"),
}
"""Which of several name columns names the row."""


class GroupReader:
    """Reads the lines of one column group of a table, from top to bottom."""

    def __init__(self, source: StatementSource, place: int) -> None:
        self._source = source
        self._groups = source.groups
        self._place = place
        self._group = source.groups[place]
        roles = [column.role for column in source.table.columns]
        self._codes = CodeReader(self._group.codes, roles)
        self._number = self._column_of_numbers([index for index, role in enumerate(roles) if role == "line_number"])
        self._undivided = source.table.kind in UNDIVIDED_KINDS
        self._label_columns = self._columns_of_labels()
        self._has_leading_codes = not self._group.codes and self._labels_begin_with_codes()
        self._stairs = self._find_stairs() if self._undivided else {}

    def _column_of_numbers(self, columns: Sequence[int]) -> int | None:
        """The 行次 or 序号 of this group: the one among its own columns, else the one that numbers the whole rows."""
        start = min(self._group.columns, default=0)
        later = [min(group.columns) for group in self._groups[self._place + 1 :] if group.columns]
        own = [column for column in columns if start <= column < min(later, default=len(self._source.table.columns))]
        return own[0] if own else columns[0] if len(columns) == 1 else None

    def read(self) -> list[DraftLine]:
        """The group's lines; a row that says nothing in this group gives none."""
        lines: list[DraftLine] = []
        indents: list[float] = []
        steps: list[int] = []
        section: str | None = None
        for row, content in enumerate(self._source.table.rows):
            if content.role == "section":
                section = next((value for value in content.values if value), None)
                continue
            line = self._line(row, content.values, section)
            if line is not None:
                lines.append(line)
                indents.append(self._source.indent(row, self._label_column(content.values)))
                steps.append(self._step(content.values))
        levels = indented_levels(lines, indents) if any(indents) else ()
        if not any(levels):
            levels = numbered_levels(lines)
        if not any(levels):
            levels = counted_levels(lines)
        placed = (
            line if level is None else replace(line, depth=level) for line, level in zip(lines, levels, strict=True)
        )
        return with_parts(_of_the_total(list(placed), steps))

    def _line(self, row: int, values: Sequence[str | None], section: str | None) -> DraftLine | None:
        code = self._codes.read(values)
        label_column = self._label_column(values)
        label = (values[label_column] or "") if label_column is not None else ""
        side = self._group.side
        if not label and (self._is_continued(values) or _takes_total(self._groups, self._place, values)):
            label, side = self._label_before(values)
        fused = self._has_leading_codes or label_column in self._group.codes
        if code is None and fused and (split := split_leading_code(label)):
            code, label = split
        read = [(column, self._source.amount(row, column)) for column in self._group.amounts]
        amounts = self._in_years_of_rows(label, [(column, amount) for column, amount in read if amount is not None])
        attributes = self._attributes(row, values, label_column)
        if section:
            attributes["section"] = section
        says_something = label or code or any(amount.mark != "blank" for amount in amounts)
        if not says_something or (self._label_goes_on(values, label_column) and not amounts):
            return None
        if _takes_total(self._groups, self._place + 1, values):
            return None
        return DraftLine(
            side=side,
            number=(values[self._number] or None) if self._number not in (None, label_column) else None,
            label=label,
            code=code,
            amounts=amounts,
            attributes=attributes,
            depth=self._stairs.get(self._step(values)),
            group=attributes.get("group"),
        )

    def _columns_of_labels(self) -> tuple[int, ...]:
        """Columns that may hold the row's label, in printed order: names, and the texts before the amounts."""
        before = min(self._group.amounts, default=len(self._source.table.columns))
        texts = tuple(column for column in self._group.texts if column < before)
        if self._undivided:
            return tuple(sorted(self._group.names + texts))
        return self._group.names or texts

    def _label_column(self, values: Sequence[str | None]) -> int | None:
        """The innermost filled name; of a list the column that names its things; else a word in a code column."""
        filled = [column for column in self._label_columns if values[column]]
        if filled and self._undivided:
            words = _LABEL_WORDS[self._source.table.kind]
            columns = self._source.table.columns
            named = [c for c in filled if columns[c].path and words.search(folded(columns[c].path[-1]))]
            return named[0] if named else filled[0]
        if filled:
            return filled[-1]
        in_codes = (column for column in self._group.codes if (values[column] or "").strip())
        worded = (column for column in in_codes if not folded(values[column] or "").isdigit())
        return next(worded, self._number_merged_over_names(values))

    def _number_merged_over_names(self, values: Sequence[str | None]) -> int | None:
        """The column of serial numbers, where a text in it is merged over the names, or is 合计 beside a blank."""
        number = self._number
        if number is None or not self._label_columns or number + 1 not in self._label_columns:
            return None
        text, beside = values[number] or "", values[number + 1]
        is_name = not folded(text).isdigit() if beside is None else not beside and is_total(text)
        return number if text and is_name else None

    def _attributes(self, row: int, values: Sequence[str | None], label_column: int | None) -> dict[str, str]:
        attributes: dict[str, str] = {}
        outer = [values[column] or "" for column in self._group.names if label_column and column < label_column]
        if not self._undivided and any(outer):
            attributes["group"] = "/".join(text for text in outer if text)
        shown = self._group.texts + (self._group.names if self._undivided else ())
        for column in sorted(shown):
            text = values[column]
            if text and column != label_column:
                attributes[self._path(column)] = text
        for column in self._group.amounts:
            unread = self._source.unread(row, column)
            if unread:
                attributes[self._path(column)] = unread
        return attributes

    def _path(self, column: int) -> str:
        return "/".join(self._source.table.columns[column].path) or f"column {column + 1}"

    def _is_continued(self, values: Sequence[str | None]) -> bool:
        """Whether the label cells of this group are the rest of a cell merged from the group before."""
        return self._place > 0 and bool(self._group.labels) and all(values[c] is None for c in self._group.labels)

    def _label_before(self, values: Sequence[str | None]) -> tuple[str, Side | None]:
        """The label that is merged into this group, with the side of the group that it starts in."""
        for group in reversed(self._groups[: self._place]):
            label = next((text for column in reversed(group.labels) if (text := values[column])), None)
            if label or any(values[column] is not None for column in group.amounts):
                return label or "", group.side
        return "", self._group.side

    def _label_goes_on(self, values: Sequence[str | None], label_column: int | None) -> bool:
        """Whether the label's cell is merged over this group's amounts and on into the next group."""
        later = self._groups[self._place + 1 : self._place + 2]
        return label_column is not None and bool(later) and all(values[c] is None for c in later[0].labels)

    def _in_years_of_rows(self, label: str, read: Sequence[tuple[int, Amount]]) -> tuple[Amount, ...]:
        """The amounts of a row that is called by a year (2024年): they are of that year where the header names none."""
        year = _YEAR_OF_ROW.fullmatch(folded(label))
        return tuple(
            replace(amount, period=year[1]) if year and not _YEAR.search(self._path(column)) else amount
            for column, amount in read
        )

    def _step(self, values: Sequence[str | None]) -> int:
        """The last filled label column of a row; -1 where all are empty."""
        return max((column for column in self._label_columns if values[column]), default=-1)

    def _find_stairs(self) -> dict[int, int]:
        """Level by step, where rows begin in different label columns, each level deeper to the right; else empty."""
        rows = [row.values for row in self._source.table.rows if row.role == "body"]
        starts = {next((column for column in self._label_columns if values[column]), -1) for values in rows} - {-1}
        if len(starts) < 2:
            return {}
        steps = sorted({self._step(values) for values in rows} - {-1})
        return {step: level for level, step in enumerate(steps, 1)}

    def _labels_begin_with_codes(self) -> bool:
        texts = [
            text
            for row in self._source.table.rows
            if (column := self._label_column(row.values)) is not None and (text := row.values[column])
        ]
        return bool(texts) and sum(bool(split_leading_code(t)) for t in texts) >= _LEADING_CODE_SHARE * len(texts)


def _takes_total(groups: Sequence[Group], place: int, values: Sequence[str | None]) -> bool:
    """Whether a total of the group before, whose own amounts are blank, is printed with the amounts of this one, which
    has no label: the label was meant to be merged over what is between."""
    if not 0 < place < len(groups) or any(values[column] for column in groups[place].labels):
        return False
    before = groups[place - 1]
    label = next((text for column in before.labels if (text := values[column])), "")
    is_blank = not any(values[column] for column in before.amounts)
    return is_total(label) and is_blank and any(values[column] for column in groups[place].amounts)


def _of_the_total(lines: Sequence[DraftLine], steps: Sequence[int]) -> list[DraftLine]:
    """The lines, with a 其中 on the first level that is printed over the columns that the total is printed over, while
    the line above it goes on to a later one: it is part of the total, not of that line."""
    totals = {step for line, step in zip(lines, steps, strict=True) if is_total(line.label)}
    befores = (-1, *steps[:-1])
    return [
        replace(line, depth=1)
        if line.depth is None and is_of_which(line.label) and step in totals and step < before
        else line
        for line, step, before in zip(lines, steps, befores, strict=False)
    ]
