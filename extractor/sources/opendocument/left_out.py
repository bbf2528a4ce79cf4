"""What an OpenDocument file holds that is not read: pictures, objects of other programs, deleted text, drawings over
cells (ODF 1.3 part 3, 5.5 and 10.4)."""

from collections.abc import Iterator
from typing import Final

from extractor.document.check import Problem
from extractor.sources.opendocument.xml import BOXES, DRAW, FORM, OFFICE, PARAGRAPHS, TABLE, TEXT, Node
from extractor.sources.sheets.drawings import said_over_cells
from extractor.sources.word_losses import losses_of_text, unread_objects, unread_remarks

_IMAGE: Final = DRAW + "image"
_OBJECTS: Final = (DRAW + "object", DRAW + "object-ole")
_CONTROL: Final = DRAW + "control"
_SAYING: Final = tuple(FORM + name for name in ("label", "current-value", "value"))
_WITHOUT_VALUE: Final = frozenset(FORM + name for name in ("button", "checkbox", "hidden", "image", "radio"))
"""Of these the value is sent, not shown."""
_CHOSEN: Final = (FORM + "current-selected", FORM + "selected")
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"


def left_out_of_text(body: Node, styles: Node | None, hidden: int) -> Iterator[Problem]:
    """What is said of a text document, of which so many characters are hidden; its running heads are of ``styles``."""
    deleted = sum(
        len("".join(node.itertext()))
        for root in (body, styles)
        if root is not None
        for changes in root.iter(TEXT + "tracked-changes")
        for region in changes.iter(TEXT + "deletion")
        for node in region.iterchildren(TEXT + "p", TEXT + "h")
    )
    yield from losses_of_text(hidden, deleted, 0)
    yield from _unread_controls(body, None)
    yield from unread_remarks(_remarks(body))
    objects, pictures = _frames(body)
    yield from unread_objects(objects)
    if pictures:
        yield Problem("picture_not_read", "info", f"{pictures} pictures stand in the text; they are not read.")


def left_over_cells(table: Node, page: int) -> Iterator[Problem]:
    """What is said of the drawings of a sheet, which is page ``page``."""
    boxes = sum(bool("".join(shape.itertext()).strip()) for shape in table.iter(*BOXES))
    yield from _unread_controls(table, page)
    yield from unread_remarks(_remarks(table), page)
    objects, pictures = _frames(table)
    # in a sheet these are charts, made of its own cells
    yield from said_over_cells(boxes, pictures + objects, page)


def _unread_controls(node: Node, page: int | None) -> Iterator[Problem]:
    """The problem of fields of forms that show a text, which stands in no paragraph."""
    shown = {control.get(DRAW + "control") for control in node.iter(_CONTROL)}
    fields = (field for form in node.iter(OFFICE + "forms") for field in form.iter() if isinstance(field.tag, str))
    count = sum((field.get(_ID) or field.get(FORM + "id")) in shown and _says(field) for field in fields)
    if count:
        text = f"{count} fields of a form show texts that are no part of the document's text; they were not read."
        yield Problem("unread_field", "warning", text, page)


def _says(field: Node) -> bool:
    said = (field.get(name) for name in _SAYING if name == _SAYING[0] or field.tag not in _WITHOUT_VALUE)
    if any(text and text.strip() for text in said):
        return True
    if any(option.get(name) == "true" for option in field.iterchildren() for name in _CHOSEN):
        return True
    return any("".join(paragraph.itertext()).strip() for paragraph in field.iterchildren(*PARAGRAPHS))


def _remarks(node: Node) -> int:
    return sum(1 for _ in node.iter(OFFICE + "annotation"))


def _frames(node: Node) -> tuple[int, int]:
    """How many frames hold objects, and how many nothing but a picture; an object has one to stand for it."""
    frames = [frame for frame in node.iter(DRAW + "frame") if frame.find(TABLE + "table") is None]
    objects = sum(any(frame.find(kind) is not None for kind in _OBJECTS) for frame in frames)
    return objects, sum(frame.find(_IMAGE) is not None for frame in frames) - sum(
        frame.find(_IMAGE) is not None and any(frame.find(kind) is not None for kind in _OBJECTS) for frame in frames
    )
