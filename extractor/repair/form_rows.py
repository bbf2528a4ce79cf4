"""Torn label rows of project forms: a lost total and lost deadlines, put back where the sibling forms tell them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from extractor.document.check import Repair
from extractor.document.number import is_number, read_amount
from extractor.document.table import Table
from extractor.document.target import parse_target
from extractor.document.text import without_space
from extractor.repair.torn_table import TornTable, close_table, find_matrices, open_table

_DEADLINE: Final = re.compile(r"\d{1,2}月(?:底|末)")
_TOTAL: Final = re.compile(r"预算数(?P<amount>\d[\d,.]*)?")
_FISCAL: Final = re.compile(r"(?:其中[：:])?财政(?:资金|拨款)")
_OTHER: Final = re.compile(r"其他资金")
_FEWEST_SIBLINGS: Final = 3
"""So many other forms of the document must agree before a form's lost words are taken from them."""
_CONFIDENCE: Final = 0.92


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

    Deadlines: all other forms print the same ones, and this form prints as many rising shares without any. A total:
    the form prints one amount, its siblings print the same amount as total and as fiscal part, and the cost target
    in the form's own matrix prints it again. Gives the repairs and all tables, the applied ones written.
    """
    opened = {table.id: open_table(table) for table in tables if table.id in torn}
    forms = [form for work in opened.values() if (form := _form_of(work)) is not None]
    repairs: list[Repair] = []
    if threshold <= _CONFIDENCE:
        repairs += [*_restore_deadlines(forms), *_restore_totals(forms)]
    return repairs, [close_table(opened[table.id]) if table.id in opened else table for table in tables]


def _form_of(torn: TornTable) -> _Form | None:
    matrices = find_matrices(torn)
    end = matrices[0].header if matrices else len(torn.texts)
    words = {without_space(text) for row in range(end) for text in torn.texts[row]}
    return _Form(torn, tuple(range(end))) if any(_FISCAL.fullmatch(word) for word in words) else None


def _restore_deadlines(forms: Sequence[_Form]) -> Iterator[Repair]:
    printed = [_deadlines(form) for form in forms]
    counts = Counter(deadlines for deadlines in printed if deadlines)
    if not counts:
        return
    common, times = counts.most_common(1)[0]
    if times < _FEWEST_SIBLINGS:
        return
    for form, deadlines in zip(forms, printed, strict=True):
        rows = [row for row in form.rows if _is_share_row(form.texts(row)[1:], len(common))]
        if deadlines or len(rows) != 1:
            continue
        row = rows[0]
        before = " | ".join(form.torn.texts[row])
        places = [column for column, text in enumerate(form.texts(row)) if column and text]
        cells = []
        for column, deadline in zip(places, common, strict=True):
            cells.append(form.torn.write(row, column, f"{deadline} {form.torn.texts[row][column]}"))
        evidence = (f"{times} other forms print these deadlines in this order", "the shares rise to 100%")
        after = " | ".join(form.torn.texts[row])
        subjects = tuple(cell for cell in cells if cell is not None)
        yield Repair("", "label_restored", subjects, before, after, evidence, (), _CONFIDENCE, True)


def _deadlines(form: _Form) -> tuple[str, ...]:
    found = (match for row in form.rows for text in form.texts(row) for match in _DEADLINE.findall(text))
    return tuple(dict.fromkeys(found))


def _is_share_row(texts: Sequence[str], count: int) -> bool:
    values = []
    for text in filter(None, texts):
        target = parse_target(text)
        if target is None or target.kind != "percentage" or target.value is None:
            return False
        values.append(Decimal(target.value))
    return len(values) == count and values == sorted(values) and values[-1] == Decimal(100)


def _restore_totals(forms: Sequence[_Form]) -> Iterator[Repair]:
    siblings = sum(_total_is_fiscal(form) for form in forms)
    if siblings < _FEWEST_SIBLINGS:
        return
    for form in forms:
        if any(_TOTAL.fullmatch(text) for row in form.rows for text in form.texts(row)):
            continue
        for row in form.rows:
            repair = _restore_total(form, row, siblings)
            if repair is not None:
                yield repair
                break


def _restore_total(form: _Form, row: int, siblings: int) -> Repair | None:
    texts = form.texts(row)
    place = next((column for column, text in enumerate(texts) if _FISCAL.fullmatch(text)), None)
    amounts = [text for text in texts if text and is_number(text)]
    if place is None or not place or len(amounts) != 1 or place + 2 >= len(texts):
        return None
    slid = texts[place + 1] == "" and texts[place + 2] == amounts[0]
    if not slid or not _cost_target_says(form, amounts[0]):
        return None
    before = " | ".join(form.torn.texts[row])
    label = form.torn.texts[row][place]
    written = (
        form.torn.write(row, place, f"预算数 {amounts[0]}"),
        form.torn.write(row, place + 1, label),
    )
    evidence = (
        f"{siblings} other forms print 预算数 before this label, with the same amount as the fiscal part",
        f"the form's cost target prints {amounts[0]} again",
        "the label stands one column left of its place",
    )
    after = " | ".join(form.torn.texts[row])
    subjects = tuple(cell for cell in written if cell is not None)
    return Repair("", "label_restored", subjects, before, after, evidence, (), _CONFIDENCE, True)


def _total_is_fiscal(form: _Form) -> bool:
    """Whether a form prints a total and a fiscal part that are equal."""
    for row in form.rows:
        texts = form.texts(row)
        total = next((match for text in texts if (match := _TOTAL.fullmatch(text))), None)
        numbers = [text for text in texts if text and is_number(text)]
        numbers += [total["amount"]] if total is not None and total["amount"] else []
        if total is not None and any(_OTHER.search(text) for text in texts):
            return len(numbers) == len(("total", "fiscal")) and numbers[0] == numbers[1]
    return False


def _cost_target_says(form: _Form, amount: str) -> bool:
    reading = read_amount(amount)
    for matrix in find_matrices(form.torn):
        for row in matrix.rows:
            for text in matrix.torn.texts[row]:
                target = parse_target(text)
                if target is None or target.kind != "quantity" or target.value is None or reading is None:
                    continue
                if target.unit is not None and target.unit.endswith("元") and Decimal(target.value) == reading.value:
                    return True
    return False
