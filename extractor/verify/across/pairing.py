"""Two documents side by side: the facts of each under names that no other document has."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractor.document.document import Document
from extractor.document.document_set import Reference, SetRelation
from extractor.document.record import Amount, Line, Mention, Statement
from extractor.document.table import Table
from extractor.verify.facts import Facts, derived_from, place_of

_MARK = "#"
"""Between a document's path and the id of one of its parts; ids have none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """``one`` is held against ``other``: of the same set, of the year before, or the budget of a final account."""

    one: Facts
    other: Facts
    relation: SetRelation


def facts_of(document: Document, path: str) -> Facts:
    """The document's facts, every id led by the document's path."""

    def named(identity: str) -> str:
        return f"{path}{_MARK}{identity}"

    facts = Facts.gather(
        [_table(table, named(table.id)) for table in document.tables],
        [_statement(statement, path) for statement in document.statements],
        fiscal_year=document.fiscal_year,
        department=document.department,
    )
    derived = {named(cell): frozenset(map(named, origins)) for cell, origins in derived_from(document.repairs).items()}
    return replace(facts, derived=derived, mentions=tuple(_mention(one, path) for one in document.mentions))


def facts_together(parts: Iterable[Facts]) -> Facts:
    """The facts of several documents as if one printed them."""
    listed = list(parts)
    whole = Facts.gather((), [statement for facts in listed for statement in facts.statements])
    tables = {identity: table for facts in listed for identity, table in facts.tables.items()}
    derived = {cell: origins for facts in listed for cell, origins in facts.derived.items()}
    mentions = tuple(mention for facts in listed for mention in facts.mentions)
    year = listed[0].fiscal_year if listed else None
    return replace(whole, tables=tables, derived=derived, mentions=mentions, fiscal_year=year)


def reference_of(subject: str) -> Reference:
    """The document and the part that a subject of a finding names."""
    path, _, identity = subject.rpartition(_MARK)
    return Reference(path, cell=identity) if place_of(identity) else Reference(path, mention=identity)


def document_of(subject: str) -> str:
    """The path of the document that a subject is of."""
    return subject.rpartition(_MARK)[0]


def _table(table: Table, identity: str) -> Table:
    """Only what kind it is: amounts stand in the statements."""
    return replace(table, id=identity, cells=(), rows=())


def _statement(statement: Statement, path: str) -> Statement:
    return replace(
        statement,
        id=f"{path}{_MARK}{statement.id}",
        table=f"{path}{_MARK}{statement.table}",
        lines=tuple(_line(line, path) for line in statement.lines),
    )


def _line(line: Line, path: str) -> Line:
    parent = f"{path}{_MARK}{line.parent}" if line.parent else None
    amounts = tuple(_amount(amount, path) for amount in line.amounts)
    return replace(line, id=f"{path}{_MARK}{line.id}", parent=parent, amounts=amounts)


def _amount(amount: Amount, path: str) -> Amount:
    return replace(amount, cell=f"{path}{_MARK}{amount.cell}")


def _mention(mention: Mention, path: str) -> Mention:
    def named(identity: str | None) -> str | None:
        return f"{path}{_MARK}{identity}" if identity else None

    return replace(
        mention,
        id=f"{path}{_MARK}{mention.id}",
        block=f"{path}{_MARK}{mention.block}",
        parent=named(mention.parent),
        of=named(mention.of),
        cells=(),
    )
