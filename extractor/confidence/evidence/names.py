"""Evidence of codes and their names: what published documents print beside a code, and what this document does."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from extractor.confidence.evidence.columns import CODES
from extractor.confidence.evidence.part import Parts, Signs
from extractor.confidence.table_shape import TableShape
from extractor.document.budget_code import read_code
from extractor.document.classification_names import known_names
from extractor.document.table import Table
from extractor.document.text import folded

SIGNS: Signs = {
    "name_agrees": "for",
    "name_not_known": "against",
    "name_not_usual": "against",
    "name_cut_or_grown": "against",
}


def usual_names(tables: Sequence[Table]) -> Mapping[str, str]:
    """The name that a document prints most often beside each code, of those that it prints twice at least."""
    counts: dict[str, Counter[str]] = {}
    for table in tables:
        for _, code, _, name in _pairs(table):
            counts.setdefault(code, Counter())[name] += 1
    found = {code: names.most_common(1)[0] for code, names in counts.items()}
    return {code: name for code, (name, times) in found.items() if times > 1}


def name_evidence(shape: TableShape, usual: Mapping[str, str]) -> Parts:
    """Of a code and the name beside it. ``name_agrees``: the name is one that is known for the code; where none is,
    the usual one of the document. ``name_not_known``: others are known. ``name_not_usual``: the document mostly prints
    another one. ``name_cut_or_grown``: such a name begins or ends with this one, or this one with such a name."""
    found = np.zeros((len(SIGNS), len(shape.table.cells)), dtype=np.bool_)
    known = known_names()
    for code_place, code, name_place, name in _pairs(shape.table):
        right = {folded(one.name) for one in known.get(code, ())} or ({usual[code]} if code in usual else set())
        cells = [code_place, name_place]
        if name in right:
            found[0, cells] = True
            found[2, cells] = usual.get(code, name) != name
        elif right:
            found[1, cells] = code in known
            found[2, cells] = code in usual
            found[3, cells] = any(_is_part(name, one) or _is_part(one, name) for one in right)
    return dict(zip(SIGNS, found, strict=True))


def _is_part(part: str, whole: str) -> bool:
    return bool(part) and (whole.startswith(part) or whole.endswith(part))


def _pairs(table: Table) -> Iterator[tuple[int, str, int, str]]:
    """Place among the cells and digits of each code, place and folded text of the name beside it."""
    roles = [column.role for column in table.columns]
    names = {place for place, role in enumerate(roles) if role in CODES and roles[place + 1 : place + 2] == ["name"]}
    if not names:
        return
    cells = table.cells
    for place, cell in enumerate(cells[:-1]):
        beside = cells[place + 1]
        if cell.column in names and cell.row >= table.header_rows and beside.column == cell.column + 1:
            code = read_code(cell.text)
            if code is not None and beside.row == cell.row:
                yield place, code.digits, place + 1, folded(beside.text)
