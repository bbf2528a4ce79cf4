"""A whole label as a text dump."""

from dataclasses import dataclass

from extractor.corpora.damage.form_dump import dump_form, fits_form
from extractor.corpora.damage.pieces import Dialect, Line, Piece
from extractor.corpora.damage.table_dump import dump_table, holds_unknown
from extractor.corpora.label import Label

_NAMES = {
    "budget": "部门预算",
    "final_account": "部门决算",
    "performance_targets": "绩效目标",
    "self_evaluation": "绩效自评",
}


@dataclass(frozen=True, slots=True)
class Dump:
    """The pieces of a label's text; ``tables`` and ``projects`` are the indices that it prints, ``left_out`` says
    why the others are not in it."""

    pieces: tuple[Piece, ...]
    tables: tuple[int, ...]
    projects: tuple[int, ...]
    left_out: tuple[str, ...]


def dump_label(label: Label, dialect: Dialect = "rows") -> Dump:
    """Print the tables (a row a line) and the project forms (in ``dialect``) of a label whose values are all known.

    A table or project that holds an unknown value, and a project that says more than the form, are left out.
    """
    tables = tuple(n for n, table in enumerate(label.tables) if not holds_unknown(table))
    projects = tuple(n for n, project in enumerate(label.projects or ()) if fits_form(project))
    left_out = [f"table {n}: holds unknown values" for n in range(len(label.tables)) if n not in tables]
    left_out += [
        f"project {n}: holds unknown values or more than the form prints"
        for n in range(len(label.projects or ()))
        if n not in projects
    ]
    pieces: list[Piece] = [Line(_head(label)), Line("")]
    for index in tables:
        pieces += dump_table(label.tables[index], index)
    for index in projects:
        pieces += dump_form((label.projects or [])[index], index, dialect)
    return Dump(tuple(pieces), tables, projects, tuple(left_out))


def _head(label: Label) -> str:
    name = label.department.name if label.department else None
    year = f"{label.fiscal_year}年" if label.fiscal_year else ""
    return f"{name if isinstance(name, str) else ''}{year}{_NAMES.get(label.kind or '', '')}"
