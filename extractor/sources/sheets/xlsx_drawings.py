"""What lies over the cells of a sheet of an XLSX workbook, which is not read: boxes of text, pictures, charts, objects,
remarks (ECMA-376 part 1, 20.5)."""

import zipfile
from collections.abc import Iterator
from typing import Final

from extractor.document.check import Problem
from extractor.sources.open_packaging import Node, parse_part, relations_of
from extractor.sources.sheets.drawings import said_over_cells
from extractor.sources.word_losses import unread_objects, unread_remarks

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_TEXT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_PICTURES: Final = (_DRAWING + "pic", _DRAWING + "graphicFrame")
_OBJECTS: Final = ("/oleObject", "/package")


def drawing_problems(container: zipfile.ZipFile, part: str, page: int) -> Iterator[Problem]:
    """What is said of the drawings of the sheet in ``part``, which is page ``page``. Raises what a broken part does."""
    relations = relations_of(container, part) if part else ()
    roots = [
        parse_part(container.read(name))
        for name in dict.fromkeys(relation.part for relation in relations if relation.kind.endswith("/drawing"))
    ]
    yield from said_over_cells(
        sum(_is_said(shape) for root in roots for shape in root.iter(_DRAWING + "sp")),
        sum(1 for root in roots for _ in root.iter(*_PICTURES)),
        page,
    )
    remarks = {relation.part for relation in relations if relation.kind.endswith("/comments")}
    parts = [parse_part(container.read(name)) for name in sorted(remarks)]
    yield from unread_remarks(sum(1 for root in parts for node in root.iter("{*}comment")), page)
    objects = {relation.part for relation in relations if relation.kind.endswith(_OBJECTS)}
    yield from unread_objects(len(objects), page)


def _is_said(shape: Node) -> bool:
    return any((node.text or "").strip() for node in shape.iter(_TEXT))
