"""What a reader of the result should know of the whole document."""

from collections.abc import Sequence

from extractor.document.check import Problem
from extractor.document.record import Statement
from extractor.document.table import Table
from extractor.document.vocabulary import DocumentKind
from extractor.normalise.unread import rounded_amounts, unread_amounts
from extractor.sources.sniff import ending_fits


def document_problems(
    media_type: str,
    name: str | None,
    tables: Sequence[Table],
    statements: Sequence[Statement],
    kind: DocumentKind,
) -> list[Problem]:
    """What a reader of the result should know of the whole document."""
    problems = []
    if not ending_fits(media_type, name):
        text = f"The file is {media_type} by its content, whatever its ending says; rename it."
        problems.append(Problem("wrong_ending", "info", text))
    for statement in statements:
        amounts = [amount for line in statement.lines for amount in line.amounts]
        if any(amount.mark == "value" and amount.yuan is None and amount.measure != "quantity" for amount in amounts):
            text = "No unit of money is printed at this table: its amounts have no value in 元."
            problems.append(Problem("unit_missing", "warning", text, subjects=(statement.table,)))
    known = any(table.kind not in {"other", "contents"} for table in tables)
    if not known and kind == "other":
        text = "No budget, account or performance form was recognised: the prose and any tables are here as found."
        problems.append(Problem("no_disclosure", "warning", text))
    return problems + unread_amounts(tables) + rounded_amounts(tables)
