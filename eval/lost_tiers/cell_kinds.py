"""What cells of an indicator matrix say, by their words alone: each different text of a form once of a kind."""

from collections.abc import Iterator, Sequence
from typing import Final

from extractor.classify.form_cell_kinds import FORM_CELL_KINDS, FormCellKind, FormCellKindModel
from extractor.eval.lost_tiers.forms import TrueForm
from extractor.eval.score import Confusion

_WORDS: Final = "name_or_description"
"""The name and the description of an indicator, which many forms print alike, count as one kind."""


def score_cell_kinds(model: FormCellKindModel, forms: Sequence[TrueForm]) -> Confusion:
    """The confusion of tier 1, tier 2, name or description, target."""
    cells = [cell for form in forms for cell in dict.fromkeys(_cells(form))]
    if not cells:
        return Confusion()
    shares = model.probabilities([text for text, _ in cells])
    said = [_likeliest(dict(zip(FORM_CELL_KINDS, row.tolist(), strict=True))) for row in shares]
    return Confusion.of(zip((_as_counted(kind) for _, kind in cells), said, strict=True))


def _cells(form: TrueForm) -> Iterator[tuple[str, FormCellKind]]:
    for row in form.rows:
        cells: tuple[tuple[str | None, FormCellKind], ...] = (
            (row.tier1, "tier1"), (row.tier2, "tier2"), (row.name, "tier3"),
            (row.description, "description"), (row.target, "target"),
        )  # fmt: skip
        yield from ((text, kind) for text, kind in cells if text)


def _as_counted(kind: str) -> str:
    return _WORDS if kind in ("tier3", "description") else kind


def _likeliest(shares: dict[FormCellKind, float]) -> str:
    """The likeliest kind, the share of a name and of a description taken together."""
    together: dict[str, float] = {}
    for kind, share in shares.items():
        together[_as_counted(kind)] = together.get(_as_counted(kind), 0.0) + share
    return max(together, key=lambda kind: together[kind])
