"""Torn indicator-matrix rows put back: slid, fused, doubled and cut cells, lost header and tier cells."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from extractor.document.check import Repair
from extractor.document.matrix_words import MatrixField
from extractor.document.table import Table
from extractor.document.text import without_space
from extractor.repair.forms.cut_cells import join_cut_cells
from extractor.repair.forms.form_parts import TornMatrix, find_matrices
from extractor.repair.forms.fused_indicators import holds_two
from extractor.repair.forms.lexicon import Lexicon
from extractor.repair.forms.matrix_slots import matrix_slots
from extractor.repair.forms.row_alignment import GIVEN_UP, Alignment, align_row, printed_order
from extractor.repair.forms.row_disturbance import is_disturbed
from extractor.repair.forms.row_slots import Slot
from extractor.repair.forms.tier_by_words import Tier2Shares
from extractor.repair.forms.tier_cells import restore_tiers
from extractor.repair.torn_table import close_table, open_table

_CLEAR_LEAD = 1.0
"""So much better than the second outcome must the best be; a role's own word is worth 4, a place of its own 1."""
_CLEAR_GAIN = 2.0
"""So much better than the row as printed must the best be."""
_NO_SECOND = 4.0
_NEVER = 2.0
"""A threshold that no confidence reaches."""
_FEWEST_ALIKE = 3
_MOST_CONFIDENT = 0.99


def propose_matrix_repairs(
    tables: Sequence[Table], torn: AbstractSet[str], threshold: float = 0.9, tier2_shares: Tier2Shares | None = None
) -> tuple[list[Repair], list[Table]]:
    """Put back the rows of the indicator matrices in the tables whose ids are in ``torn``.

    Gives the repairs, those below ``threshold`` not applied, and all tables with the applied ones written into the
    cells' ``text`` (``raw`` stays). A column that the dump cut off is added, blank in ``raw``. ``tier2_shares`` tells
    the tier 2 class of an indicator by its words.
    """
    opened = {table.id: open_table(table) for table in tables if table.id in torn}
    matrices = [matrix for work in opened.values() for matrix in find_matrices(work)]
    lexicon = Lexicon(text for work in opened.values() for row in work.texts for text in row)
    repairs = join_cut_cells(matrices, threshold)
    model = _common_header(matrices)
    completed = [_complete_header(matrix, model, lexicon, repairs) for matrix in matrices if model is not None]
    for matrix in completed:
        slots = matrix_slots(matrix, completed)
        chosen = {row: _choose(tuple(matrix.torn.texts[row]), slots, lexicon) for row in matrix.rows}
        least = _NEVER if _moves_alike(matrix, slots, [found.best for found in chosen.values()]) else threshold
        for row, found in chosen.items():
            if found.gave_up:
                repairs.append(_given_up(matrix, row))
            elif found.best is not None:
                repairs.append(_repair_row(matrix, row, slots, (found.best, found.second), least))
    repairs.extend(restore_tiers(completed, threshold, tier2_shares))
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


def _complete_header(matrix: TornMatrix, model: TornMatrix, lexicon: Lexicon, repairs: list[Repair]) -> TornMatrix:
    """Add the columns that siblings print at the right of the header and this one lost, if a row needs one."""
    own, header = tuple(matrix.columns), _header_of(model)
    names = tuple(name for name, _ in header)
    if names[: len(own)] != own or len(names) == len(own):
        return matrix
    columns = dict(matrix.columns)
    first = max(columns.values()) + 1
    columns |= {name: first + place for place, name in enumerate(names[len(own) :])}
    wider = TornMatrix(matrix.torn, matrix.header, matrix.rows, columns)
    slots = matrix_slots(wider, (wider, model))
    lost = [place for place, slot in enumerate(slots) if slot.kind in names[len(own) :]]
    needed = (_choose(tuple(matrix.torn.texts[row]), slots, lexicon).best for row in matrix.rows)
    if not any(best is not None and any(best.values[place] for place in lost) for best in needed):
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


def _moves_alike(matrix: TornMatrix, slots: Sequence[Slot], found: Sequence[Alignment | None]) -> bool:
    """Whether most rows would leave one column as a whole, for another or for nothing: then not the rows slid but the
    header."""
    shifted = [best for best in found if best is not None and not best.splits and not best.joins]
    if len(shifted) < _FEWEST_ALIKE or 2 * len(shifted) <= len(matrix.rows):
        return False
    lines = [printed_order(matrix.torn.texts[row], slots) for row in matrix.rows]
    left = Counter(
        place
        for line, best in zip(lines, found, strict=True)
        if best is not None
        for place, (old, new) in enumerate(zip(line, best.values, strict=True))
        if old and not (new and (new in old or old in new))
    )
    if any(count >= _FEWEST_ALIKE and 2 * count > len(matrix.rows) for count in left.values()):
        return True
    filled = {place for line in lines for place, value in enumerate(line) if value}
    after = {place for best in shifted for place, value in enumerate(best.values) if value}
    return bool(after - filled)


def _repair_row(
    matrix: TornMatrix,
    row: int,
    slots: tuple[Slot, ...],
    chosen: tuple[Alignment, Alignment | None],
    threshold: float,
) -> Repair:
    texts = tuple(matrix.torn.texts[row])
    best, second = chosen
    lead = best.score - second.score if second is not None else _NO_SECOND
    confidence = round(max(0.0, min(_MOST_CONFIDENT, 0.85 + 0.05 * lead)), 3)
    applied = confidence >= threshold
    before = _row_text(matrix, row)
    alternatives = (" | ".join(second.values),) if second is not None and lead < _CLEAR_LEAD else ()
    cells = tuple(matrix.torn.cell_id(row, column) for column in range(len(texts)))
    made_from = tuple(cell for cell, text in zip(cells, texts, strict=True) if without_space(text))
    subjects = _write(matrix, row, slots, best) if applied else cells
    kind = "cell_join" if best.joins else "cell_split" if best.splits else "row_shift"
    return Repair(
        "", kind, subjects, before, " | ".join(best.values), _evidence(best, slots, lead), alternatives, confidence,
        applied, made_from,
    )  # fmt: skip


class _Chosen(NamedTuple):
    """The best placement of a row and the second; neither where the row stands well as printed, or where the search
    reached its bound."""

    best: Alignment | None = None
    second: Alignment | None = None
    gave_up: bool = False


def _choose(texts: tuple[str, ...], slots: tuple[Slot, ...], lexicon: Lexicon) -> _Chosen:
    if not is_disturbed(texts, slots, lexicon) or holds_two(texts, slots):
        return _Chosen()
    outcomes = align_row(texts, slots, lexicon)
    if outcomes is None:
        return _Chosen(gave_up=True)
    printed = printed_order(texts, slots)
    if not outcomes or outcomes[0].values == printed:
        return _Chosen()
    as_printed = next((outcome for outcome in outcomes if outcome.values == printed), None)
    if as_printed is not None and outcomes[0].score - as_printed.score < _CLEAR_GAIN:
        return _Chosen()
    return _Chosen(outcomes[0], outcomes[1] if len(outcomes) > 1 else None)


def _given_up(matrix: TornMatrix, row: int) -> Repair:
    """A row with more placements than are tried: as printed, and said."""
    cells = tuple(matrix.torn.cell_id(row, column) for column, text in enumerate(matrix.torn.texts[row]) if text)
    text = _row_text(matrix, row)
    evidence = ("the search for its places reached its bound",)
    return Repair("", GIVEN_UP, cells, text, text, evidence, (), 0.0, applied=False)


def _write(matrix: TornMatrix, row: int, slots: Sequence[Slot], best: Alignment) -> tuple[str, ...]:
    wanted = dict.fromkeys(range(len(matrix.torn.texts[row])), "")
    wanted |= {slot.column: value for slot, value in zip(slots, best.values, strict=True) if slot.column is not None}
    written = (matrix.torn.write(row, column, value) for column, value in wanted.items())
    return tuple(cell for cell in written if cell is not None)


def _evidence(best: Alignment, slots: Sequence[Slot], lead: float) -> tuple[str, ...]:
    evidence = [f"the words fit these columns, {lead:.1f} better than the next placement"]
    if best.dropped:
        evidence.append("printed twice in the row: " + ", ".join(best.dropped))
    if best.joins:
        evidence.append("two neighbours are one text")
    values = {slot.kind: value for slot, value in reversed(list(zip(slots, best.values, strict=True)))}
    tier3, target = values.get("tier3", ""), values.get("target", "")
    if target:
        evidence.append(f"{target} reads as a target")
    if tier3 and tier3 in (values.get("description"), values.get("basis")):
        evidence.append("name, description or basis agree")
    return tuple(evidence)


def _row_text(matrix: TornMatrix, row: int) -> str:
    return " | ".join(text.strip() for text in matrix.torn.texts[row])
