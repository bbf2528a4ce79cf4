"""All tables of the tidy model, in the order in which they are written, and the rows of a document in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.export.tidy.document_tables import BLOCKS, DOCUMENTS, PAGES, REPORTING_UNITS
from extractor.export.tidy.finding_tables import CHECKS, LINKS, MENTIONS, PROBLEMS, REPAIRS
from extractor.export.tidy.model import Row, TidyTable, Unstorable
from extractor.export.tidy.project_tables import INDICATORS, PROJECT_ITEMS, PROJECTS
from extractor.export.tidy.statement_tables import STATEMENT_LINES
from extractor.export.tidy.table_tables import CELLS, TABLES
from extractor.export.tidy.view import DocumentView

TIDY_TABLES: tuple[TidyTable[Any], ...] = (
    DOCUMENTS,
    REPORTING_UNITS,
    PAGES,
    BLOCKS,
    TABLES,
    CELLS,
    STATEMENT_LINES,
    PROJECTS,
    INDICATORS,
    PROJECT_ITEMS,
    MENTIONS,
    CHECKS,
    REPAIRS,
    PROBLEMS,
    LINKS,
)


@dataclass(frozen=True, slots=True)
class TidyRows:
    """The rows of one document, by table, and what no table could hold."""

    rows: Mapping[str, Sequence[Row]]
    lost: tuple[Unstorable, ...]


def tidy_rows(view: DocumentView) -> TidyRows:
    """The document as rows; the same document gives the same rows in the same order."""
    lost: list[Unstorable] = []
    rows = {table.name: tuple(table.rows(view, lost)) for table in TIDY_TABLES}
    return TidyRows(rows, tuple(lost))
