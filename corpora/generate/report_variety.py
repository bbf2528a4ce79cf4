"""What sets the tables of one report apart from those of another: where amounts stand, narrow names, blank columns."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.corpora.generate.model import Align
from extractor.corpora.generate.sheet import Fields, Sheet
from extractor.corpora.generate.table_builder import AMOUNT, LEFT, STEP, Column

BLANK_HEAD = "备注"
_BLANK = Column(4.0, "data", "left")
_LEAST_COLUMNS = 3
"""A narrower table gets no blank column."""
_NARROW_NAMES = 8.0
_SUMMARY_COLUMNS = (0, 0, 4, 6)


@dataclass(frozen=True, slots=True)
class Variety:
    """``amounts``: the side on which amounts stand. ``wraps_names``: names break into lines. ``blank_column``: 备注
    without a word, before the amounts (unless they share a heading with what is before them) or behind all columns.
    ``row_rules``: a rule stands over each group of rows. ``summary_columns`` of the statement that sets income beside
    expenditure, 0 where there is none."""

    amounts: Align
    wraps_names: bool
    blank_column: bool
    blank_is_last: bool
    row_rules: bool
    summary_columns: int

    def varied(self, sheet: Sheet) -> Sheet:
        """The sheet with its columns as this report sets them."""
        fields: Fields = tuple((path, self._column(column)) for path, column in sheet.fields)
        if not self.blank_column or len(fields) < _LEAST_COLUMNS:
            return replace(sheet, fields=fields)
        place = [column.align for _, column in sheet.fields].index(AMOUNT.align)
        if self.blank_is_last or fields[place - 1][0][0] == fields[place][0][0]:
            place = len(fields)
        body = [[*row[:place], "", *row[place:]] for row in sheet.body]
        return replace(sheet, fields=(*fields[:place], ((BLANK_HEAD,), _BLANK), *fields[place:]), body=body)

    def ruled_rows(self, sheet: Sheet, header_rows: int) -> tuple[int, ...]:
        """The grid rows under which a rule stands: those before a name that is not indented, if any name is."""
        names = [_name(row) for row in sheet.body]
        if not self.row_rules or not any(name.startswith(STEP) for name in names):
            return ()
        return tuple(
            header_rows + number - 1 for number, name in enumerate(names) if number and not name.startswith(STEP)
        )

    def _column(self, column: Column) -> Column:
        if column.align == AMOUNT.align:
            return replace(column, align=self.amounts)
        if self.wraps_names and column.role == "row_attribute":
            return replace(column, width=min(column.width, _NARROW_NAMES), cap=_NARROW_NAMES)
        return column


def draw_variety(rng: random.Random) -> Variety:
    """The same stream gives the same variety."""
    return Variety(
        amounts=rng.choice(("right", "right", "centre", "left")),
        wraps_names=rng.random() < 0.3,
        blank_column=rng.random() < 0.3,
        blank_is_last=rng.random() < 0.5,
        row_rules=rng.random() < 0.3,
        summary_columns=rng.choice(_SUMMARY_COLUMNS),
    )


def _name(row: Sequence[str]) -> str:
    """The first words of a row that are no code."""
    return next((word for word in row if word not in ("", LEFT) and not word.isdigit()), "")
