"""What a reader of the result should know of the whole document."""

from collections.abc import Sequence

from extractor.document.check import Problem
from extractor.document.record import Statement
from extractor.document.table import Table
from extractor.document.vocabulary import DocumentKind
from extractor.normalise.unread import rounded_amounts, unread_amounts
from extractor.sources.sniff import ending_fits

_CLEAR_SCORE = 1.0
"""A join with less is doubtful; the same columns without a title and without a header have twice as much."""


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
    problems += _doubtful_joins(tables)
    known = any(table.kind not in {"other", "contents"} for table in tables)
    if not known and kind == "other":
        text = "No budget, account or performance form was recognised: the prose and any tables are here as found."
        problems.append(Problem("no_disclosure", "warning", text))
    return problems + unread_amounts(tables) + rounded_amounts(tables)


def _doubtful_joins(tables: Sequence[Table]) -> list[Problem]:
    """Pieces of tables that were joined on little evidence, or under a header of other words."""
    problems = []
    for table in tables:
        for join in table.joins:
            if join.taken_back:
                text = (
                    "What begins on this page was at first joined to the table before; it is a table of its own, since"
                    f" {' and '.join(join.taken_back)}."
                )
                problems.append(Problem("join_taken_back", "info", text, join.page, (table.id,)))
                continue
            changed = any(item.kind == "header_changed" for item in join.evidence)
            if not changed and join.score >= _CLEAR_SCORE:
                continue
            said = "its header has other words, which were left out" if changed else "little speaks for it"
            text = f"What goes on on this page was joined to the table before though {said}; compare with the page."
            problems.append(Problem("doubtful_join", "warning", text, join.page, (table.id,)))
    return problems
