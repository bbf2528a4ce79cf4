"""Rows of torn forms that are still not as the others: said, where nothing was clear enough to be changed."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractor.document.check import Problem, Repair
from extractor.document.table import Table
from extractor.document.text import without_space
from extractor.repair.forms.form_parts import TornMatrix, find_form_tables, find_matrices
from extractor.repair.forms.label_rows import blank_values
from extractor.repair.forms.lexicon import Lexicon
from extractor.repair.forms.matrix_slots import fills_tier2, matrix_slots
from extractor.repair.forms.row_alignment import GIVEN_UP, printed_order
from extractor.repair.forms.row_disturbance import has_stray_words
from extractor.repair.forms.row_pieces import cuts_of
from extractor.repair.forms.row_slots import Slot
from extractor.repair.torn_table import open_table


def find_doubts(tables: Sequence[Table], torn: AbstractSet[str], repairs: Sequence[Repair]) -> list[Problem]:
    """A problem ``torn_row`` for each row of a form in the tables ``torn`` that may be torn or incomplete.

    A row of an indicator matrix with a text that has no column, a blank that the other rows fill, a tier word or a
    target in another column, or two texts in one cell; a label row without a value that all other forms print; and
    every row for which a repair was weighed and not applied; ``repair_given_up`` where its search reached its bound.
    ``tables`` are those with the repairs applied.
    """
    opened = [open_table(table) for table in tables if table.id in torn]
    matrices = [matrix for work in opened for matrix in find_matrices(work)]
    forms = {work.table.id for work in find_form_tables(opened)}
    lexicon = Lexicon(text for work in opened for row in work.texts for text in row)
    always = fills_tier2(matrices)
    told: dict[str, tuple[str, tuple[str, ...]]] = {}
    for matrix in matrices:
        slots = [_with_tier(slot, always) for slot in matrix_slots(matrix, matrices)]
        for row in matrix.rows:
            reason = _doubt(matrix.torn.texts[row], slots, lexicon)
            if reason is not None:
                told[f"{matrix.torn.table.id}.r{row}"] = reason, _cells(matrix, row)
    for cell in blank_values(tables, torn):
        told.setdefault(cell.rpartition("c")[0], ("it lacks a value that the other forms print", (cell,)))
    given_up: list[Problem] = []
    for repair, cells in _unapplied(repairs, forms):
        name = cells[0].rpartition("c")[0]
        if repair.kind == GIVEN_UP:
            text = f"The repair of row {name} was given up at its bound: it is as printed."
            given_up.append(Problem("repair_given_up", "warning", text, subjects=cells))
        else:
            told.setdefault(name, (f"it may read {repair.after!r}", cells))
    return given_up + [
        Problem("torn_row", "warning", f"Row {name} may be torn: {reason}. Compare it with the text.", None, cells)
        for name, (reason, cells) in told.items()
    ]


def _with_tier(slot: Slot, always: bool) -> Slot:
    """A blank tier 2 cell goes on with the one above, unless the document prints one in every row."""
    return replace(slot, required=True) if slot.kind == "tier2" and always else slot


def _cells(matrix: TornMatrix, row: int) -> tuple[str, ...]:
    texts = matrix.torn.texts[row]
    return tuple(matrix.torn.cell_id(row, column) for column, text in enumerate(texts) if without_space(text))


def _unapplied(repairs: Sequence[Repair], forms: AbstractSet[str]) -> Iterator[tuple[Repair, tuple[str, ...]]]:
    for repair in repairs:
        cells = tuple(cell for cell in repair.subjects if cell.partition(".")[0] in forms)
        if not repair.applied and cells:
            yield repair, cells


def _doubt(texts: Sequence[str], slots: Sequence[Slot], lexicon: Lexicon) -> str | None:
    values = printed_order(texts, slots)
    known = {slot.column for slot in slots}
    if any(without_space(text) for column, text in enumerate(texts) if column not in known):
        return "a text stands past the last column"
    blank = next((slot.kind for slot, value in zip(slots, values, strict=True) if slot.required and not value), None)
    if blank is not None:
        return f"its {blank} is blank"
    by_kind = {slot.kind: value for slot, value in reversed(list(zip(slots, values, strict=True)))}
    if by_kind.get("tier1") and by_kind.get("tier2") == "":
        return "it begins a tier 1 and no tier 2"
    if has_stray_words(slots, values):
        return "a tier word or a target stands in another column"
    if any(not value for value in values) and any(len(cuts_of(n, text, lexicon)) > 1 for n, text in enumerate(texts)):
        return "a cell may hold two texts"
    return None
