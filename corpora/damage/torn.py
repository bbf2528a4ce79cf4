"""Torn texts: a label printed as a text dump, with seeded faults of named kinds and a record of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from extractor.corpora.damage.change import Change, FaultKind
from extractor.corpora.damage.identities import read_amounts
from extractor.corpora.damage.label_dump import Dump, dump_label
from extractor.corpora.damage.pieces import Dialect, Owner, Piece, body_rows, lines_of
from extractor.corpora.damage.record import Fault, Source, TornRecord
from extractor.corpora.damage.recoverable import judge
from extractor.corpora.damage.tears import KINDS, PER_TABLE
from extractor.corpora.label import Label

Chosen = tuple[FaultKind, Change]


@dataclass(frozen=True, slots=True)
class Tear:
    """How to tear: which kinds, the share of rows (of tables, where all kinds are of ``PER_TABLE``) that get a fault
    (0 to 1; one fault at least where there is a place for one), the seed, and the dialect of the forms."""

    kinds: tuple[FaultKind, ...]
    rate: float = 0.05
    seed: int = 0
    dialect: Dialect = "rows"


@dataclass(frozen=True, slots=True)
class Torn:
    """A torn text; ``dump`` is what it was before, ``unknown`` the truth that it no longer holds, by owner."""

    text: str
    dump: Dump
    record: TornRecord
    unknown: Mapping[Owner, tuple[str, ...]]


def tear_label(label: Label, tear: Tear, source: Source) -> Torn:
    """Print a label and tear the text; the same label, tear and source give the same text.

    Several kinds take turns. What is gone for good (blanked, or another digit, and told by nothing that is left) is
    ``unknown``; a tier is not, since the words beside it can tell.
    """
    dump = dump_label(label, tear.dialect)
    random = Random(f"{source.id} {tear.seed} {' '.join(tear.kinds)}")  # noqa: S311 - to be drawn again, no secret
    chosen = _choose(dump.pieces, tear, random)
    changes = [change for _, change in chosen]
    verdicts = judge(changes, read_amounts({index: label.tables[index] for index in dump.tables}), dump.pieces)
    text, lines = _write(dump.pieces, changes)
    faults, unknown = [], dict[Owner, tuple[str, ...]]()
    for (kind, change), line, recoverable in zip(chosen, lines, verdicts, strict=True):
        faults.append(_fault(kind, change, line, recoverable, dump))
        if change.told == "gone" and not recoverable and kind != "lost_tier":
            unknown[change.owner] = unknown.get(change.owner, ()) + change.touched
    record = TornRecord(
        source=source, kinds=list(tear.kinds), dialect=tear.dialect, rate=tear.rate, seed=tear.seed, faults=faults,
        left_out=list(dump.left_out),
    )  # fmt: skip
    return Torn(text, dump, record, unknown)


def _choose(pieces: Sequence[Piece], tear: Tear, random: Random) -> list[Chosen]:
    """As many changes as the rate asks for, none touching a piece that another one touches, in the text's order."""
    rows = list(body_rows(pieces))
    units = len({row.owner for _, row in rows}) if PER_TABLE.issuperset(tear.kinds) else len(rows)
    wanted = max(1, round(tear.rate * units)) if tear.rate > 0 else 0
    queues = {kind: _shuffled(pieces, kind, random) for kind in tear.kinds}
    chosen: list[Chosen] = []
    taken: set[int] = set()
    while any(queues.values()) and len(chosen) < wanted:
        for kind, queue in queues.items():
            while queue and not taken.isdisjoint(queue[-1].occupied):
                queue.pop()
            if queue and len(chosen) < wanted:
                chosen.append((kind, queue.pop()))
                taken.update(chosen[-1][1].occupied)
    return sorted(chosen, key=lambda one: one[1].start)


def _shuffled(pieces: Sequence[Piece], kind: FaultKind, random: Random) -> list[Change]:
    changes = list(KINDS[kind](pieces, random))
    random.shuffle(changes)
    return changes


def _write(pieces: Sequence[Piece], changes: Sequence[Change]) -> tuple[str, list[int]]:
    """The torn text, and the line (from 1) on which each change begins in it."""
    lines: list[str] = []
    begun: list[int] = []
    place = 0
    for change in changes:
        lines += _lines(pieces[place : change.start])
        begun.append(len(lines) + 1)
        lines += _lines(change.pieces)
        place = change.stop
    lines += _lines(pieces[place:])
    return "".join(f"{line}\n" for line in lines), begun


def _lines(pieces: Sequence[Piece]) -> list[str]:
    return [line for piece in pieces for line in lines_of(piece)]


def _fault(kind: FaultKind, change: Change, line: int, recoverable: bool, dump: Dump) -> Fault:
    is_table = change.owner.sort == "table"
    return Fault(
        kind=kind,
        variant=change.variant,
        table=dump.tables.index(change.owner.number) if is_table else None,
        project=None if is_table else dump.projects.index(change.owner.number),
        row=change.row,
        column=change.column,
        truth=list(change.touched),
        line=line,
        before=_lines(dump.pieces[change.start : change.stop]),
        after=_lines(change.pieces),
        recoverable=recoverable,
    )
