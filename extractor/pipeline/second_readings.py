"""Failed identities and unread amounts → the same pages by other tools: who agrees, who is right, who only differs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.document.check import Check, Problem, Repair
from extractor.document.content import PageInfo
from extractor.document.draft import Draft
from extractor.document.table import Row, Table, row_values, slots_of
from extractor.normalise.unread import unread_amounts
from extractor.pipeline.laying_out import Layout
from extractor.pipeline.readings import Reading
from extractor.readings.judge import UNREAD, Doubt, Opinion, find_doubts, find_winners, unread_doubts, weigh
from extractor.readings.reading import ReadAgain, ReaderName
from extractor.repair.guard import find_broken

_MAX_PAGES = 8
"""Pages of a document that are read again: more of them with failed identities are no reading's slip."""
_MAX_TRIALS = 12
"""Texts tried in a document; each trial reads all its records again."""

Verify = Callable[[Sequence[Table]], Sequence[Check]]
"""The checks of the document with these tables."""


class SecondReadings(NamedTuple):
    """What other readings said of the failed identities: weighed opinions, repairs, pages left out, and failures."""

    opinions: tuple[tuple[Doubt, Opinion], ...]
    repairs: tuple[Repair, ...]
    failures: tuple[str, ...]
    left_out: tuple[int, ...]


def ask_again(
    layout: Layout, reading: Reading, verify: Verify, read_again: ReadAgain, threshold: float
) -> SecondReadings:
    """Ask one tool after another about the failed identities and the unread amounts that no tool before has settled: it
    read every amount of them as we did, or found the amount that mends them. What was read from a picture no other
    tool can read."""
    unread = {cell for problem in unread_amounts(reading.tables) for cell in problem.subjects}
    found = find_doubts(reading.tables, reading.verification.checks) + unread_doubts(reading.tables, unread)
    pictures = {table.id for table in reading.tables if table.reading == "ocr"}
    doubts = [doubt for doubt in found if pictures.isdisjoint(cell.id.partition(".")[0] for cell in doubt.cells)]
    pages = sorted({page for doubt in doubts for page in doubt.pages})
    known, left_out = set(pages[:_MAX_PAGES]), tuple(pages[_MAX_PAGES:])
    open_doubts = [doubt for doubt in doubts if doubt.pages <= known]
    proves = _Trials(reading, verify).prove
    opinions: list[tuple[Doubt, Opinion]] = []
    repairs: list[Repair] = []
    failures: list[str] = []
    for reader in _readers(layout, open_doubts):
        wanted = sorted({page for doubt in open_doubts for page in doubt.pages})
        if not wanted:
            break
        other = read_again(reader, wanted)
        failures += [f"{reader}: {failure}" for failure in other.failures]
        said = [(doubt, weigh(doubt, other)) for doubt in open_doubts]
        won = find_winners(said, proves, threshold)
        written = {cell for repair in repairs for cell in repair.subjects}
        repairs += [repair for repair in won if not written & set(repair.subjects)]
        mended = {cell for repair in repairs for cell in repair.subjects}
        opinions += said
        settled = {_key(doubt) for doubt, opinion in said if opinion.agrees or mended & opinion.other.keys()}
        open_doubts = [doubt for doubt in open_doubts if _key(doubt) not in settled]
    return SecondReadings(tuple(opinions), tuple(repairs), tuple(failures), left_out)


def _key(doubt: Doubt) -> tuple[str, tuple[str, ...]]:
    return doubt.check.rule, doubt.check.subjects


def write_texts(tables: Sequence[Table], repairs: Sequence[Repair]) -> tuple[Table, ...]:
    """The tables with the texts of the applied repairs; such a table is named after the tool that read it."""
    texts = {repair.subjects[0]: repair.after for repair in repairs if repair.applied}
    readers = {repair.subjects[0]: reader_of(repair) for repair in repairs if repair.applied}
    return tuple(_written(table, texts, readers) for table in tables)


def reader_of(repair: Repair) -> str:
    """The tool that an ``other_reading`` repair took its text from."""
    return repair.evidence[0].partition(" ")[0]


def pages_read(pages: Sequence[PageInfo], tables: Sequence[Table], repairs: Sequence[Repair]) -> tuple[PageInfo, ...]:
    """The pages; ``reading`` names the tool whose amounts were taken on a page."""
    places = {cell.id: cell.boxes[0].page for table in tables for cell in table.cells if cell.boxes}
    readers = {places[r.subjects[0]]: reader_of(r) for r in repairs if r.applied and r.kind == "other_reading"}
    return tuple(replace(p, reading=readers[p.number]) if p.number in readers else p for p in pages)


def second_reading_problems(found: SecondReadings, repairs: Sequence[Repair], reading: Reading) -> list[Problem]:
    """What a reader of the result should know of it; ``reading`` is the final one, whose check ids count."""
    mended = {repair.subjects[0] for repair in repairs if repair.applied}
    final = {(c.rule, c.subjects): c.id for c in reading.verification.checks if c.status == "fail"}
    final |= {_key(doubt): "" for doubt, _ in found.opinions if doubt.check.rule == UNREAD}
    still = [(d, o, final[d.check.rule, d.check.subjects]) for d, o in found.opinions
             if (d.check.rule, d.check.subjects) in final]  # fmt: skip
    agreed = {identity: (doubt, opinion.reader) for doubt, opinion, identity in still if opinion.agrees}
    problems = [_agreement(doubt, reader, identity) for identity, (doubt, reader) in agreed.items()]
    differ: dict[tuple[str, str], tuple[Doubt, list[ReaderName]]] = {}
    for doubt, opinion, identity in still:
        for cell, text in opinion.other.items():
            if (not identity or identity not in agreed) and cell not in mended:
                readers = differ.setdefault((cell, text), (doubt, []))[1]
                readers += [opinion.reader] if opinion.reader not in readers else []
    problems += [_difference(doubt, cell, text, readers) for (cell, text), (doubt, readers) in differ.items()]
    failures = list(found.failures)
    if found.left_out:
        failures.append(f"{len(found.left_out)} more pages with failed identities were not read again")
    if failures:
        text = f"Amounts in doubt were not read again by every tool: {'; '.join(failures[:5])}."
        problems.append(Problem("second_reading_failed", "info", text))
    return problems


class _Trials:
    """Texts tried in the tables of a document, a bounded number of times."""

    def __init__(self, reading: Reading, verify: Verify) -> None:
        self._reading, self._verify, self._left = reading, verify, _MAX_TRIALS

    def prove(self, check: Check, texts: Mapping[str, str]) -> bool:
        """Whether the failed check holds exactly, and nothing that held breaks."""
        if self._left == 0:
            return False
        self._left -= 1
        tables = tuple(_written(table, texts, {}) for table in self._reading.tables)
        after = self._verify(tables)
        if check.rule == UNREAD:
            same = [c for c in after if check.subjects[0] in c.subjects]
        else:
            same = [c for c in after if (c.rule, c.subjects) == (check.rule, check.subjects)]
        exact = any(c.status == "pass" and c.residual == 0 for c in same)
        return exact and not find_broken(self._reading.verification.checks, after)


def _readers(layout: Layout, doubts: Sequence[Doubt]) -> list[ReaderName]:
    """pdfplumber first, which starts ten times as fast; camelot's lattice only where rulings are drawn."""
    drafts = [item for item in layout.items if isinstance(item, Draft)]
    ruled = {table.id for table, draft in zip(layout.tables, drafts, strict=True) if not draft.grid.inferred}
    tables = {cell.id.rpartition(".")[0] for doubt in doubts for cell in doubt.cells}
    return ["pdfplumber", "camelot-lattice"] if tables & ruled else ["pdfplumber"]


def _written(table: Table, texts: Mapping[str, str], readers: Mapping[str, str]) -> Table:
    own = [cell for cell in table.cells if cell.id in texts]
    if not own:
        return table
    cells = tuple(replace(cell, text=texts[cell.id]) if cell.id in texts else cell for cell in table.cells)
    touched = {row for cell in own for row in range(cell.row, cell.row + cell.row_span)}
    slots = slots_of(cells, table.header_rows + len(table.rows), len(table.columns))
    rows = tuple(
        Row(row_values(slots[place]), row.role) if place in touched else row
        for place, row in enumerate(table.rows, start=table.header_rows)
    )
    return replace(table, cells=cells, rows=rows, reading=readers.get(own[0].id, table.reading))


def _agreement(doubt: Doubt, reader: str, identity: str) -> Problem:
    cells = tuple(cell.id for cell in doubt.cells)
    text = (
        f"{reader} reads all {len(cells)} amounts of the failed check {identity} ({doubt.check.rule}) as they are here:"
        " so the file's text layer says. The document is in error, the check misunderstands it, or the page shows other"
        " amounts than its text layer: look at the page."
    )
    return Problem("second_reading_agrees", "info", text, min(doubt.pages), cells)


def _difference(doubt: Doubt, cell_id: str, text: str, readers: Sequence[str]) -> Problem:
    cell = next(cell for cell in doubt.cells if cell.id == cell_id)
    of = "in a column of amounts" if doubt.check.rule == UNREAD else f"of a failed check ({doubt.check.rule})"
    message = (
        f"An amount {of} is {cell.text!r} here and {text!r} by {', '.join(readers)};"
        " neither is proved: look at the page."
    )
    return Problem("readings_differ", "warning", message, cell.boxes[0].page, (cell_id,))
