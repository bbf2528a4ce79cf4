"""Torn label rows of project forms: a lost total and lost deadlines, put back where the sibling forms tell them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from extractor.document.check import Repair
from extractor.document.number import is_number, read_amount
from extractor.document.table import Table
from extractor.document.target import parse_target
from extractor.document.text import without_space
from extractor.repair.forms.form_parts import find_matrices
from extractor.repair.torn_table import TornTable, close_table, open_table

_DEADLINE: Final = re.compile(r"\d{1,2}月(?:底|末)")
_TOTAL: Final = re.compile(r"预算数(?P<amount>\d[\d,.]*)?")
_FISCAL: Final = re.compile(r"(?:其中[：:])?财政(?:资金|拨款)")
_OTHER: Final = re.compile(r"其他资金")
_FEWEST_SIBLINGS: Final = 3
"""So many other forms of the document must agree before a form's lost words are taken from them."""
_OVERWHELMING: Final = 0.92
_SUGGESTED: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Form:
    torn: TornTable
    rows: tuple[int, ...]

    def texts(self, row: int) -> list[str]:
        return [without_space(text) for text in self.torn.texts[row]]


def propose_form_repairs(
    tables: Sequence[Table], torn: AbstractSet[str], threshold: float = 0.9
) -> tuple[list[Repair], list[Table]]:
    """Put back what label rows of the torn tables lost and the document itself still tells.

    Deadlines: the form prints none, and has one row of bare shares that rise to 100 %, as many as there are deadlines
    in at least three other forms that print the same ones in the same order. Applied only if more than half of the
    other forms print exactly these and no other form speaks against them: each of the rest prints a part of them in
    their order, or bare shares of the same number.

    A total: the form prints no 预算数, its one amount stands two cells right of the label 财政资金, as if both labels
    had slid left by one, the cost target in the form's own matrix prints the amount again, and at least three other
    forms print the same amount as total and as fiscal part. Applied only if more than half of the other forms do so,
    no other form prints two different amounts, and the form prints 其他资金 with nothing beside it.

    Anything less is recorded and not applied. ``made_from`` names the cells whose words and amounts were written.
    Gives the repairs and all tables, the applied ones written.
    """
    opened = {table.id: open_table(table) for table in tables if table.id in torn}
    forms = [form for work in opened.values() if (form := _form_of(work)) is not None]
    repairs = [*_restore_deadlines(forms, threshold), *_restore_totals(forms, threshold)]
    return repairs, [close_table(opened[table.id]) if table.id in opened else table for table in tables]


def _form_of(torn: TornTable) -> _Form | None:
    """The rows above the first indicator matrix, where one of them names fiscal funds; None for another table."""
    matrices = find_matrices(torn)
    if not matrices:
        return None
    end = matrices[0].header
    words = {without_space(text) for row in range(end) for text in torn.texts[row]}
    return _Form(torn, tuple(range(end))) if any(_FISCAL.fullmatch(word) for word in words) else None


def _restore_deadlines(forms: Sequence[_Form], threshold: float) -> Iterator[Repair]:
    printed = [tuple(dict.fromkeys(deadline for deadline, _ in _deadlines(form))) for form in forms]
    counts = Counter(deadlines for deadlines in printed if deadlines)
    common, times = counts.most_common(1)[0] if counts else ((), 0)
    if times < _FEWEST_SIBLINGS:
        return
    bare = [_share_rows(form, len(common)) for form in forms]
    unanimous = all(_is_part(own, common) if own else rows for own, rows in zip(printed, bare, strict=True))
    confidence = _OVERWHELMING if unanimous and 2 * times > len(forms) - 1 else _SUGGESTED
    witness = next(form for form, own in zip(forms, printed, strict=True) if own == common)
    made_from = tuple(dict.fromkeys(cell for _, cell in _deadlines(witness)))
    evidence = (
        f"{times} of {len(forms) - 1} other forms print these deadlines in this order"
        + (", and none speaks against them" if unanimous else "; another form speaks against them"),
        "the shares rise to 100%",
    )
    for form, own, rows in zip(forms, printed, bare, strict=True):
        if own or len(rows) != 1:
            continue
        places = [column for column, text in enumerate(form.texts(rows[0])) if column and text]
        named = zip(places, common, strict=True)
        written = {column: f"{deadline} {form.torn.texts[rows[0]][column]}" for column, deadline in named}
        yield _restore(form, rows[0], written, Repair(
            "", "label_restored", (), "", "", evidence, (), confidence, confidence >= threshold, made_from
        ))  # fmt: skip


def _restore(form: _Form, row: int, written: dict[int, str], repair: Repair) -> Repair:
    """The repair with its cells and texts; where it is applied the row is written."""
    texts = form.torn.texts[row]
    after = [written.get(column, text) for column, text in enumerate(texts)]
    told = replace(repair, before=" | ".join(texts), after=" | ".join(after))
    if not repair.applied:
        return replace(told, subjects=tuple(form.torn.cell_id(row, column) for column in written))
    cells = [form.torn.write(row, column, text) for column, text in written.items()]
    return replace(told, subjects=tuple(cell for cell in cells if cell is not None))


def _deadlines(form: _Form) -> list[tuple[str, str]]:
    """Each deadline that the form prints, with its cell."""
    return [
        (deadline, form.torn.cell_id(row, column))
        for row in form.rows
        for column, text in enumerate(form.texts(row))
        for deadline in _DEADLINE.findall(text)
    ]


def _is_part(own: Sequence[str], common: Sequence[str]) -> bool:
    """Whether the deadlines are those of ``common``, or some of them, in their order."""
    rest = iter(common)
    return all(deadline in rest for deadline in own)


def _share_rows(form: _Form, count: int) -> list[int]:
    return [row for row in form.rows if _is_share_row(form.texts(row)[1:], count)]


def _is_share_row(texts: Sequence[str], count: int) -> bool:
    values = []
    for text in filter(None, texts):
        target = parse_target(text)
        if target is None or target.kind != "percentage" or target.value is None:
            return False
        values.append(Decimal(target.value))
    return len(values) == count and values == sorted(values) and values[-1] == Decimal(100)


def _restore_totals(forms: Sequence[_Form], threshold: float) -> Iterator[Repair]:
    for form in forms:
        if any(_TOTAL.fullmatch(text) for row in form.rows for text in form.texts(row)):
            continue
        others = [_total_is_fiscal(other) for other in forms if other is not form]
        if others.count(True) < _FEWEST_SIBLINGS:
            continue
        for row in form.rows:
            repair = _restore_total(form, row, others, threshold)
            if repair is not None:
                yield repair
                break


def _restore_total(form: _Form, row: int, others: Sequence[bool | None], threshold: float) -> Repair | None:
    texts = form.texts(row)
    place = next((column for column, text in enumerate(texts) if _FISCAL.fullmatch(text)), None)
    amounts = [text for text in texts if text and is_number(text)]
    if place is None or not place or len(amounts) != 1 or place + 2 >= len(texts):
        return None
    slid = texts[place + 1] == "" and texts[place + 2] == amounts[0]
    cost = _cost_target_cell(form, amounts[0])
    if not slid or cost is None:
        return None
    agreeing, against = others.count(True), others.count(False)
    alone = any(_OTHER.fullmatch(text) for text in texts)
    overwhelming = alone and not against and 2 * agreeing > len(others)
    confidence = _OVERWHELMING if overwhelming else _SUGGESTED
    evidence = (
        f"{agreeing} of {len(others)} other forms print 预算数 before this label with the fiscal amount, "
        f"{against} with another",
        f"the form's cost target prints {amounts[0]} again",
        "the label stands one column left of its place",
    )
    written = {place: f"预算数 {amounts[0]}", place + 1: form.torn.texts[row][place]}
    made_from = (form.torn.cell_id(row, place + 2), cost)
    return _restore(form, row, written, Repair(
        "", "label_restored", (), "", "", evidence, (), confidence, confidence >= threshold, made_from
    ))  # fmt: skip


def _total_is_fiscal(form: _Form) -> bool | None:
    """Whether a form's total and its fiscal part are equal; None where it does not print both plainly."""
    for row in form.rows:
        texts = [text for text in form.texts(row) if text]
        for place, text in enumerate(texts):
            total = _TOTAL.fullmatch(text)
            fiscal = next((n for n, word in enumerate(texts) if n > place and _FISCAL.fullmatch(word)), None)
            if total is None or fiscal is None:
                continue
            one = read_amount(total["amount"] or texts[place + 1])
            other = read_amount(texts[fiscal + 1]) if fiscal + 1 < len(texts) else None
            return one.value == other.value if one is not None and other is not None else None
    return None


def _cost_target_cell(form: _Form, amount: str) -> str | None:
    """The cell of the form's matrix that prints the amount as a target in money."""
    reading = read_amount(amount)
    for matrix in find_matrices(form.torn):
        for row in matrix.rows:
            for column, text in enumerate(matrix.torn.texts[row]):
                target = parse_target(text)
                if target is None or target.kind != "quantity" or target.value is None or reading is None:
                    continue
                if target.unit is not None and target.unit.endswith("元") and Decimal(target.value) == reading.value:
                    return matrix.torn.cell_id(row, column)
    return None
