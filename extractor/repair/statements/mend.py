"""Torn statement tables of a document, put right: model, rows, then amounts; the clear hypotheses applied."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from extractor.document.check import Problem, Repair
from extractor.document.column_numbers import StrayNumber, find_stray_numbers
from extractor.document.table import Table
from extractor.document.text import folded
from extractor.repair.statements.amount_search import Bounds, Found, search_amounts
from extractor.repair.statements.arithmetic import Arithmetic, build_arithmetic
from extractor.repair.statements.blocks import Block, Chain, Printed, find_chains, open_block
from extractor.repair.statements.chain_repair import ChainRepair, has_cell_of, open_chain
from extractor.repair.statements.digit_moves import MISREAD_DIGIT
from extractor.repair.statements.doubled_rows import leave_out_doubled_rows
from extractor.repair.statements.elsewhere import Placed, Said, amounts_elsewhere
from extractor.repair.statements.entries import Entry, Line
from extractor.repair.statements.findings import STRUCTURAL, Finding, confidence_of, margin_of
from extractor.repair.statements.fused_headings import part_fused_headings
from extractor.repair.statements.rebuild import Around, rebuild, renamed
from extractor.repair.statements.settling import named_codes, settle_rows, settle_signs
from extractor.repair.statements.swallowed_row import UNIT_WORD

MOST_STEPS: Final = 20_000
"""So many evaluations of moves a table; then the search gives up with a problem."""
_SHORTEST_NAME: Final = 2
_LARGEST: Final = 20_000
"""Cells of a table beyond which its amounts are not searched."""


@dataclass(frozen=True, slots=True)
class Mended:
    """Tables put right, in order, ids counted anew; ``joined`` are the places (among those given) that went into the
    table before, ``origins`` the printed cell of each cell, ``chains`` the ids of the tables that were changed."""

    tables: tuple[Table, ...]
    joined: frozenset[int]
    origins: dict[str, str]
    changed: frozenset[str]
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]


def mend_statements(
    printed: Sequence[Printed],
    threshold: float,
    kept: AbstractSet[str] = frozenset(),
    most_steps: int = MOST_STEPS,
    kept_cells: AbstractSet[str] = frozenset(),
) -> Mended:
    """Put the torn statement tables of a document right.

    ``kept`` are ids of tables that stay as printed, ``kept_cells`` cells of rows that do. A table with nothing to mend
    comes back as it is, but for its id.
    """
    found_chains = find_chains(printed) if threshold <= STRUCTURAL else []
    chains = [c for c in found_chains if not any(printed[n].table.id in kept for n in c.places)]
    work: dict[int, ChainRepair] = {}
    blocks = {chain.places[0]: _blocks(printed, chain, threshold) for chain in chains}
    nil = _nil_funds(printed)
    for chain in chains:
        own, found = blocks[chain.places[0]]
        strays = [stray.number for stray in found]
        siblings = [one.table for n, one in enumerate(printed) if n not in chain.places and one.table.header_rows]
        numbers = [number for block in own for number in block.numbers.values()]
        numbered = max([*numbers, *strays], default=None) if numbers else None
        tables = [printed[n].table for n in chain.places]
        context = siblings, nil, _known_names(printed, chain.places)
        opened = open_chain(tables, own, context, numbered, kept_cells)
        if opened is not None:
            opened.strays = [stray for stray in found if stray.confidence >= threshold]
            work[chain.places[0]] = opened
    _settle(list(work.values()), Bounds(most_steps, margin_of(threshold)), kept_cells)
    return _put_together(printed, {c.places[0]: c for c in chains}, work, threshold)


def _blocks(printed: Sequence[Printed], chain: Chain, threshold: float) -> tuple[list[Block], list[StrayNumber]]:
    """The grids of a chain, those column numbers in their rows left out that are sure; all that were found."""
    blocks: list[Block] = []
    strays: list[StrayNumber] = []
    for index, (place, bare) in enumerate(zip(chain.places, chain.bare, strict=True)):
        table = printed[place].table
        found = find_stray_numbers(table) if not bare else ()
        clear = [stray for stray in found if stray.confidence >= threshold]
        strays += found
        blocks.append(open_block(table, index, bare=bare, strays=frozenset(stray.cell.id for stray in clear)))
    return part_fused_headings(blocks), strays


def _nil_funds(printed: Sequence[Printed]) -> list[str]:
    """Words of the funds whose own tables the document declares empty."""
    words = {"government_fund": "基金预算", "state_capital": "国有资本"}
    kinds = {one.table.kind for one in printed if one.table.declared_empty}
    return [word for kind, word in words.items() if kind in kinds]


def _known_names(printed: Sequence[Printed], without: Collection[int]) -> set[str]:
    """The names (folded) that other tables of the document print."""
    return {
        folded(cell.text)
        for place, one in enumerate(printed)
        if place not in without
        for cell in one.table.cells
        if cell.row >= one.table.header_rows and len(cell.text) > _SHORTEST_NAME
    }


def _settle(work: Sequence[ChainRepair], bounds: Bounds, kept_cells: AbstractSet[str]) -> None:
    """Choose among the ways of the rows of all tables by arithmetic; then, with the rows in their places, search the
    amounts of each table."""
    for chain, elsewhere in zip(work, _elsewhere(work), strict=True):
        if len(chain.lines) * chain.model.width > _LARGEST:
            chain.gave_up = True
        arithmetic = build_arithmetic(chain.model, chain.lines, elsewhere)
        known = {pair for other in work if other is not chain and chain.open_pairs for pair in named_codes(other)}
        settle_rows(chain, arithmetic, known, bounds.clear)
    for chain, elsewhere in zip(work, _elsewhere(work), strict=True):
        settle_signs(chain, build_arithmetic(chain.model, chain.lines, elsewhere))
    bounds = bounds._replace(misread=any(_has_misread_signs(chain) for chain in work))
    for number, chain in enumerate(work):
        while not chain.gave_up and leave_out_doubled_rows(chain, _elsewhere(work)[number]):
            pass  # one row at a time: the places of the others have changed
    for chain, elsewhere in zip(work, _elsewhere(work), strict=True):
        if chain.gave_up:
            continue
        arithmetic = build_arithmetic(chain.model, chain.lines, elsewhere)
        stay = frozenset(row for row, line in enumerate(chain.lines) if _stays(chain, line, kept_cells))
        found, out = search_amounts(chain.model, chain.lines, arithmetic, bounds._replace(kept_rows=stay))
        chain.gave_up |= out
        for one in found:
            _record(chain, one, arithmetic)


def _stays(chain: ChainRepair, line: Line, kept_cells: AbstractSet[str]) -> bool:
    """Whether no amount moves out of a line or into it: it is kept, or two rows, of which the sums know neither."""
    return has_cell_of(line, kept_cells) or any(line is other for other in chain.undecided)


def _has_misread_signs(chain: ChainRepair) -> bool:
    return any(finding.kind == "misread_number" and finding.applied for _, finding in chain.row_findings)


def _elsewhere(work: Sequence[ChainRepair]) -> list[dict[tuple[int, int], list[Said]]]:
    return amounts_elsewhere([Placed(chain.model, chain.lines) for chain in work])


def _record(chain: ChainRepair, found: Found, arithmetic: Arithmetic) -> None:
    """Write a found move into the rows where it is clear, and say what was found."""
    for move in found.moves:
        entries = {source: chain.lines[source[0]].entries[source[1]] for source, _ in move.moved}
        before = " ".join(f"r{r}c{c}={_text(chain, (r, c))}" for (r, c), _ in move.change)
        if found.is_clear:
            sources = {target: source for source, target in move.moved}
            for (row, column), text in move.change:
                source = sources.get((row, column))
                kept = entries[source] if source is not None else Entry(text, ())
                if move.kind == MISREAD_DIGIT:
                    kept = chain.lines[row].entries[column]._replace(text=text)
                chain.lines[row].entries[column] = kept if text else Entry("", ())
        places = tuple(place for place, text in move.change if text)
        evidence = tuple(
            dict.fromkeys(f"holds since: {arithmetic.identities[n].family}" for n in sorted(found.resolved))
        )
        finding = Finding(
            move.kind, places, before, " ".join(f"r{r}c{c}={text}" for (r, c), text in move.change), evidence,
            confidence_of(found.margin), found.is_clear,
            tuple(" ".join(f"r{r}c{c}={text}" for m in other for (r, c), text in m.change) for other in found.others),
            move.made_from, (move.source,) if move.source else (),
        )  # fmt: skip
        chain.table_findings.append(finding)


def _text(chain: ChainRepair, place: tuple[int, int]) -> str:
    return chain.lines[place[0]].entries[place[1]].text


def _put_together(
    printed: Sequence[Printed], chains: dict[int, Chain], work: dict[int, ChainRepair], threshold: float
) -> Mended:
    tables: list[Table] = []
    origins: dict[str, str] = {}
    changed: set[str] = set()
    repairs: list[Repair] = []
    problems: list[Problem] = []
    gone = frozenset(n for start in work for n in chains[start].places[1:])
    for place, one in enumerate(printed):
        if place in gone:
            continue
        identity = f"t{len(tables) + 1}"
        chain = work.get(place)
        if chain is None or not chain.is_changed:
            made = renamed(one.table, identity)
            depth = one.table.header_rows
        else:
            around = _around(chain, printed)
            made = rebuild(identity, chain.printed, chain.model, chain.lines, around)
            if around.unit is not None:
                chain.table_findings.append(_unit_finding(around.unit))
            changed.add(identity)
            depth = made.table.header_rows
        tables.append(made.table)
        origins |= made.origins
        if chain is not None:
            repairs += _repairs_of(identity, depth, chain)
            problems += _problems_of(identity, depth, chain, threshold)
    names = {old: new for new, old in reversed(origins.items())}
    repairs = [replace(r, made_from=tuple(names.get(cell, cell) for cell in r.made_from)) for r in repairs]
    return Mended(tuple(tables), gone, origins, frozenset(changed), tuple(repairs), tuple(problems))


def _around(chain: ChainRepair, printed: Sequence[Printed]) -> Around:
    """What belongs to a table beside its rows. A unit whose value the header lost is the one of all other tables."""
    captions = tuple(caption for caption in chain.captions if caption != UNIT_WORD)
    units = {one.table.unit for one in printed if one.table.unit and one.table not in chain.printed}
    lost = UNIT_WORD in chain.captions and len(units) == 1 and not any(table.unit for table in chain.printed)
    return Around(chain.numbers, chain.extras, captions, units.pop() if lost else None)


def _unit_finding(unit: str) -> Finding:
    evidence = (
        "the header prints the word 单位 without its value",
        f"all other tables of the document count in {unit}",
    )
    return Finding("unit_restored", ((-1, 0),), "", unit, evidence, 0.92, True)


def _repairs_of(identity: str, depth: int, chain: ChainRepair) -> list[Repair]:
    found: list[tuple[int, Finding]] = [(0, finding) for finding in chain.table_findings]
    row_of = chain.rows_of()
    found += [(row_of(line), finding) for line, finding in chain.row_findings]
    repairs = []
    if len(chain.printed) > 1:
        ids = ", ".join(table.id for table in chain.printed)
        evidence = ("the same table goes on: header, captions, line numbers or codes",)
        repairs.append(
            Repair("", "joined_over_break", (f"{identity}.r{depth}c0",), ids, identity, evidence, (), 0.95, True)
        )
    for stray in chain.strays if chain.is_changed else ():
        row = next((n for n, line in enumerate(chain.lines) if line.number == stray.cell.line), 0)
        subject = f"{identity}.r{depth + row}c{min(stray.cell.column, chain.model.width - 1)}"
        repairs.append(
            Repair(
                "", "stray_column_number", (subject,), stray.cell.text, "", stray.evidence, (), stray.confidence, True
            )
        )
    for row, finding in found:
        cells = (f"{identity}.r{depth + row + r}c{c}" if r >= 0 else f"{identity}.r0c0" for r, c in finding.places)
        made_from = tuple(f"{identity}.r{depth + r}c{c}" for r, c in finding.made_from) + finding.sources
        said = (finding.before, finding.after, finding.evidence, finding.alternatives, finding.confidence)
        repairs.append(Repair("", finding.kind, tuple(cells), *said, finding.applied, made_from))
    return repairs


def _problems_of(identity: str, depth: int, chain: ChainRepair, threshold: float) -> list[Problem]:
    problems = []
    if chain.gave_up:
        text = f"The repair of {identity} was given up at its bound: the rest of the table is as printed."
        problems.append(Problem("repair_given_up", "warning", text, subjects=(identity,)))
    row_of = chain.rows_of()
    for line, finding in chain.row_findings:
        if finding.confidence < threshold or not finding.applied:
            row = depth + row_of(line)
            cells = tuple(f"{identity}.r{row + r}c{c}" for r, c in finding.places)
            text = f"Row {row} of {identity} looks torn, and nothing settles how: {finding.before}."
            problems.append(Problem("doubtful_row", "warning", text, subjects=cells))
    return problems
