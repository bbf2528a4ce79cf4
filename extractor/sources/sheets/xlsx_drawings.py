"""What lies over the cells of a sheet of an XLSX workbook, which is not read: boxes of text, pictures, charts, objects,
remarks (ECMA-376 part 1, 20.5), labels of form controls (part 4, 19)."""

import zipfile
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from extractor.document.check import Problem
from extractor.sources.open_packaging import Node, parse_part, relations_of
from extractor.sources.sheets.drawings import said_over_cells
from extractor.sources.word_losses import unread_objects, unread_remarks

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_TEXT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_PICTURES: Final = (_DRAWING + "pic", _DRAWING + "graphicFrame")
_OBJECTS: Final = ("/oleObject", "/package")
_OLD_DRAWINGS: Final = "/vmlDrawing"
_OLD_SHAPE: Final = "{urn:schemas-microsoft-com:vml}shape"
_OLD_BOX: Final = "{urn:schemas-microsoft-com:vml}textbox"
_CONTROL: Final = "{urn:schemas-microsoft-com:office:excel}ClientData"
_CHOSEN: Final = "{urn:schemas-microsoft-com:office:excel}Sel"
"""Which line of a list a control shows, counted from 1."""
_NO_CONTENT: Final = ("Note", "Button")
"""Remarks, which are counted by themselves, and what is pressed: its words are the program's, not the sheet's."""


def drawing_problems(container: zipfile.ZipFile, part: str, page: int) -> Iterator[Problem]:
    """What is said of the drawings of the sheet in ``part``, which is page ``page``. Raises what a broken part does."""
    relations = relations_of(container, part) if part else ()
    roots = [
        parse_part(container.read(name))
        for name in dict.fromkeys(relation.part for relation in relations if relation.kind.endswith("/drawing"))
    ]
    old = {relation.part for relation in relations if relation.kind.endswith(_OLD_DRAWINGS)}
    yield from said_over_cells(
        sum(_is_said(shape) for root in roots for shape in root.iter(_DRAWING + "sp"))
        + sum(_labels(container.read(name), roots) for name in sorted(old) if name in container.NameToInfo),
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


def _labels(xml: bytes, drawings: Sequence[Node]) -> int:
    """How many controls of a form say a text, or a line chosen of a list, that no shape of the newer drawings says too.

    Excel writes the breaks of lines in this markup as HTML does; of what is broken elsewise, what can be read is.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(xml.replace(b"<br>", b"<br/>"), parser)
    if root is None:
        return 0
    known = {node.get("spid") for drawing in drawings for node in drawing.iter("{*}compatExt")}
    return sum(_is_label(shape) for shape in root.iter(_OLD_SHAPE) if shape.get("id") not in known)


def _is_label(shape: Node) -> bool:
    control, box = shape.find(_CONTROL), shape.find(_OLD_BOX)
    if control is None or control.get("ObjectType") in _NO_CONTENT:
        return False
    chosen = control.findtext(_CHOSEN, "0").strip()
    return chosen not in ("", "0") or (box is not None and any(text.strip() for text in box.itertext()))
