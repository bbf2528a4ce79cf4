"""How well columns get their roles: ``python -m extractor.eval.column_roles``.

The roles in ``corpora/column_roles.json`` were given by reading the header paths of the labelled tables, and the cells
where the words leave the system of a code open; of tables with the same header only the first of all sets counts.
They are settled between that reading and a second one (``corpora/column_roles_second.json``; LABELLING.md). The rules
get the labelled paths and rows, so that nothing but they is measured.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from extractor.classify.column_roles import column_roles
from extractor.corpora.manifest import MANIFEST_PATH, read_manifest
from extractor.document.vocabulary import ColumnRole

ROLES_PATH = MANIFEST_PATH.with_name("column_roles.json")


class RoleOfColumn(NamedTuple):
    """A column, the role that a reader gave it and the one that the rules give it."""

    document: str
    path: tuple[str, ...]
    wanted: ColumnRole
    found: ColumnRole


@dataclass(frozen=True, slots=True)
class RoleFigures:
    """``accuracy`` over all columns; ``macro_f1`` over the roles that a reader gave; ``wrong`` the columns in error."""

    columns: int
    accuracy: float
    macro_f1: float
    wrong: tuple[RoleOfColumn, ...]


def told_columns(roles: Path = ROLES_PATH, manifest: Path = MANIFEST_PATH) -> Iterator[RoleOfColumn]:
    """Every labelled column with both its roles; sets of the test split are not opened."""
    wanted = json.loads(roles.read_text(encoding="utf-8"))
    for labelled in read_manifest(manifest).of_split("train", "dev").sets:
        tables = json.loads((manifest.parent / labelled.labels).read_text(encoding="utf-8")).get("tables", [])
        for index, expected in wanted.get(labelled.id, {}).items():
            table = tables[int(index)]
            paths = [tuple(map(_text, column["path"])) for column in table["columns"]]
            rows = [[_text(value) if value is not None else None for value in row["values"]] for row in table["rows"]]
            for path, role, found in zip(paths, expected, column_roles(paths, rows), strict=True):
                yield RoleOfColumn(labelled.id, path, role, found)


def role_figures(columns: Sequence[RoleOfColumn]) -> RoleFigures:
    """The figures of some columns; 0 of none."""
    given, told = Counter(one.wanted for one in columns), Counter(one.found for one in columns)
    right = Counter(one.wanted for one in columns if one.wanted == one.found)
    scores = [2 * right[role] / (given[role] + told[role]) for role in given]
    wrong = tuple(one for one in columns if one.wanted != one.found)
    count = len(columns)
    return RoleFigures(count, right.total() / max(1, count), sum(scores) / max(1, len(scores)), wrong)


def _text(value: object) -> str:
    """A label's text; what is unknown is blank."""
    return value if isinstance(value, str) else ""


def main() -> int:
    """Print the figures and every column in error."""
    figures = role_figures(list(told_columns()))
    print(f"{figures.columns} columns: accuracy {figures.accuracy:.3f}, macro F1 {figures.macro_f1:.3f}")
    for one in figures.wrong:
        print(f"  {one.document}: {'/'.join(one.path)} is {one.wanted}, told {one.found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
