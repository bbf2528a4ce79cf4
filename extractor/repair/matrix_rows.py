"""Torn indicator-matrix rows put back: slid, fused, doubled and cut cells, lost header and tier cells."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from extractor.document.check import Repair
from extractor.document.matrix_words import MatrixField
from extractor.document.table import Table
from extractor.document.text import without_space
from extractor.repair.cut_cells import join_cut_cells
from extractor.repair.row_alignment import ROLES, Alignment, align_row, is_disturbed, printed_order
from extractor.repair.tier_cells import restore_tiers
from extractor.repair.torn_table import TornMatrix, close_table, find_matrices, open_table

_CLEAR_LEAD = 1.0
"""So much better than the second outcome must the best be; a role's own word is worth 4, a place of its own 1."""
_CLEAR_GAIN = 2.0
"""So much better than the row as printed must the best be."""
_MOST_CONFIDENT = 0.99


def propose_matrix_repairs(
    tables: Sequence[Table], torn: AbstractSet[str], threshold: float = 0.9
) -> tuple[list[Repair], list[Table]]:
    """Put back the rows of the indicator matrices in the tables whose ids are in ``torn``.

    Gives the repairs, those below ``threshold`` not applied, and all tables with the applied ones written into the
    cells' ``text`` (``raw`` stays). A column that the dump cut off is added, blank in ``raw``.
    """
    opened = {table.id: open_table(table) for table in tables if table.id in torn}
    matrices = [matrix for work in opened.values() for matrix in find_matrices(work)]
    repairs = join_cut_cells(matrices, threshold)
    model = _common_header(matrices)
    completed = [_complete_header(matrix, model, repairs) for matrix in matrices if model is not None]
    for matrix in completed:
        for row in matrix.rows:
            repair = _repair_row(matrix, row, threshold)
            if repair is not None:
                repairs.append(repair)
    repairs.extend(restore_tiers(completed, threshold))
    return repairs, [close_table(opened[table.id]) if table.id in opened else table for table in tables]


def _common_header(matrices: Sequence[TornMatrix]) -> TornMatrix | None:
    """The first matrix with the header that most matrices of the document print, the fuller one of two."""
    headers = Counter(_header_of(matrix) for matrix in matrices)
    common = max(headers, key=lambda header: (headers[header], len(header))) if headers else ()
    return next((matrix for matrix in matrices if _header_of(matrix) == common), None)


def _header_of(matrix: TornMatrix) -> tuple[tuple[MatrixField, str], ...]:
    """The header by field and words in order."""
    texts = matrix.torn.texts[matrix.header]
    return tuple((name, without_space(texts[column])) for name, column in matrix.columns.items())


def _complete_header(matrix: TornMatrix, model: TornMatrix, repairs: list[Repair]) -> TornMatrix:
    """Add the columns that siblings print at the right of the header and this one lost, if a row needs one."""
    own, header = tuple(matrix.columns), _header_of(model)
    names = tuple(name for name, _ in header)
    if names[: len(own)] != own or len(names) == len(own) or not set(names) <= set(ROLES):
        return matrix
    columns = dict(matrix.columns)
    first = max(columns.values()) + 1
    columns |= {name: first + place for place, name in enumerate(names[len(own) :])}
    wider = TornMatrix(matrix.torn, matrix.header, matrix.rows, columns)
    places = tuple(columns.get(role) for role in ROLES)
    needed = [_choose(tuple(matrix.torn.texts[row]), places) for row in matrix.rows]
    lost = [ROLES.index(name) for name in names[len(own) :]]
    if not any(best is not None and any(best.values[role] for role in lost) for best, _ in needed):
        return matrix
    before = _row_text(matrix, matrix.header)
    words = dict(header)
    written = (matrix.torn.write(matrix.header, columns[name], words[name]) for name in names[len(own) :])
    subjects = tuple(cell for cell in written if cell is not None)
    evidence = ("the other matrices of the document print these columns", "fused cells hold what belongs in them")
    after = _row_text(matrix, matrix.header)
    made_from = tuple(model.torn.cell_id(model.header, model.columns[name]) for name in names[len(own) :])
    repairs.append(Repair("", "header_restored", subjects, before, after, evidence, (), 0.97, True, made_from))
    return wider


def _repair_row(matrix: TornMatrix, row: int, threshold: float) -> Repair | None:
    texts = tuple(matrix.torn.texts[row])
    columns = tuple(matrix.columns.get(role) for role in ROLES)
    if set(matrix.columns) - set(ROLES):
        return None
    best, lead = _choose(texts, columns)
    if best is None or any(value and columns[role] is None for role, value in enumerate(best.values)):
        return None
    confidence = min(_MOST_CONFIDENT, 0.85 + 0.05 * lead)
    applied = confidence >= threshold
    before = _row_text(matrix, row)
    alternatives = () if lead >= _CLEAR_LEAD else tuple(" | ".join(o.values) for o in align_row(texts, columns)[1:3])
    cells = tuple(matrix.torn.cell_id(row, column) for column in range(len(texts)))
    made_from = tuple(cell for cell, text in zip(cells, texts, strict=True) if without_space(text))
    subjects = _write(matrix, row, best) if applied else cells
    after = " | ".join(best.values)
    evidence = _evidence(best, lead)
    kind = "cell_split" if best.splits else "row_shift"
    confidence = round(confidence, 3)
    return Repair("", kind, subjects, before, after, evidence, alternatives, confidence, applied, made_from)


def _choose(texts: tuple[str, ...], columns: tuple[int | None, ...]) -> tuple[Alignment | None, float]:
    """The best placement of a row and its lead over the second; None where the row stands well as printed."""
    if not is_disturbed(texts, columns):
        return None, 0.0
    outcomes = align_row(texts, columns)
    printed = printed_order(texts, columns)
    if not outcomes or outcomes[0].values == printed:
        return None, 0.0
    as_printed = next((outcome for outcome in outcomes if outcome.values == printed), None)
    if as_printed is not None and outcomes[0].score - as_printed.score < _CLEAR_GAIN:
        return None, 0.0
    lead = outcomes[0].score - outcomes[1].score if len(outcomes) > 1 else 4.0
    return outcomes[0], lead


def _write(matrix: TornMatrix, row: int, best: Alignment) -> tuple[str, ...]:
    wanted = dict.fromkeys(range(len(matrix.torn.texts[row])), "")
    for role, value in zip(ROLES, best.values, strict=True):
        column = _column(matrix, role)
        if column is not None:
            wanted[column] = value
    written = (matrix.torn.write(row, column, value) for column, value in wanted.items())
    return tuple(cell for cell in written if cell is not None)


def _column(matrix: TornMatrix, role: str) -> int | None:
    return next((column for name, column in matrix.columns.items() if name == role), None)


def _evidence(best: Alignment, lead: float) -> tuple[str, ...]:
    evidence = [f"the words fit these columns, {lead:.1f} better than the next placement"]
    if best.dropped:
        evidence.append("printed twice in the row: " + ", ".join(best.dropped))
    tier3, description, target, basis = best.values[2:]
    if target:
        evidence.append(f"{target} reads as a target")
    if tier3 and tier3 in (description, basis):
        evidence.append("name, description or basis agree")
    return tuple(evidence)


def _row_text(matrix: TornMatrix, row: int) -> str:
    return " | ".join(text.strip() for text in matrix.torn.texts[row])
