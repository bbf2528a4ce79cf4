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
from extractor.eval.damaged_cells import CellFates, WrongChange, judge_cells
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
    cells: CellFates = field(default_factory=CellFates)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.before + other.before,
            self.after + other.after,
            self.changes + other.changes,
            self.fates + other.fates,
            self.told + other.told,
            self.cells + other.cells,
        )

    @property
    def wrong_share(self) -> float:
        """The cells that repair made wrong, or wrong otherwise, as a share of all of them."""
        return self.cells.wrong / self.cells.all if self.cells.all else 0.0

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
    """The tally of one kind on one ground, every outcome that it counts, and what repair changed wrongly."""

    tally: Tally
    outcomes: tuple[Outcome, ...]
    wrong: tuple[WrongChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """A label ready to be torn; ``clean`` is what its undamaged text says at its places, ``sound`` those of them that
    are right without repair and with it."""

    label: Label
    source: Source
    ground: Ground
    clean: Places
    sound: Places
    untorn: Measured


def untorn_text(label: Label, source: Source, ground: Ground) -> str:
    """The label of the ground as an undamaged text; empty where it has nothing on this ground."""
    torn = _untorn(_only(label, ground), source, ground)
    return torn.text if torn.dump.tables or torn.dump.projects else ""


def open_bench(label: Label, source: Source, ground: Ground) -> Bench | None:
    """Read the undamaged text; None where the label has nothing on this ground."""
    sort, _ = GROUNDS[ground]
    label = _only(label, ground)
    torn = _untorn(label, source, ground)
    if not torn.dump.tables and not torn.dump.projects:
        return None
    before, after = _read(label, torn)
    changes = changed_places(before.places, after.places, sort)
    cells, wrong = judge_cells((), before.places, (before, after), sort)
    untorn = Tally(_counts(before, sort), _counts(after, sort), changes, cells=cells)
    sound = {place: said for place, said in before.places.items() if said.is_right and after.places[place].is_right}
    return Bench(label, source, ground, after.places, sound, Measured(untorn, (), wrong))


def _untorn(label: Label, source: Source, ground: Ground) -> Torn:
    return tear_label(label, Tear((), 0.0, 0, GROUNDS[ground][1]), source)


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
    cells, wrong = judge_cells(torn.record.faults, bench.sound, (before, after), sort)
    tally = Tally(_counts(before, sort), _counts(after, sort), changes, fates, told, cells)
    return Measured(tally, tuple(outcomes), wrong)


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
