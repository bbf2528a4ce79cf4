"""Exact numeric-cell F1: is every amount there, in its row, under its header, in its unit?

An item is (table, row label, header path, unit, value) of a body cell whose text is a number and whose column holds
no codes, line numbers or years. Items form a multiset: as many equal ones as stand in both tables are true positives,
the label's others false negatives, the prediction's others false positives.

- Row label: all texts left of the value in its row that are no numbers or dashes (codes and line numbers count as
  texts), joined; in a side-by-side statement (收入 | 支出) only the nearest one.
- Texts are compared free of white space and NFKC-folded, values as decimals (``1,234.50`` = ``1234.5``), the unit is
  the table's. A number of a wrong row, header or unit is wrong: a forgiving variant would hide errors.
- An unpaired labelled table gives false negatives only; an unpaired predicted one that should not be there (see
  ``matching.match_tables``) false positives only.
- A value that the label does not know is left out on both sides and counted; an unknown text is
  left out of row labels, an unknown path or unit agrees with what stands in its place.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extractor.document.number import read_amount
from extractor.eval.columns import code_columns_of, number_of, predicted_code_columns
from extractor.eval.comparison import Comparison
from extractor.eval.matching import TablePair
from extractor.eval.score import Counts, Scores
from extractor.eval.views import UNKNOWN, Missing, Path, TableView, Text, normal

SIDE_BY_SIDE = frozenset({"revenue_expenditure_summary", "fiscal_appropriation_summary"})
"""Table kinds whose rows hold several concepts beside each other."""

Item = tuple[str, str, str, Decimal]
"""Row label, header path, unit, value."""


def measure(comparison: Comparison) -> Scores:
    """The counts over all tables of a document."""
    total = Counts()
    for pair in comparison.tables.pairs:
        total += _pair_counts(pair)
    for table in comparison.tables.missed:
        items, unknown = numeric_items(table, code_columns_of(table), side_by_side=table.kind in SIDE_BY_SIDE)
        total += Counts(false_negative=items.total(), unknown=unknown)
    for table in comparison.tables.extra:
        items, _ = numeric_items(table, code_columns_of(table), side_by_side=table.kind in SIDE_BY_SIDE)
        total += Counts(false_positive=items.total())
    return {"numeric_cells": total}


def _pair_counts(pair: TablePair) -> Counts:
    """What a column holds and whether the sides stand beside each other, the label decides for both."""
    codes = code_columns_of(pair.label)
    predicted_codes = predicted_code_columns(pair)
    beside = pair.label.kind in SIDE_BY_SIDE
    known, unknown = numeric_items(pair.label, codes, side_by_side=beside)
    said, _ = numeric_items(pair.predicted, predicted_codes, side_by_side=beside)
    return Counts((known & said).total(), (said - known).total(), (known - said).total(), unknown)


def numeric_items(
    table: TableView, code_columns: Mapping[int, bool], *, side_by_side: bool
) -> tuple[Counter[Item], int]:
    """The items of one table, and how many of its values outside code columns are unknown."""
    items: Counter[Item] = Counter()
    unknown = 0
    unit = _marked(table.unit)
    for row in table.rows:
        unknown += sum(text is UNKNOWN and not code_columns[column] for column, text in enumerate(row))
        for column, value, label in numbers_of_row(row, code_columns, side_by_side=side_by_side):
            items[label, _path_text(table.paths[column]), unit, value] += 1
    return items, unknown


def numbers_of_row(
    row: Sequence[Text], code_columns: Mapping[int, bool], *, side_by_side: bool
) -> Iterator[tuple[int, Decimal, str]]:
    """Each number of a body row: its column, its value and its row label."""
    labels: list[str] = []
    for column, text in enumerate(row):
        value = None if code_columns[column] else number_of(text)
        if value is not None:
            yield column, value, (labels[-1] if labels else "") if side_by_side else "\n".join(labels)
        elif isinstance(text, str) and _is_words(text, code=code_columns[column]):
            labels.append(normal(text))


def _is_words(text: str, *, code: bool) -> bool:
    """Whether the text labels its row: words or a code, no amount, percentage, blank or dash."""
    words = normal(text)
    is_code = code or (words.isdigit() and number_of(text) is None)
    return bool(words) and (is_code or read_amount(words.rstrip("%")) is None)


def _marked(text: Text) -> str:
    return "<unknown>" if isinstance(text, Missing) else normal(text)


def _path_text(path: Path) -> str:
    return "<unknown>" if isinstance(path, Missing) else "\n".join(map(normal, path))
