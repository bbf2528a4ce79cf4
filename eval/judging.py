"""All cells of a prediction that the label speaks of, and what repaired them."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.eval.judge_projects import judge_projects
from extractor.eval.judge_tables import judge_tables
from extractor.eval.judged_cell import JudgedCell
from extractor.eval.matching import TableMatching
from extractor.eval.prediction import Prediction
from extractor.eval.projects import ProjectPair

ELSEWHERE = "elsewhere"
"""The part of what no labelled table and no labelled project speaks of."""


def judge_cells(
    matching: TableMatching, projects: Sequence[ProjectPair], prediction: Prediction
) -> tuple[JudgedCell, ...]:
    """Each cell once, by its table where that is labelled, else by its project; then repaired ones of neither."""
    repairs = {cell: repair.kind for repair in prediction.repairs for cell in repair.subjects}
    found: dict[str, JudgedCell] = {}
    for cell in (*judge_tables(matching), *judge_projects(projects, prediction.tables)):
        found.setdefault(cell.id, replace(cell, repair=repairs.get(cell.id)))
    for identity, kind in repairs.items():
        unjudged = JudgedCell(identity, ELSEWHERE, right=None, right_as_printed=None, repair=kind)
        found.setdefault(identity, unjudged)
    return tuple(found.values())
