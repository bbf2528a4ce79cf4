"""Torn label rows of project forms: labels and values that fused, split or slid, put where the sibling forms print
them."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from extractor.document.check import Repair
from extractor.document.number import is_number
from extractor.document.table import Table
from extractor.document.text import folded, is_cjk, without_space
from extractor.repair.forms.form_parts import label_rows
from extractor.repair.forms.label_models import (
    FEWEST_FORMS,
    Form,
    Key,
    Models,
    RowModel,
    Signature,
    common_labels,
    keyed,
    row_models,
    signature,
)
from extractor.repair.forms.lexicon import Lexicon
from extractor.repair.forms.row_alignment import align_row, printed_order
from extractor.repair.forms.row_slots import MISFIT, Slot, SlotKind, fit
from extractor.repair.torn_table import close_table, open_table

_MOST_PIECES: Final = 2
_CLEAR_GAIN: Final = 2.0
_LABELLED: Final = 0.95
_ALONE: Final = 0.92
_UNCLEAR: Final = 0.7


@dataclass(frozen=True, slots=True)
class _Found:
    """The texts of a row by column as they should stand, and how sure that is."""

    texts: Mapping[int, str]
    confidence: float


def propose_label_repairs(
    tables: Sequence[Table], torn: AbstractSet[str], threshold: float = 0.9
) -> tuple[list[Repair], list[Table]]:
    """Put back the label rows of the forms in the tables whose ids are in ``torn``.

    What the forms of the document print alike, in the same column, are their labels; a row in which these stand all,
    in their order, but not in cells of their own, or with a value that is not beside its label, is written as the
    siblings print it. A row without labels (shares below their deadlines) is placed by what its columns hold there.
    Gives the repairs and all tables, the applied ones written.
    """
    opened = {table.id: open_table(table) for table in tables if table.id in torn}
    forms = [Form(work, rows) for work, rows in label_rows(list(opened.values()))]
    if len(forms) < FEWEST_FORMS:
        return [], list(tables)
    labels = common_labels(forms)
    models = row_models(forms, labels)
    lexicon = Lexicon(text for form in forms for row in form.rows for text in form.torn.texts[row])
    repairs = [repair for form in forms for repair in _repair_form(form, labels, models, lexicon, threshold)]
    return repairs, [close_table(opened[table.id]) if table.id in opened else table for table in tables]


def blank_values(tables: Sequence[Table], torn: AbstractSet[str]) -> list[str]:
    """The cells of label rows that are blank although every other form of the document has a value there."""
    opened = [open_table(table) for table in tables if table.id in torn]
    forms = [Form(work, rows) for work, rows in label_rows(opened)]
    labels = common_labels(forms)
    models = row_models(forms, labels)
    return [
        form.torn.cell_id(row, column)
        for form in forms
        for row, key in keyed(form, labels)
        if (model := models.by_key.get(key)) is not None and model.forms >= FEWEST_FORMS
        for column in sorted(model.required)
        if column < len(form.torn.texts[row]) and not without_space(form.torn.texts[row][column])
    ]


def _repair_form(
    form: Form, labels: Mapping[str, int], models: Models, lexicon: Lexicon, threshold: float
) -> Iterator[Repair]:
    present = {key for _, key in keyed(form, labels) if key in models.by_key}
    above: Signature = ()
    offset = 0
    for row in form.rows:
        texts = form.torn.texts[row]
        own = signature(texts, labels)
        key = _fitting(texts, own, present, models)
        above, offset = (key[0], 0) if key is not None else (own, 0) if own else (above, offset + 1)
        model = models.by_key.get((above, offset))
        if model is None:
            continue
        found = _by_labels(texts, model, lexicon) if model.labels else _by_kinds(texts, model, lexicon)
        if found is not None:
            yield _write(form, row, found, model, threshold)


def _fitting(texts: Sequence[str], own: Signature, present: AbstractSet[Key], models: Models) -> Key | None:
    """The labelled row that these texts are: the one whose labels they hold, in order, the most of them."""
    if (own, 0) in models.by_key:
        return own, 0
    line = "".join(folded(text) for text in texts)
    keys = [key for key, model in models.by_key.items() if model.labels and key not in present]
    fitting = [key for key in keys if line.startswith(key[0][0]) and _cut_by(line, key[0]) is not None]
    longest = sorted(fitting, key=lambda key: (-len(key[0]), -sum(map(len, key[0]))))
    return longest[0] if longest else None


def _cut_by(line: str, words: Sequence[str]) -> list[str] | None:
    """What stands after each of the words in a line that begins with the first; None where one is missing."""
    places: list[int] = []
    at = 0
    for word in words:
        place = line.find(word, at)
        if place < 0:
            return None
        places.append(place)
        at = place + len(word)
    ends = [*places[1:], len(line)]
    return [line[place + len(word) : end] for place, word, end in zip(places, words, ends, strict=True)]


def _by_labels(texts: Sequence[str], model: RowModel, lexicon: Lexicon) -> _Found | None:
    """The row as its model prints it, where a label is not in a cell of its own or a value is not in its place."""
    words = [word for _, word in model.labels]
    line = "".join(without_space(text) for text in texts)
    values = _cut_by(folded(line), words) if len(folded(line)) == len(line) else None
    if values is None or _stands_well(texts, words):
        return None
    if any(sum(_between(texts, column, model)) > 1 for column, _ in model.labels):
        return None
    wanted: dict[int, str] = {}
    at = 0
    for (column, word), value in zip(model.labels, values, strict=True):
        wanted[column] = line[at : at + len(word)]
        at += len(word)
        place = _value_column(column, model, len(texts))
        pieces = _pieces(texts, at, at + len(value))
        if value and (place is None or not _is_one_value(pieces, model.values.get(place, "other"), lexicon)):
            return None
        if value and place is not None:
            wanted[place] = line[at : at + len(value)]
            at += len(value)
    return _Found(wanted, _LABELLED)


def _stands_well(texts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each label has a cell of its own, with at most one text after it, in the next cell."""
    cells = [(column, folded(text)) for column, text in enumerate(texts) if without_space(text)]
    places = [n for n, (_, text) in enumerate(cells) if text in words]
    if [cells[n][1] for n in places] != list(words):
        return False
    ends = [*places[1:], len(cells)]
    beside = (cells[n + 1][0] == cells[n][0] + 1 for n, end in zip(places, ends, strict=True) if end - n > 1)
    return all(end - n <= 2 for n, end in zip(places, ends, strict=True)) and all(beside)


def _pieces(texts: Sequence[str], start: int, end: int) -> list[str]:
    """What the cells print of the characters ``start`` to before ``end`` of the row without white space."""
    pieces = []
    at = 0
    for text in texts:
        compact = without_space(text)
        piece = compact[max(0, start - at) : max(0, end - at)]
        pieces += [piece] if piece else []
        at += len(compact)
    return pieces


def _is_one_value(pieces: Sequence[str], kind: SlotKind, lexicon: Lexicon) -> bool:
    """Whether the pieces are one value of the kind: one of them, or two of which neither is a value by itself."""
    whole = "".join(pieces)
    slot = Slot(kind, None)
    if len(pieces) > _MOST_PIECES or (kind != "other" and fit(slot, whole) <= 0):
        return False
    if len(pieces) == 1:
        return True
    if kind not in ("words", "other"):
        return not all(fit(slot, piece) > 0 for piece in pieces)
    if any(is_number(piece) for piece in pieces):
        return False
    goes_on = is_cjk(pieces[0][-1]) and is_cjk(pieces[1][0])
    return goes_on or lexicon.spans_cut(*pieces)


def _between(texts: Sequence[str], label: int, model: RowModel) -> list[bool]:
    """Which columns right of a label, up to the next one, hold a value in the sibling forms."""
    end = min((column for column, _ in model.labels if column > label), default=len(texts))
    return [column in model.values for column in range(label + 1, end)]


def _value_column(label: int, model: RowModel, width: int) -> int | None:
    """The column of a label's value: where the siblings have one, else right beside it; None where none is free."""
    end = min((column for column, _ in model.labels if column > label), default=width)
    known = [column for column in range(label + 1, end) if column in model.values]
    if known:
        return known[0]
    return label + 1 if label + 1 < end else None


def _by_kinds(texts: Sequence[str], model: RowModel, lexicon: Lexicon) -> _Found | None:
    """A row of values placed by what each column holds in the sibling forms."""
    columns = sorted(model.values.items())
    slots = tuple(Slot(kind, column, required=column in model.required) for column, kind in columns)
    printed = {column for column, text in enumerate(texts) if without_space(text)}
    if not slots or not printed:
        return None
    values = printed_order(texts, slots)
    strange = printed - model.values.keys()
    blank = any(slot.required and not value for slot, value in zip(slots, values, strict=True))
    misfit = any(value and fit(slot, value) <= MISFIT for slot, value in zip(slots, values, strict=True))
    if not (strange or blank or misfit):
        return None
    placements = align_row(texts, slots, lexicon) or ()  # beyond its bound the row stays, and lacks what it lacks
    outcomes = [o for o in placements if not _misfits(slots, o.values)]
    if not outcomes or outcomes[0].values == values or outcomes[0].dropped:
        return None
    as_printed = next((o for o in outcomes if o.values == values), None)
    if as_printed is not None and outcomes[0].score - as_printed.score < _CLEAR_GAIN:
        return None
    lead = outcomes[0].score - outcomes[1].score if len(outcomes) > 1 else _CLEAR_GAIN
    complete = all(value for slot, value in zip(slots, outcomes[0].values, strict=True) if slot.required)
    clear = complete and lead >= 1.0
    placed = zip(columns, outcomes[0].values, strict=True)
    return _Found({column: value for (column, _), value in placed if value}, _ALONE if clear else _UNCLEAR)


def _misfits(slots: Sequence[Slot], values: Sequence[str]) -> bool:
    return any(value and fit(slot, value) <= 0 for slot, value in zip(slots, values, strict=True))


def _write(form: Form, row: int, found: _Found, model: RowModel, threshold: float) -> Repair:
    torn = form.torn
    texts = list(torn.texts[row])
    wanted = [found.texts.get(column, "") for column in range(len(texts))]
    applied = found.confidence >= threshold
    columns = [column for column, text in enumerate(texts) if without_space(text) != wanted[column]]
    subjects = tuple(torn.cell_id(row, column) for column in columns)
    made_from = tuple(torn.cell_id(row, column) for column, text in enumerate(texts) if without_space(text))
    for column in columns if applied else ():
        torn.write(row, column, wanted[column])
    evidence = (f"{model.forms} forms of the document print this row so",)
    before, after = " | ".join(texts), " | ".join(wanted)
    return Repair("", "label_row", subjects, before, after, evidence, (), found.confidence, applied, made_from)
