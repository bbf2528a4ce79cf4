"""A result held against itself: amounts against their cells, 元 against units, counts, and every reference."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from extractor.document.document import Document
from extractor.document.number import read_money
from extractor.document.record import Amount, Project, Statement
from extractor.document.summary import Summary
from extractor.document.table import Cell, Table, row_values, slots_of
from extractor.document.text import without_space
from extractor.document.vocabulary import YUAN_PER_UNIT


def find_broken_references(document: Document) -> Iterator[str]:
    """Each id that is there twice, is named and not there, or is its own ancestor: a line of words for each.

    Where there is one the rest of the result can not be judged.
    """
    ids = Counter(_ids(document))
    yield from (f"{name}: {count} things have this id" for name, count in ids.items() if count > 1)
    named = (*_structure(document), *_names_of_records(document), *_names_of_findings(document))
    yield from (f"{name}: it names {aim}, which is not there" for name, aim in named if aim and aim not in ids)
    for statement in document.statements:
        parents = {line.id: line.parent for line in statement.lines}
        yield from (f"{line.id}: it is its own ancestor" for line in statement.lines if _circles(line.id, parents))


def find_differences(document: Document) -> Iterator[str]:
    """Each place where a result contradicts itself, as a line of words that begins with the id of what is wrong.

    The cells are taken for what the document prints: an amount has its cell's text as ``raw`` and what that text
    reads as ``value``, ``yuan`` is value times unit, rows repeat the cells, a form's money stands in the cells that
    it names, and ``summary`` counts the amounts.
    """
    cells = {cell.id: cell for table in document.tables for cell in table.cells}
    for table in document.tables:
        yield from _rows_of(table)
    for statement in document.statements:
        yield from _amounts_of(statement, cells)
    for project in document.projects:
        yield from _money_of(project, cells)
    counted = count_amounts(document.statements, document.summary.failed_checks)
    if document.summary != counted:
        yield f"summary: the file says {_said(document.summary)}; its amounts are {_said(counted)}"


def count_amounts(statements: Iterable[Statement], failed_checks: int) -> Summary:
    """The summary of what the amounts say of themselves: those that are neither blank, dash nor zero.

    ``failed_checks`` is taken over: only the verification can tell it.
    """
    checks = Counter(
        amount.check
        for statement in statements
        for line in statement.lines
        for amount in line.amounts
        if amount.mark == "value"
    )
    proved, consistent, failed = checks["proved"], checks["consistent"], checks["failed"]
    return Summary(checks.total(), proved, consistent, failed, checks["unchecked"], failed_checks)


def _said(summary: Summary) -> str:
    parts = (f"{getattr(summary, name)} {name}" for name in ("proved", "consistent", "failed", "unchecked"))
    return f"{summary.amounts} amounts, {', '.join(parts)}"


def _ids(document: Document) -> Iterator[str]:
    for part in (document.reporting_units, document.blocks, document.tables, document.statements, document.projects):
        yield from (one.id for one in part)
    for found in (document.mentions, document.checks, document.repairs):
        yield from (one.id for one in found)
    yield from (cell.id for table in document.tables for cell in table.cells)
    yield from (line.id for statement in document.statements for line in statement.lines)


def _structure(document: Document) -> Iterator[tuple[str, str | None]]:
    """Who names what: blocks, tables and statements, and the lines of a statement their parents."""
    yield from ((block.id, block.table) for block in document.blocks)
    yield from ((table.id, table.reporting_unit) for table in document.tables)
    for statement in document.statements:
        yield statement.id, statement.table
        yield statement.id, statement.reporting_unit
        own = {line.id for line in statement.lines}
        for line in statement.lines:
            yield line.id, line.parent if line.parent is None or line.parent in own else f"{line.parent} as a parent"


def _names_of_records(document: Document) -> Iterator[tuple[str, str]]:
    for statement in document.statements:
        yield from ((line.id, amount.cell) for line in statement.lines for amount in line.amounts)
    for project in document.projects:
        yield from ((project.id, table) for table in project.tables)
        yield from ((project.id, cell) for found in project.sources.values() for cell in found)
    for mention in document.mentions:
        yield from ((mention.id, name) for name in (mention.block, *mention.cells))


def _names_of_findings(document: Document) -> Iterator[tuple[str, str]]:
    for check in document.checks:
        yield from ((check.id, subject) for subject in check.subjects)
    for repair in document.repairs:
        yield from ((repair.id, subject) for subject in (*repair.subjects, *repair.made_from))
    for problem in document.problems:
        yield from ((problem.code, subject) for subject in problem.subjects)


def _circles(start: str, parents: Mapping[str, str | None]) -> bool:
    seen = {start}
    line = parents.get(start)
    while line is not None and line not in seen:
        seen.add(line)
        line = parents.get(line)
    return line == start


def _rows_of(table: Table) -> Iterator[str]:
    """``rows`` are the cells again: a text-only table has no cells, then there is nothing to hold them against."""
    rows, columns = table.header_rows + len(table.rows), len(table.columns)
    for number, row in enumerate(table.rows, start=table.header_rows):
        if len(row.values) != columns:
            yield f"{table.id}.r{number}: the row has {len(row.values)} values, the table {columns} columns"
    for cell in table.cells:
        if cell.row + cell.row_span > rows or cell.column + cell.column_span > columns:
            yield f"{cell.id}: the cell reaches beyond the table, which has {rows} rows and {columns} columns"
    slots = slots_of(table.cells, rows, columns)
    for number, row in enumerate(table.rows, start=table.header_rows):
        for column, (said, printed) in enumerate(zip(row.values, row_values(slots[number]), strict=False)):
            if without_space(said or "") != without_space(printed or ""):
                yield f"{table.id}.r{number}c{column}: the row says {said!r}, the cell {printed!r}"


def _amounts_of(statement: Statement, cells: Mapping[str, Cell]) -> Iterator[str]:
    for line in statement.lines:
        for amount in line.amounts:
            if amount.cell in cells:
                yield from (f"{amount.cell} ({line.id}): {words}" for words in _amount(amount, cells[amount.cell]))


def _amount(amount: Amount, cell: Cell) -> Iterator[str]:
    """One amount against its cell and its unit."""
    if without_space(amount.raw) != without_space(cell.text):
        yield f"the amount was read from {amount.raw!r}, the cell says {cell.text!r}"
    money = read_money(_printed(cell))
    if money is None:
        yield f"the amount is {amount.value}, the cell says {cell.text!r}, which is none"
    elif (amount.value, amount.mark) != money.reading[::-1]:
        yield f"the amount is {amount.value} ({amount.mark}), the cell says {cell.text!r}"
    if money is not None and money.unit is not None and amount.unit != money.unit:
        yield f"the amount counts in {amount.unit}, the cell says {cell.text!r}"
    expected = _yuan(amount)
    if amount.yuan != expected:
        yield f"yuan is {amount.yuan}, {amount.value} {amount.unit} are {expected}"
    if amount.value is not None and cell.check != amount.check:
        yield f"the amount is {amount.check}, the cell {cell.check}"


def _printed(cell: Cell) -> str:
    """The text with repairs applied, with the line breaks that may part two numbers where it is as printed."""
    return cell.raw if without_space(cell.raw) == without_space(cell.text) else cell.text


def _yuan(amount: Amount) -> Decimal | None:
    factor = YUAN_PER_UNIT.get(amount.unit or "")
    return None if amount.value is None or factor is None else amount.value * factor


def _money_of(project: Project, cells: Mapping[str, Cell]) -> Iterator[str]:
    """A form's money stands in the cells that it names; a torn cell may print other words beside it."""
    for path, found in project.sources.items():
        part, _, name = path.partition(".")
        value = getattr(getattr(project, part), name, None) if part in ("budget", "mid_term") else None
        if isinstance(value, Decimal):
            text = without_space("".join(cells[cell].text for cell in found if cell in cells)).replace(",", "")
            if str(abs(value)) not in text:
                yield f"{project.id}: {path} is {value}, {' '.join(found)} says {text!r}"
