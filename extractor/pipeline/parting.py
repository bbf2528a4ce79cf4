"""Joins over pages that the arithmetic contradicts → the pieces as tables of their own.

A join is evidence about places and words; sums that fail over the break, and are proved when the pieces stand alone,
are evidence about what they say. Doubt keeps the join: the piece must have a header and a proved sum of its own, and
nothing that held may be lost by taking the join back.
"""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from extractor.document.check import Check
from extractor.document.content import Paragraph
from extractor.document.draft import Draft
from extractor.document.geometry import Place
from extractor.document.table import Table
from extractor.layout.headers import read_header
from extractor.pipeline.laying_out import Layout, label_items
from extractor.pipeline.readings import Reading, read_tables
from extractor.tables.join_pieces import part_at
from extractor.tables.joins import join_drafts

_MAX_TRIALS = 6
"""Joins tried in a document; each trial labels and reads all its tables again."""

_Key = tuple[str, Place | str]
"""What stays of a check when tables are numbered anew: its rule, and the place of the first cell that it is about."""


class _Suspect(NamedTuple):
    """The join ``number`` of the draft at ``item`` among the items; ``table`` is its table's place among the tables,
    ``failed`` the checks that fail over the break."""

    score: float
    item: int
    number: int
    table: int
    failed: tuple[Check, ...]


def part_joins(layout: Layout, reading: Reading, name: str | None) -> tuple[Layout, Reading]:
    """Take back each join over which identities fail, where all of them are proved without it."""
    trials = 0
    while True:
        for suspect in islice(_suspects(layout, reading), _MAX_TRIALS - trials):
            trials += 1
            parted = _parted(layout, suspect, ())
            after = read_tables(parted, parted.tables, (), name)
            if _speaks_for(suspect, reading, after):
                rules = dict.fromkeys(check.rule for check in suspect.failed)
                reasons = tuple(f"{rule} fails with it and is proved without" for rule in rules)
                layout = _parted(layout, suspect, reasons)
                reading = read_tables(layout, layout.tables, (), name)
                break
        else:
            return layout, reading


def _suspects(layout: Layout, reading: Reading) -> list[_Suspect]:
    """The joins of pieces with a header whose break lies between the cells of failed checks, the weakest first."""
    failed = [check for check in reading.verification.checks if check.status == "fail"]
    drafts = [(index, item) for index, item in enumerate(layout.items) if isinstance(item, Draft)]
    found: list[_Suspect] = []
    for place, (index, draft) in enumerate(drafts):
        if not draft.pieces or not failed:
            continue
        rows = {cell.id: cell.row for cell in layout.tables[place].cells}
        spans = [(check, [rows[cell] for cell in check.subjects if cell in rows]) for check in failed]
        for number, piece in enumerate(draft.pieces):
            join = piece.join
            over = tuple(check for check, span in spans if span and min(span) < join.row <= max(span))
            if over and join.header_rows:
                found.append(_Suspect(join.score, index, number, place, over))
    return sorted(found, key=lambda suspect: suspect[:3])


def _parted(layout: Layout, suspect: _Suspect, reasons: tuple[str, ...]) -> Layout:
    """The layout without one join; the pieces after it are joined again among themselves."""
    draft = layout.items[suspect.item]
    if isinstance(draft, Paragraph):
        raise TypeError("only drafts have joins")
    kept, *followed = part_at(draft, suspect.number, reasons)
    rest = join_drafts(followed, [read_header(piece.grid) for piece in followed])
    return label_items([*layout.items[: suspect.item], kept, *rest, *layout.items[suspect.item + 1 :]])


def _speaks_for(suspect: _Suspect, before: Reading, after: Reading) -> bool:
    """Whether all that failed over the break is proved without it, the piece has a proved sum of its own, no identity
    that held is lost and none fails that did not before."""
    old, new = _by_key(before), _by_key(after)
    if any(_any(checks, "fail") and not _any(old.get(key, ()), "fail") for key, checks in new.items()):
        return False
    if any(_any(checks, "pass") and not _any(new.get(key, ()), "pass") for key, checks in old.items()):
        return False
    places = _places(before.tables)
    mended = all(_is_proved(new.get(_key(check, places), ()), after) for check in suspect.failed)
    return mended and _adds_up(after.tables[suspect.table + 1], after)


def _is_proved(checks: Sequence[Check], reading: Reading) -> bool:
    """Whether the checks hold exactly and prove the amount that they are about."""
    exact = [check for check in checks if check.status == "pass" and check.residual == 0]
    return bool(exact) and all(
        check.status != "fail" and reading.verification.states.get(check.subjects[0]) == "proved" for check in checks
    )


def _adds_up(table: Table, reading: Reading) -> bool:
    """Whether amounts of several rows of the table, and of no other, make a proved sum."""
    rows = {cell.id: cell.row for cell in table.cells}
    own = [check for check in reading.verification.checks if check.subjects and rows.keys() >= set(check.subjects)]
    return any(_is_proved([check], reading) and len({rows[cell] for cell in check.subjects}) > 2 for check in own)


def _by_key(reading: Reading) -> dict[_Key, list[Check]]:
    places = _places(reading.tables)
    found: dict[_Key, list[Check]] = {}
    for check in reading.verification.checks:
        found.setdefault(_key(check, places), []).append(check)
    return found


def _key(check: Check, places: dict[str, Place]) -> _Key:
    cells = (places[subject] for subject in check.subjects if subject in places)
    return check.rule, next(cells, "".join(check.subjects[:1]))


def _places(tables: Sequence[Table]) -> dict[str, Place]:
    return {cell.id: cell.boxes[0] for table in tables for cell in table.cells if cell.boxes}


def _any(checks: Sequence[Check], status: str) -> bool:
    return any(check.status == status for check in checks)
