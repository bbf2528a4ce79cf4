"""Labelled forms as rows of printed tiers and words, with the classes that the printed words have."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractor.classify.indicator_tiers import IndicatorRow
from extractor.corpora.indicators import LabelledProject
from extractor.corpora.label import Label, LabelIndicator
from extractor.document.tier_words import tier1_class, tier2_class


class TrueForm(NamedTuple):
    """A form as labelled: its document, and its rows in printed order with both tiers in each.

    A tier that the label does not know is None: the row stays a neighbour of others, and is not counted.
    """

    document: str
    rows: tuple[IndicatorRow, ...]

    def class_of(self, row: int, tier: int) -> str | None:
        """The class of tier 1 or 2 of a row; None where it is unknown or the form's own."""
        return tier1_class(self.rows[row].tier1) if tier == 1 else tier2_class(self.rows[row].tier2)


def labelled_forms(document: str, label: Label) -> list[TrueForm]:
    """The forms of one document's label."""
    found = []
    for project in label.projects or ():
        rows = tuple(map(_row, project.indicators)) if isinstance(project.indicators, list) else ()
        if rows:
            found.append(TrueForm(document, rows))
    return found


def written_forms(projects: Iterable[LabelledProject]) -> list[TrueForm]:
    """The forms of written samples, each a document of its own."""
    return [
        TrueForm(
            project.id,
            tuple(
                IndicatorRow(one.tier1, one.tier2, one.name, one.description or "", one.target)
                for one in project.indicators
            ),
        )
        for project in projects
    ]


def merged_runs(form: TrueForm) -> tuple[Sequence[range], Sequence[range]]:
    """The rows that one merged cell of tier 1, and of tier 2, covers: equal words in a run; tier 2 within tier 1."""
    first = [row.tier1 for row in form.rows]
    second = [(row.tier1, row.tier2) for row in form.rows]
    return _runs(first), _runs(second)


def _runs(words: Sequence[object]) -> list[range]:
    starts = [place for place, word in enumerate(words) if place == 0 or word != words[place - 1]]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]


def _row(indicator: LabelIndicator) -> IndicatorRow:
    target = getattr(indicator.target, "raw", None)
    return IndicatorRow(
        _known(indicator.tier1),
        _known(indicator.tier2),
        _known(indicator.tier3) or "",
        _known(indicator.description) or "",
        _known(target) or "",
    )


def _known(text: object) -> str | None:
    return text if isinstance(text, str) else None
