"""What becomes of the faults of a torn text: hurt, mended, flagged, silent; and what repair does to sound places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from extractor.corpora import Label
from extractor.corpora.damage.record import Fault
from extractor.document.document import Document
from extractor.document.wire import to_data
from extractor.eval.metrics import cells, project_facts
from extractor.eval.prediction import read_prediction
from extractor.eval.score import Counts
from extractor.eval.truth_places import Said, TruthPlace, hold_against
from extractor.options import Options, RepairOptions
from extractor.pipeline import extract

Sort = Literal["table", "project"]
Places = Mapping[TruthPlace, Said]
Fate = Literal["unjudged", "harmless", "mended", "flagged", "flagged_in_column", "silent", "gone_flagged", "gone"]
"""``unjudged``: the undamaged text is not read right at its places either. ``harmless``: its places are right without
repair. ``mended``: they are right with repair only. Else wrong, and ``flagged``: a failed check or a problem of
severity warning or error names a cell on its lines; ``flagged_in_column``: one of its table's columns only (a sum over
the column fails, perhaps for another fault); ``silent``: none.
``gone_flagged`` and ``gone``: nothing in the text tells what was there, so that it can only be flagged, or not."""
FLAGGING = ("warning", "error")
_NAME = "torn.txt"
"""A name that tells no year and no department."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One extraction of a torn text: what it says at the label's places, and its F1 counts."""

    document: Document
    places: Places
    cells: Counts
    facts: Counts


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one fault, with what stood at its places before and after repair."""

    fault: Fault
    fate: Fate
    before: tuple[tuple[TruthPlace, Said], ...]
    after: tuple[tuple[TruthPlace, Said], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Places that repair changed: wrong to right, right to wrong, wrong to another wrong text."""

    improved: int = 0
    worsened: int = 0
    in_vain: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def total(self) -> int:
        return self.improved + self.worsened + self.in_vain


def read_text(data: bytes, label: Label, *, repair: bool) -> Reading:
    """Extract a text, which is all that the extractor is given, and hold what it says against the label."""
    options = Options(repair=RepairOptions(enabled=repair))
    return read_document(extract(data, options=options, name=_NAME), label)


def read_document(document: Document, label: Label) -> Reading:
    """Hold an extraction against the label."""
    held = hold_against(label, read_prediction(to_data(document)))
    counts = {**cells.measure(held.comparison), **project_facts.measure(held.comparison)}
    own = {name: score for name, score in counts.items() if isinstance(score, Counts)}
    return Reading(document, held.places, own.get("cells", Counts()), own.get("project_facts", Counts()))


def judge_faults(faults: Sequence[Fault], clean: Places, before: Reading, after: Reading) -> list[Outcome]:
    """The fate of each fault. ``clean`` is what the undamaged text says at the places, ``before`` the torn text read
    without repair, ``after`` with it."""
    return [_judge(fault, clean, before, after) for fault in faults]


def _judge(fault: Fault, clean: Places, before: Reading, after: Reading) -> Outcome:
    places = places_of(fault)
    known = [place for place in places if after.places[place].truth is not None]
    sound = [place for place in known if clean[place].is_right]
    fate: Fate
    if places and not known:
        fate = "gone_flagged" if flags(fault, after.document)[0] else "gone"
    elif not sound:
        fate = "unjudged"
    elif _all_right(sound, after.places):
        fate = "harmless" if _all_right(sound, before.places) else "mended"
    else:
        at_it, in_column = flags(fault, after.document)
        fate = "flagged" if at_it else "flagged_in_column" if in_column else "silent"
    old = tuple((place, before.places[place]) for place in places)
    return Outcome(fault, fate, old, tuple((place, after.places[place]) for place in places))


def _all_right(places: Sequence[TruthPlace], torn: Places) -> bool:
    return all(torn[place].is_right for place in places)


def places_of(fault: Fault) -> list[TruthPlace]:
    """The places of the derived label that a fault touches."""
    sort: Sort = "project" if fault.table is None else "table"
    number = fault.project if fault.table is None else fault.table
    return [TruthPlace(sort, number or 0, path) for path in fault.truth]


def flags(fault: Fault, document: Document) -> tuple[bool, bool]:
    """Whether a failed check or a problem (warning, error) names a cell on the fault's lines; or one in its columns of
    their table."""
    lines = range(fault.line, fault.line + max(1, len(fault.after)))
    columns = {int(path.split(".")[3]) for path in fault.truth if path.startswith("rows.")} or {fault.column}
    tables = [table for table in document.tables if any(cell.line in lines for cell in table.cells)]
    own = {cell.id for table in tables for cell in table.cells if cell.line in lines}
    beside = {cell.id for table in tables for cell in table.cells if cell.column in columns}
    named = {subject for check in document.checks if check.status == "fail" for subject in check.subjects}
    named |= {subject for problem in document.problems if problem.severity in FLAGGING for subject in problem.subjects}
    return bool(own & named), bool(beside & named)


def changed_places(before: Places, after: Places, sort: Sort) -> Changes:
    """What repair did to the places of tables or of projects that the label knows."""
    total = Changes()
    for place, old in before.items():
        new = after[place]
        if place.sort != sort or old.is_right is None or old.predicted == new.predicted:
            continue
        total += Changes(
            improved=int(not old.is_right and bool(new.is_right)),
            worsened=int(old.is_right and not new.is_right),
            in_vain=int(not old.is_right and not new.is_right),
        )
    return total
