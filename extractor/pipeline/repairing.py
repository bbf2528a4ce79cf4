"""The repair loop: propose, apply, read again, verify, and take back what breaks an identity; then other readings of
the pages whose identities fail still."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from extractor.document.check import Check, Problem, Repair
from extractor.document.table import Table
from extractor.options import Options
from extractor.pipeline.form_row_mending import mend_rows
from extractor.pipeline.indicator_words import tier2_shares
from extractor.pipeline.laying_out import Layout
from extractor.pipeline.mending import mend_tables
from extractor.pipeline.parting import part_joins
from extractor.pipeline.readings import Reading, read_tables
from extractor.pipeline.recognised_digits import find_digit_repairs, recognised_tables
from extractor.pipeline.second_readings import ask_again, second_reading_problems, write_texts
from extractor.readings.reading import ReadAgain
from extractor.repair.forms.label_rows import propose_label_repairs
from extractor.repair.forms.lost_labels import propose_form_repairs
from extractor.repair.forms.matrix_rows import propose_matrix_repairs
from extractor.repair.forms.misread_numbers import propose_number_repairs
from extractor.repair.forms.misread_words import propose_word_repairs
from extractor.repair.fused_column_numbers import propose_fused_number_repairs
from extractor.repair.guard import cite_checks, find_broken, take_back
from extractor.repair.near_miss_names import propose_name_repairs
from extractor.repair.project_codes import propose_code_repairs
from extractor.repair.recognised_texts import propose_recognised_text_repairs
from extractor.repair.stray_numbers import propose_stray_number_repairs

Propose = Callable[[Sequence[Table], AbstractSet[str], float], tuple[list[Repair], Sequence[Table]]]
"""Repairs in the tables of these ids that are sure enough, and all tables with those applied."""

_PROPOSERS: tuple[Propose, ...] = (
    propose_stray_number_repairs,
    propose_fused_number_repairs,
    propose_number_repairs,
    propose_word_repairs,
    propose_name_repairs,
    propose_form_repairs,
    propose_label_repairs,
    partial(propose_matrix_repairs, tier2_shares=tier2_shares),
    propose_code_repairs,
)


class Repaired(NamedTuple):
    """A document read with its repairs; ``layout`` has its torn statement tables put right, and ``problems`` say what
    is in doubt."""

    layout: Layout
    reading: Reading
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]


def repair_tables(layout: Layout, options: Options, name: str | None, read_again: ReadAgain | None = None) -> Repaired:
    """Torn statements first, then each kind of repair in turn, over all tables: propose, apply, verify, and take back
    what breaks an identity.

    What is not clear enough is recorded and not applied. The loop ends: each round takes a repair back. ``read_again``
    has other tools read the pages of a PDF; it is called only where an identity fails after all repairs.
    """
    reading = read_tables(layout, layout.tables, (), name)
    if not options.repair.enabled:
        return Repaired(layout, reading, (), ())
    layout, reading = part_joins(layout, reading, name)
    repairs: list[Repair] = []
    printed = reading.verification.checks
    problems: tuple[Problem, ...] = ()
    if layout.torn:
        mended = mend_tables(layout, reading, options, name)
        layout, reading, printed, problems = mended.layout, mended.reading, mended.printed_checks, mended.problems
        repairs += mended.repairs
        rows = mend_rows(layout, (reading, repairs), printed, options, name)  # numbers them anew: before all else
        layout, reading, printed = rows.layout, rows.reading, rows.printed_checks
        repairs += rows.repairs
    tables: Sequence[Table] = layout.tables
    recognised = recognised_tables(tables)
    for propose, doubtful in _steps(layout.torn, recognised):
        proposed = propose(tables, doubtful, options.repair.threshold)
        reading, tables, found = _apply((layout, name), (reading, tables, repairs), proposed)
        repairs += found
    if recognised:
        verify = partial(_checks, layout, repairs, name)
        digits = find_digit_repairs(reading, verify, options.repair.threshold)
        reading, tables, found = _apply((layout, name), (reading, tables, repairs), (digits.repairs, digits.tables))
        repairs += found
        problems += digits.problems
    if read_again is not None:
        verify = partial(_checks, layout, repairs, name)
        said = ask_again(layout, reading, verify, read_again, options.repair.threshold)
        other = list(said.repairs), write_texts(tables, said.repairs)
        reading, tables, found = _apply((layout, name), (reading, tables, repairs), other)
        repairs += found
        problems = (*problems, *second_reading_problems(said, found, reading))
    numbered = [replace(repair, id=f"r{n}") for n, repair in enumerate(repairs, start=1)]
    return Repaired(layout, reading, cite_checks(numbered, printed, reading.verification.checks), problems)


def _steps(torn: AbstractSet[str], recognised: AbstractSet[str]) -> Iterator[tuple[Propose, AbstractSet[str]]]:
    """Each kind of repair with the tables that it may touch. Characters are misread in pictures as in dumps, so names
    are mended in both; rows and cells are torn in dumps only."""
    if recognised:
        yield propose_recognised_text_repairs, recognised
    for propose in _PROPOSERS:
        yield propose, torn | recognised if propose is propose_name_repairs else torn


def _checks(layout: Layout, repairs: Sequence[Repair], name: str | None, tables: Sequence[Table]) -> Sequence[Check]:
    return read_tables(layout, tables, repairs, name).verification.checks


def _apply(
    document: tuple[Layout, str | None],
    before: tuple[Reading, Sequence[Table], Sequence[Repair]],
    proposed: tuple[list[Repair], Sequence[Table]],
) -> tuple[Reading, Sequence[Table], list[Repair]]:
    """The reading and the tables with what was proposed, less what breaks an identity that held ``before``."""
    (layout, name), (reading, tables, repairs), (found, repaired) = document, before, proposed
    while any(repair.applied for repair in found):
        after = read_tables(layout, repaired, (*repairs, *found), name)
        broken = find_broken(reading.verification.checks, after.verification.checks)
        if not broken:
            return after, repaired, found
        found, repaired = take_back(found, (tables, repaired), broken)
    return reading, tables, found
