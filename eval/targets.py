"""How many of the written target values the grammar reads exactly as they are labelled."""

from collections import defaultdict
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table as Grid

from extractor.corpora.indicators.load import load_targets
from extractor.corpora.indicators.model import LabelledTarget
from extractor.corpora.manifest import Split
from extractor.document.record import Target
from extractor.document.target import compose_target, parse_target


@dataclass(frozen=True, slots=True)
class TargetScore:
    """Of ``total`` targets of one group ``right`` are read with every part as labelled."""

    group: str
    right: int
    total: int


def score_targets(split: Split) -> tuple[TargetScore, ...]:
    """A score for each group of the split, and last one for all; only its file of targets is opened."""
    right: defaultdict[str, int] = defaultdict(int)
    total: defaultdict[str, int] = defaultdict(int)
    for sample in load_targets(split):
        total[sample.group] += 1
        right[sample.group] += read_sample(sample) == sample.target
    groups = tuple(TargetScore(group, right[group], count) for group, count in total.items())
    return (*groups, TargetScore("all", sum(right.values()), sum(total.values())))


def read_sample(sample: LabelledTarget) -> Target | None:
    """What the grammar reads in a written target, printed in one cell or in three."""
    if sample.columns is None:
        return parse_target(sample.printed or "")
    return compose_target(sample.columns.value, sample.columns.sign or "", sample.columns.unit or "")


def print_targets(scores: tuple[TargetScore, ...], console: Console) -> None:
    """The counts only: what a target of the test split prints is shown to nobody."""
    grid = Grid("group", "right", "of", "share")
    for score in scores:
        grid.add_row(score.group, str(score.right), str(score.total), f"{score.right / score.total:.3f}")
    console.print(grid)
