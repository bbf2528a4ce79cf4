"""Measures repair on torn texts: one label, one kind of fault, one seed at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractor.corpora import Label
from extractor.corpora.damage.change import FaultKind
from extractor.corpora.damage.derived import derive_torn_label
from extractor.corpora.damage.pieces import Dialect
from extractor.corpora.damage.record import Source
from extractor.corpora.damage.table_dump import is_form
from extractor.corpora.damage.torn import Tear, Torn, tear_label
from extractor.eval.mending import (
    Changes,
    Fate,
    Outcome,
    Places,
    Reading,
    Sort,
    changed_places,
    judge_faults,
    read_text,
)
from extractor.eval.score import Counts

Ground = Literal["statements", "forms", "forms_in_cells", "form_tables"]
GROUNDS: dict[Ground, tuple[Sort, Dialect]] = {
    "statements": ("table", "rows"),
    "forms": ("project", "rows"),
    "forms_in_cells": ("project", "cells"),
    "form_tables": ("table", "rows"),
}
"""Where faults are planted: tables of amounts (F1 of body cells); projects, printed in the provincial form, a row a
line and a cell a line (F1 of project facts); forms that are labelled as tables (F1 of body cells)."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one kind of fault on one ground: F1 counts without and with repair over the texts that have such a fault,
    what repair changed in them, and the fates of the faults; ``told``: the fates of those whose record says that the
    rest of the text tells what was there."""

    before: Counts = field(default_factory=Counts)
    after: Counts = field(default_factory=Counts)
    changes: Changes = field(default_factory=Changes)
    fates: Counter[Fate] = field(default_factory=Counter)
    told: Counter[Fate] = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.before + other.before,
            self.after + other.after,
            self.changes + other.changes,
            self.fates + other.fates,
            self.told + other.told,
        )

    @property
    def wrong_share(self) -> float:
        """The places that repair made wrong, or wrong otherwise, as a share of all cells or facts of the label."""
        told = self.after.true_positive + self.after.false_negative
        return (self.changes.worsened + self.changes.in_vain) / told if told else 0.0

    @property
    def hurtful(self) -> int:
        """The faults that repair could mend: neither harmless nor gone, and read right in the undamaged text."""
        return hurtful(self.fates)

    @property
    def decidable(self) -> int:
        """The hurtful faults of which the rest of the text tells what was there: the bound of what can be mended."""
        return hurtful(self.told)


def hurtful(fates: Counter[Fate]) -> int:
    """How many of the faults made something wrong that was read right before."""
    return sum(fates[fate] for fate in ("mended", "flagged", "flagged_in_column", "silent"))


@dataclass(frozen=True, slots=True)
class Measured:
    """The tally of one kind on one ground, and every outcome that it counts."""

    tally: Tally
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """A label ready to be torn; ``clean`` is what its undamaged text says at its places."""

    label: Label
    source: Source
    ground: Ground
    clean: Places
    untorn: Tally


def open_bench(label: Label, source: Source, ground: Ground) -> Bench | None:
    """Read the undamaged text; None where the label has nothing on this ground."""
    sort, dialect = GROUNDS[ground]
    label = _only(label, ground)
    torn = tear_label(label, Tear((), 0.0, 0, dialect), source)
    if not torn.dump.tables and not torn.dump.projects:
        return None
    before, after = _read(label, torn)
    changes = changed_places(before.places, after.places, sort)
    untorn = Tally(_counts(before, sort), _counts(after, sort), changes)
    return Bench(label, source, ground, after.places, untorn)


def measure(bench: Bench, kind: FaultKind, rate: float, seed: int) -> Measured:
    """Tear the label's text with faults of one kind, read it without and with repair, and judge each fault."""
    sort, dialect = GROUNDS[bench.ground]
    torn = tear_label(bench.label, Tear((kind,), rate, seed, dialect), bench.source)
    if not torn.record.faults:
        return Measured(Tally(), ())
    before, after = _read(bench.label, torn)
    outcomes = judge_faults(torn.record.faults, bench.clean, before, after)
    told = Counter(outcome.fate for outcome in outcomes if outcome.fault.recoverable)
    fates = Counter(outcome.fate for outcome in outcomes)
    changes = changed_places(before.places, after.places, sort)
    tally = Tally(_counts(before, sort), _counts(after, sort), changes, fates, told)
    return Measured(tally, tuple(outcomes))


def total(tallies: Sequence[Tally]) -> Tally:
    """The sum of tallies."""
    return sum(tallies, Tally())


def _only(label: Label, ground: Ground) -> Label:
    """The label with the tables or projects of the ground only, so that each is torn by itself."""
    if GROUNDS[ground][0] == "project":
        return label.model_copy(update={"tables": []})
    tables = [table for table in label.tables if is_form(table) is (ground == "form_tables")]
    return label.model_copy(update={"tables": tables, "projects": None})


def _read(label: Label, torn: Torn) -> tuple[Reading, Reading]:
    data = torn.text.encode()
    kept = (torn.dump.tables, torn.dump.projects)
    truth = derive_torn_label(label, kept, torn.unknown, (data, "torn.txt", "torn for a measurement"))
    return read_text(data, truth, repair=False), read_text(data, truth, repair=True)


def _counts(reading: Reading, sort: Sort) -> Counts:
    return reading.cells if sort == "table" else reading.facts
