"""Evidence of the table as a whole: what it lacks that the tables of budgets have."""

from extractor.confidence.evidence.columns import is_odd
from extractor.confidence.evidence.part import Parts, Signs
from extractor.confidence.table_shape import TableShape

SIGNS: Signs = {
    "form": "either",
    "kind_unknown": "against",
    "no_title": "against",
    "no_unit": "either",
    "joined": "either",
    "few_rows": "either",
    "few_columns": "against",
    "headless_amounts": "against",
    "odd_share": "against",
    "two_numbers_share": "against",
    "merged_body": "either",
}

_FEW_ROWS = 3
_FEW_COLUMNS = 2
_AMOUNTS = 0.3
"""Of so many numbers among its filled cells a table is no form."""


def whole_table_evidence(shape: TableShape, columns: Parts) -> Parts:
    """``headless_amounts``: no header, and a third of what is filled are numbers: what goes on from another table, or a
    header that was not found. ``few_columns``: two at most and no header. ``merged_body``: a body cell over columns."""
    table = shape.table
    filled = ~shape.says("blank")
    numbers = float((shape.says("number") & filled).sum()) / max(1, int(filled.sum()))
    two = shape.says("two_amounts") | shape.says("fused") | shape.says("code_and_words")
    return {
        "form": float(table.header_rows == 0),
        "kind_unknown": float(table.kind == "other"),
        "no_title": float(table.title is None),
        "no_unit": float(table.unit is None),
        "joined": float(len(table.pages) > 1),
        "few_rows": float(len(table.rows) < _FEW_ROWS),
        "few_columns": float(table.header_rows == 0 and shape.columns <= _FEW_COLUMNS),
        "headless_amounts": float(table.header_rows == 0 and numbers > _AMOUNTS),
        "odd_share": float(is_odd(columns).mean()),
        "two_numbers_share": min(1.0, 5.0 * float(two.mean())),
        "merged_body": shape.body & ~shape.plain,
    }
