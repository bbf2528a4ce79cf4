"""Cell-role F1: is every physical cell given its functional role?

Roles are those of IM-TQA (Zheng, Y. et al., IM-TQA: A Chinese Table Question Answering Dataset with Implicit and
Multi-type Table Structures, ACL 2023) and ``column_number`` (栏次). A predicted cell answers the labelled cell whose
first slot is at the same place of the label's grid (``matching.label_places``). A labelled role is right where the
answering cell has the same one. The figure is the unweighted mean of the F1 of the roles that stand on either side.
Cells whose role was not labelled are left out, also on the predicted side; a predicted cell that answers none counts
against its role, as do the cells of unpaired tables against their side. Tables whose cells are not labelled are left
out; where the document has none that are, extra tables are too. A prediction that gives its cells no role at all has
no figure.
"""

from collections.abc import Iterator

from extractor.eval.comparison import Comparison
from extractor.eval.matching import TablePair, label_places
from extractor.eval.score import ABSENT, NO_CLASS, Confusion, Scores
from extractor.eval.views import CellView, TableView


def measure(comparison: Comparison) -> Scores:
    """The confusion over all tables whose roles are labelled, and one score a role as ``cell_roles.<role>``."""
    tables = comparison.tables
    labelled = [table for table in (*(pair.label for pair in tables.pairs), *tables.missed) if _has_roles(table)]
    if not comparison.gives_roles:
        return {"cell_roles": Confusion()}
    found = [roles for pair in tables.pairs if _has_roles(pair.label) for roles in _paired_roles(pair)]
    found += [(role, ABSENT) for table in tables.missed for role in _roles(table)]
    found += [(ABSENT, role) for table in tables.extra if labelled for role in _roles(table)]
    confusion = Confusion.of(found)
    return {"cell_roles": confusion} | {f"cell_roles.{role}": confusion.of_class(role) for role in confusion.classes}


def _has_roles(table: TableView) -> bool:
    return any(cell.role for cell in table.cells or ())


def _roles(table: TableView) -> list[str]:
    return [cell.role for cell in table.cells or () if cell.role]


def _paired_roles(pair: TablePair) -> Iterator[tuple[str, str]]:
    rows, columns = label_places(pair)
    answers: dict[tuple[int, int], CellView] = {}
    extra: list[CellView] = []
    known = {(cell.row, cell.column) for cell in pair.label.cells or ()}
    for cell in pair.predicted.cells or ():
        place = (rows.get(cell.row, -1), columns.get(cell.column, -1))
        if place in known:
            answers[place] = cell
        else:
            extra.append(cell)
    for cell in pair.label.cells or ():
        if cell.role:
            answer = answers.get((cell.row, cell.column))
            yield cell.role, ABSENT if answer is None else answer.role or NO_CLASS
    yield from ((ABSENT, cell.role) for cell in extra if cell.role)
