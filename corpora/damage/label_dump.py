"""A whole label as a text dump."""

from dataclasses import dataclass

from extractor.corpora.damage.form_dump import dump_form, fits_form
from extractor.corpora.damage.pieces import Dialect, Line, Piece
from extractor.corpora.damage.table_dump import dump_table, holds_unknown, is_form
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
    """Print the statements (a row a line) and the forms (in ``dialect``) of a label whose values are all known.

    A form that is labelled as a project and as tables is printed once: from the projects where the layout of
    ``form_dump`` prints all of them, else from the tables, and then no project is in the dump. A table that holds an
    unknown value, and a project that says more than the form, are left out.
    """
    fitting = tuple(n for n, project in enumerate(label.projects or ()) if fits_form(project))
    forms = [n for n, table in enumerate(label.tables) if is_form(table)]
    by_tables = bool(forms) and len(fitting) < len(label.projects or ())
    projects = () if by_tables else fitting
    printed_else = set() if by_tables or not fitting else set(forms)
    known = [n for n, table in enumerate(label.tables) if not holds_unknown(table)]
    tables = tuple(n for n in known if n not in printed_else)
    pieces: list[Piece] = [Line(_head(label)), Line("")]
    for index in tables:
        pieces += dump_table(label.tables[index], index, dialect)
    for index in projects:
        pieces += dump_form((label.projects or [])[index], index, dialect)
    left_out = [
        f"table {n}: {'printed as a project' if n in printed_else else 'holds unknown values'}"
        for n in range(len(label.tables))
        if n not in tables
    ]
    left_out += [
        f"project {n}: {'printed as a table' if by_tables else 'holds unknown values or more than the form prints'}"
        for n in range(len(label.projects or ()))
        if n not in projects
    ]
    return Dump(tuple(pieces), tables, projects, tuple(left_out))


def _head(label: Label) -> str:
    name = label.department.name if label.department else None
    year = f"{label.fiscal_year}年" if label.fiscal_year else ""
    return f"{name if isinstance(name, str) else ''}{year}{_NAMES.get(label.kind or '', '')}"
