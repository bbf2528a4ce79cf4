"""Labelled, verified tables → the same with a confidence for each cell and for the whole."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from extractor.confidence.cell_evidence import cell_evidence
from extractor.confidence.confidence_model import ConfidenceModel, Floats
from extractor.confidence.findings import Findings
from extractor.confidence.page_evidence import INFERRED
from extractor.confidence.table_evidence import table_evidence
from extractor.confidence.table_shape import TableShape
from extractor.document.table import Cell, Table
from extractor.document.text import without_space

_DECIMALS = 4


def rate_tables(
    tables: Sequence[Table], findings: Findings, torn: Collection[str], model: ConfidenceModel
) -> tuple[Table, ...]:
    """Give every cell the probability that it is right, and every table the probability that all of it is.

    ``torn`` are the ids of the tables that are of a text dump. What the cells' ``confidence`` was before is the
    certainty of the reader (``with_reading_certainty``), one part of the evidence.
    """
    return tuple(_rated(table, findings, reading_of(table, torn), model) for table in tables)


def reading_of(table: Table, torn: Collection[str]) -> str:
    """Which of ``READINGS`` a table is of: inferred where most of its cells have a border that is not drawn."""
    if table.id in torn:
        return "torn"
    doubtful = sum(cell.confidence <= INFERRED for cell in table.cells)
    if 2 * doubtful <= len(table.cells):
        return "drawn"
    return "inferred" if any(cell.boxes for cell in table.cells) else "spaced"


def _rated(table: Table, findings: Findings, reading: str, model: ConfidenceModel) -> Table:
    if not table.cells:
        return table
    found = model.cells(cell_evidence(TableShape.of(table), findings), reading)
    found = found * _recognised(table)
    values = [round(float(value), _DECIMALS) for value in found]
    cells = tuple(cell.marked(cell.role, value, cell.check) for cell, value in zip(table.cells, values, strict=True))
    whole = round(model.table(table_evidence(table, found)), _DECIMALS)
    return replace(table, cells=cells, confidence=whole)


def _recognised(table: Table) -> Floats:
    """For each cell how surely its characters were recognised, by the recogniser's own probabilities; 1 for a cell
    that an identity proves or a repair wrote, which tell more than they."""
    places = {cell.id: number for number, cell in enumerate(table.cells) if not _is_told_otherwise(cell)}
    certainty = np.ones(len(table.cells))
    for character in table.uncertain:
        if character.cell in places:
            certainty[places[character.cell]] *= character.probability
    return certainty


def _is_told_otherwise(cell: Cell) -> bool:
    return cell.check == "proved" or without_space(cell.text) != without_space(cell.raw)
