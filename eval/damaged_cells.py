"""What becomes of every cell that a torn text damages, and of the sound ones that repair touches."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from extractor.corpora.damage.record import Fault
from extractor.eval.mending import Places, Reading, Sort, flags, places_of
from extractor.eval.truth_places import Said, TruthPlace


@dataclass(frozen=True, slots=True)
class CellFates:
    """Cells (or facts of projects) of one sort. A damaged one is read right in the undamaged text and wrong in the
    torn text without repair, also where nothing in the text tells any more what stood there.

    ``repaired``: right since. ``flagged``: as torn, and a failed check or a problem names a cell on its fault's lines.
    ``silent``: as torn, and none does. ``altered``: another wrong text since. ``spoilt``: a sound one, wrong since.
    ``decidable``: damaged ones that the rest of the text tells; ``decided``: those of them that are repaired. ``all``:
    every one that the undamaged text says right.
    """

    all: int = 0
    repaired: int = 0
    flagged: int = 0
    silent: int = 0
    altered: int = 0
    spoilt: int = 0
    decidable: int = 0
    decided: int = 0

    def __add__(self, other: "CellFates") -> "CellFates":
        return CellFates(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def damaged(self) -> int:
        return self.repaired + self.flagged + self.silent + self.altered

    @property
    def wrong(self) -> int:
        """All that repair changed to a wrong text."""
        return self.altered + self.spoilt


@dataclass(frozen=True, slots=True)
class WrongChange:
    """A place where repair wrote a wrong text: what stands there in truth, in the torn text, and since."""

    place: TruthPlace
    truth: str
    torn: str
    repaired: str


def judge_cells(
    faults: Sequence[Fault], clean: Places, readings: tuple[Reading, Reading], sort: Sort
) -> tuple[CellFates, tuple[WrongChange, ...]]:
    """The fates of all cells of a text torn by ``faults``; ``clean`` is what the undamaged text says, ``readings`` are
    the torn text's without and with repair.

    The truth is the undamaged label's, so a value that the torn text no longer holds counts too, and one made up in its
    place is a wrong change.
    """
    before, after = readings
    told, named, tables = _told(faults, after)
    fates, wrong = CellFates(), list[WrongChange]()
    for place, undamaged in clean.items():
        if place.sort != sort or not undamaged.is_right or place not in before.places:
            continue
        old, new = before.places[place].predicted, after.places[place].predicted
        fate = _fate(undamaged.truth, old, new, place in named if place in told else place.number in tables)
        fates += _counted(fate, decidable=told.get(place, True))
        if fate in ("altered", "spoilt"):
            wrong.append(WrongChange(place, undamaged.truth or "", old, new))
    return fates, tuple(wrong)


def _told(faults: Sequence[Fault], after: Reading) -> tuple[dict[TruthPlace, bool], set[TruthPlace], set[int]]:
    """By place of a fault whether the rest of the text tells what stood there; the places of faults that are flagged;
    the tables or projects in which one is, which flags cells that it moved without being named among its own."""
    told, named, tables = dict[TruthPlace, bool](), set[TruthPlace](), set[int]()
    for fault in faults:
        own = places_of(fault)
        told |= dict.fromkeys(own, fault.recoverable)
        if flags(fault, after.document)[0]:
            named.update(own)
            tables.update(place.number for place in own)
    return told, named, tables


def _fate(truth: str | None, old: str, new: str, is_flagged: bool) -> str:
    was_right, is_right = bool(Said(truth, old).is_right), bool(Said(truth, new).is_right)
    if was_right:
        return "sound" if is_right else "spoilt"
    if is_right:
        return "repaired"
    if new != old:
        return "altered"
    return "flagged" if is_flagged else "silent"


def _counted(fate: str, *, decidable: bool) -> CellFates:
    own = {fate: 1} if fate != "sound" else {}
    is_damaged = fate in ("repaired", "flagged", "silent", "altered")
    decided = is_damaged and decidable
    return CellFates(all=1, decidable=int(decided), decided=int(decided and fate == "repaired"), **own)
