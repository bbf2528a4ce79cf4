"""The repair loop: propose, apply, read again, verify, and take back what breaks an identity."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.document.check import Repair
from extractor.document.table import Table
from extractor.options import Options
from extractor.pipeline.laying_out import Layout
from extractor.pipeline.readings import Reading, read_tables
from extractor.repair.form_rows import propose_form_repairs
from extractor.repair.fused_column_numbers import propose_fused_number_repairs
from extractor.repair.guard import cite_checks, find_broken, take_back
from extractor.repair.label_rows import propose_label_repairs
from extractor.repair.matrix_rows import propose_matrix_repairs
from extractor.repair.misread_numbers import propose_number_repairs
from extractor.repair.misread_words import propose_word_repairs
from extractor.repair.project_codes import propose_code_repairs
from extractor.repair.row_breaks import propose_row_repairs
from extractor.repair.stray_numbers import propose_stray_number_repairs

_PROPOSERS = (
    propose_stray_number_repairs,
    propose_fused_number_repairs,
    propose_number_repairs,
    propose_word_repairs,
    propose_form_repairs,
    propose_label_repairs,
    propose_matrix_repairs,
    propose_code_repairs,
)


def repair_tables(layout: Layout, options: Options, name: str | None) -> tuple[Reading, tuple[Repair, ...]]:
    """Each kind of repair in turn, over all tables: propose, apply, verify, and take back what breaks an identity.

    What is not clear enough is recorded and not applied. The loop ends: each round takes a repair back.
    """
    repairs: list[Repair] = []
    tables: Sequence[Table] = layout.tables
    if options.repair.enabled:  # before all else: the rows are numbered anew
        repairs, tables = propose_row_repairs(tables, layout.torn, options.repair.threshold)
        layout = layout._replace(tables=tuple(tables))
    printed = reading = read_tables(layout, tables, repairs, name)
    for propose in _PROPOSERS if options.repair.enabled else ():
        found, repaired = propose(tables, layout.torn, options.repair.threshold)
        while any(repair.applied for repair in found):
            after = read_tables(layout, repaired, (*repairs, *found), name)
            broken = find_broken(reading.verification.checks, after.verification.checks)
            if not broken:
                reading, tables = after, repaired
                break
            found, repaired = take_back(found, (tables, repaired), broken)
        repairs += found
    numbered = [replace(repair, id=f"r{n}") for n, repair in enumerate(repairs, start=1)]
    return reading, cite_checks(numbered, printed.verification.checks, reading.verification.checks)
