"""The functional role of each cell: IM-TQA's roles (Zheng et al., ACL 2023) and the column-number row.

IM-TQA gives the name that a row is about now as ``row_index``, now as ``row_attribute``; here it is ``row_attribute``
(corpora/LABELLING.md).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from extractor.classify.cell_layout import PlacedCell
from extractor.classify.cell_role_model import cell_role_model, is_in_reach
from extractor.document.table import Part
from extractor.document.vocabulary import CellRole, ColumnRole

_INDEX_ROLES = frozenset(
    (
        "line_number",
        "function_code",
        "function_class",
        "function_division",
        "function_item",
        "department_economic_code",
        "department_economic_class",
        "department_economic_item",
        "government_economic_code",
    )
)
_LABEL_ROLES = frozenset(("name", "tier1", "tier2", "tier3"))
_LABEL_OF_INDEX: Mapping[CellRole, CellRole] = {"row_index": "row_attribute", "column_index": "column_attribute"}


@dataclass(frozen=True, slots=True)
class Structure:
    """What is known of a table's structure: grid rows count from 0 at the first header row.

    ``roles`` has one role a column; ``parts`` are the matrices of a form, a table without header rows; ``is_known``:
    the kind of the table is one of the field's.
    """

    header_rows: int
    number_rows: Collection[int]
    roles: Sequence[ColumnRole]
    parts: Sequence[Part] = ()
    is_known: bool = True


def cell_roles(cells: Sequence[PlacedCell], structure: Structure) -> tuple[CellRole, ...]:
    """One role for each of ``cells``.

    In a table of a known kind the header and the roles of the columns say it all. The model decides in a form, but for
    its matrices, and in a table of no known kind, but for its column-number rows and columns of codes.
    """
    if structure.header_rows == 0:
        told = _told(cells, is_form=True)
        return tuple(_role_in_form(cell, structure.parts, said) for cell, said in zip(cells, told, strict=True))
    if structure.is_known:
        return tuple(_role_in_table(cell, structure) for cell in cells)
    told = _told(cells, is_form=False)
    return tuple(_role_in_unknown(cell, structure, said) for cell, said in zip(cells, told, strict=True))


def _told(cells: Sequence[PlacedCell], *, is_form: bool) -> tuple[CellRole, ...]:
    """What the model says; of a table too large for it, that all is data."""
    if not is_in_reach(cells):
        return tuple("data" for _ in cells)
    return cell_role_model().tell(cells, is_form=is_form)


def _role_in_table(cell: PlacedCell, structure: Structure) -> CellRole:
    if cell.row in structure.number_rows:
        return "column_number"
    if cell.row < structure.header_rows:
        return "column_attribute"
    role = _column_role(cell, structure)
    if role in _INDEX_ROLES:
        # 合计 merged over the code columns is a label, not a code
        return "row_index" if not cell.raw.strip() or _has_digit(cell) else "row_attribute"
    return "row_attribute" if role in _LABEL_ROLES else "data"


def _role_in_unknown(cell: PlacedCell, structure: Structure, told: CellRole) -> CellRole:
    is_code = cell.row >= structure.header_rows and _column_role(cell, structure) in _INDEX_ROLES
    if is_code or cell.row in structure.number_rows:
        return _role_in_table(cell, structure)
    # the name of a row or a column is a label here, an index only in IM-TQA (LABELLING.md)
    if told in _LABEL_OF_INDEX and not _has_digit(cell):
        return _LABEL_OF_INDEX[told]
    return told


def _column_role(cell: PlacedCell, structure: Structure) -> ColumnRole:
    return structure.roles[cell.column] if cell.column < len(structure.roles) else "other"


def _has_digit(cell: PlacedCell) -> bool:
    return any(character.isdigit() for character in cell.raw)


def _role_in_form(cell: PlacedCell, parts: Sequence[Part], told: CellRole) -> CellRole:
    if told in _LABEL_OF_INDEX and not _has_digit(cell):
        # what is filled in at the head of a form (its name) indexes it in IM-TQA; here it is data
        told = "row_attribute" if told == "row_index" else "data"
    for part in parts:
        below_header = part.first_row + part.header_rows
        if part.first_row <= cell.row < below_header and cell.row + cell.row_span <= below_header:
            return "column_attribute" if cell.raw.strip() else told
        if below_header <= cell.row <= part.last_row and cell.column < len(part.columns):
            return "row_attribute" if part.columns[cell.column].role in _LABEL_ROLES else told
    return told
