"""The states of amounts written to where they are printed: statements, tables, the summary."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.document.check import Check
from extractor.document.record import Mention, Statement
from extractor.document.summary import Summary
from extractor.document.table import Table
from extractor.document.vocabulary import AmountCheck


def mark_statement(statement: Statement, states: Mapping[str, AmountCheck]) -> Statement:
    """The statement with the state of each amount."""
    lines = tuple(
        replace(
            line,
            amounts=tuple(amount.checked(states.get(amount.cell, "unchecked")) for amount in line.amounts),
        )
        for line in statement.lines
    )
    return replace(statement, lines=lines)


def mark_table(table: Table, states: Mapping[str, AmountCheck]) -> Table:
    """The table with the state of each cell that holds an amount."""
    cells = tuple(
        cell.marked(cell.role, cell.confidence, states[cell.id]) if cell.id in states else cell for cell in table.cells
    )
    return replace(table, cells=cells)


def mark_mentions(mentions: Sequence[Mention], checks: Sequence[Check]) -> tuple[Mention, ...]:
    """The mentions with the cells that say the same: those of the checks against a table that pass."""
    cells = {
        check.subjects[0]: check.subjects[1:]
        for check in checks
        if check.rule == "mention_agrees_with_table" and check.status == "pass"
    }
    return tuple(replace(mention, cells=cells.get(mention.id, ())) for mention in mentions)


def summarise(statements: Sequence[Statement], failed_checks: int) -> Summary:
    """Count the checks of all amounts that are neither blank, dash nor zero."""
    checks = Counter(
        amount.check
        for statement in statements
        for line in statement.lines
        for amount in line.amounts
        if amount.mark == "value"
    )
    proved, consistent, failed = checks["proved"], checks["consistent"], checks["failed"]
    return Summary(checks.total(), proved, consistent, failed, checks["unchecked"], failed_checks)
