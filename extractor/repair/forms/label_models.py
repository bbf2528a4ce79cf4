"""How the forms of a document print their label rows: the labels in their order, and what stands between them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from extractor.document.number import is_number
from extractor.document.text import folded, is_cjk, without_space
from extractor.repair.forms.row_slots import Slot, SlotKind, fit
from extractor.repair.torn_table import TornTable

FEWEST_FORMS: Final = 2
_LABEL_SHARE: Final = Fraction(1, 2)
"""A text that so many of the forms print in one column is a label of theirs."""
_VALUE_KINDS: Final[tuple[SlotKind, ...]] = ("deadline", "code", "amount", "share", "words")

Signature = tuple[str, ...]
"""The labels of a row in their order."""


@dataclass(frozen=True, slots=True)
class Form:
    """The label rows of one form, ``rows`` grid rows of its table."""

    torn: TornTable
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RowModel:
    """How the forms print one row: columns of the labels, what the columns between them hold, which of these all
    forms fill (but for one, where there are three or more)."""

    labels: tuple[tuple[int, str], ...]
    values: Mapping[int, SlotKind]
    required: AbstractSet[int]
    forms: int


Key = tuple[Signature, int]
"""The signature of the nearest labelled row (its own, where it has labels), and the rows since."""


@dataclass(slots=True)
class Models:
    """The models of the rows that enough forms print alike."""

    by_key: dict[Key, RowModel] = field(default_factory=dict)


def common_labels(forms: Sequence[Form]) -> dict[str, int]:
    """The texts that many forms print in the same column, by their folded form, with that column."""
    counts: Counter[tuple[str, int]] = Counter()
    lines = []
    for form in forms:
        cells = ((column, text) for row in form.rows for column, text in enumerate(form.torn.texts[row]))
        counts.update({(folded(text), column) for column, text in cells if _is_words(text)})
        lines.append("\n".join("".join(map(folded, form.torn.texts[row])) for row in form.rows))
    least = max(FEWEST_FORMS, -(-len(forms) * _LABEL_SHARE.numerator // _LABEL_SHARE.denominator))
    found: dict[str, int] = {}
    for (word, column), count in counts.most_common():
        known = 2 * count >= least and sum(word in line for line in lines) >= least
        if known and len(word) > 1:
            found.setdefault(word, column)
    return found


def _is_words(text: str) -> bool:
    compact = without_space(text)
    return any(is_cjk(character) for character in compact) and not is_number(compact)


def signature(texts: Sequence[str], labels: Mapping[str, int]) -> Signature:
    return tuple(word for text in texts if (word := folded(text)) in labels)


def keyed(form: Form, labels: Mapping[str, int]) -> Iterator[tuple[int, Key]]:
    above: Signature = ()
    offset = 0
    for row in form.rows:
        own = signature(form.torn.texts[row], labels)
        above, offset = (own, 0) if own else (above, offset + 1)
        yield row, (above, offset)


def row_models(forms: Sequence[Form], labels: Mapping[str, int]) -> Models:
    """The row models that at least two forms print with the same layout; where there are two forms, one is enough."""
    rows: dict[Key, list[list[str]]] = {}
    for form in forms:
        for row, key in keyed(form, labels):
            rows.setdefault(key, []).append(form.torn.texts[row])
    models = Models()
    for key, printed in rows.items():
        layouts = Counter(_layout(texts, labels) for texts in printed)
        layout, count = layouts.most_common(1)[0]
        if count < min(FEWEST_FORMS, len(forms) - 1):
            continue
        alike = [texts for texts in printed if _layout(texts, labels) == layout]
        models.by_key[key] = _model(layout, alike)
    return models


def _layout(texts: Sequence[str], labels: Mapping[str, int]) -> tuple[tuple[int, str], ...]:
    return tuple((column, folded(text)) for column, text in enumerate(texts) if folded(text) in labels)


def _model(layout: tuple[tuple[int, str], ...], alike: Sequence[Sequence[str]]) -> RowModel:
    taken = {column for column, _ in layout}
    width = min(len(texts) for texts in alike)
    values: dict[int, SlotKind] = {}
    required = set()
    for column in range(width):
        own = [text for texts in alike if (text := without_space(texts[column]))]
        if column in taken or 2 * len(own) <= len(alike):
            continue
        strange = int(len(own) > FEWEST_FORMS)  # one of the forms may be the torn one
        kind = next((k for k in _VALUE_KINDS if sum(fit(Slot(k, column), t) <= 0 for t in own) <= strange), None)
        if kind is not None:
            values[column] = kind
            required |= {column} if len(own) >= len(alike) - int(len(alike) > FEWEST_FORMS) else set()
    return RowModel(layout, values, required, len(alike))
