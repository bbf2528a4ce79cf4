"""IM-TQA: the functional role of every cell where the layout of the table is given (Zheng et al., ACL 2023).

The figure is that of the paper: the macro F1 over the five roles, pooled over the cells of all tables. Each way of
telling roles has a figure of its own name, with the F1 of each role as ``<name>.<role>`` and the figure over the
tables of one kind as ``<name>.of_<kind>``. The benchmark has no column-number rows: such an answer is a wrong one.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from extractor.classify.cell_role_model import cell_role_model
from extractor.corpora.benchmarks.im_tqa import Half, RoleTable, read_im_tqa
from extractor.document.content import Grid, GridCell
from extractor.document.draft import Draft
from extractor.document.vocabulary import CellRole
from extractor.eval.run import DocumentResult, Report
from extractor.eval.score import Confusion, Scores
from extractor.layout.headers import read_header
from extractor.pipeline import label_table
from extractor.tables.assemble import assemble_table

TellRoles = Callable[[Sequence[GridCell]], Sequence[CellRole]]
"""Gives each cell of one table its role."""


def measure_im_tqa(folder: Path, half: Half, ways: Mapping[str, TellRoles]) -> Report:
    """Measure ways to tell roles on one half; BenchmarkError where the folder is not the benchmark's."""
    return Report(tuple(_measure(table, ways) for table in read_im_tqa(folder, half)))


def pipeline_roles(cells: Sequence[GridCell]) -> tuple[CellRole, ...]:
    """The roles that a conversion gives the cells of a grid without title, captions and page."""
    rows = max(cell.row + cell.row_span for cell in cells)
    columns = max(cell.column + cell.column_span for cell in cells)
    grid = Grid(rows, columns, tuple(cells))
    table = label_table(assemble_table(Draft(grid), read_header(grid), 1))
    return tuple(cell.role for cell in table.cells)


def _measure(table: RoleTable, ways: Mapping[str, TellRoles]) -> DocumentResult:
    scores: Scores = {}
    for name, tell in ways.items():
        confusion = Confusion.of(zip(table.roles, tell(table.cells), strict=True))
        scores[name] = confusion
        scores[f"{name}.of_{table.kind}"] = confusion
        scores |= {f"{name}.{role}": confusion.of_class(role) for role in confusion.classes}
    return DocumentResult(f"{table.kind} {table.id}", "measured", scores)


def model_roles(cells: Sequence[GridCell]) -> tuple[CellRole, ...]:
    """The roles that the model gives the cells in the benchmark's own manner."""
    return cell_role_model().tell(cells, is_form=False)


WAYS: Mapping[str, TellRoles] = {"cell_roles": model_roles, "cell_roles_converted": pipeline_roles}
"""What ``extractor eval --benchmark im-tqa`` measures: the model with the layout given, as the paper does, and what a
conversion says, which reads the header by itself and calls the names of rows as LABELLING.md does."""
