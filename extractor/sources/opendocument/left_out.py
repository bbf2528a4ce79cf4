"""What an OpenDocument file holds that is not read: pictures, objects of other programs, deleted text, drawings over
cells (ODF 1.3 part 3, 5.5 and 10.4)."""

from collections.abc import Iterator
from typing import Final

from extractor.document.check import Problem
from extractor.sources.opendocument.xml import DRAW, OFFICE, TABLE, TEXT, TEXT_BOX, Node
from extractor.sources.sheets.drawings import said_over_cells
from extractor.sources.word_losses import losses_of_text, unread_objects, unread_remarks

_IMAGE: Final = DRAW + "image"
_OBJECTS: Final = (DRAW + "object", DRAW + "object-ole")
_SHAPES: Final = (TEXT_BOX, DRAW + "custom-shape")


def left_out_of_text(body: Node) -> Iterator[Problem]:
    """What is said of a text document."""
    deleted = sum(
        len("".join(node.itertext()))
        for changes in body.iter(TEXT + "tracked-changes")
        for region in changes.iter(TEXT + "deletion")
        for node in region.iterchildren(TEXT + "p", TEXT + "h")
    )
    yield from losses_of_text(0, deleted, 0)
    yield from unread_remarks(_remarks(body))
    objects, pictures = _frames(body)
    yield from unread_objects(objects)
    if pictures:
        yield Problem("picture_not_read", "info", f"{pictures} pictures stand in the text; they are not read.")


def left_over_cells(table: Node, page: int) -> Iterator[Problem]:
    """What is said of the drawings of a sheet, which is page ``page``."""
    boxes = sum(bool("".join(shape.itertext()).strip()) for shape in table.iter(*_SHAPES))
    yield from unread_remarks(_remarks(table), page)
    objects, pictures = _frames(table)
    # in a sheet these are charts, made of its own cells
    yield from said_over_cells(boxes, pictures + objects, page)


def _remarks(node: Node) -> int:
    return sum(1 for _ in node.iter(OFFICE + "annotation"))


def _frames(node: Node) -> tuple[int, int]:
    """How many frames hold objects, and how many nothing but a picture; an object has one to stand for it."""
    frames = [frame for frame in node.iter(DRAW + "frame") if frame.find(TABLE + "table") is None]
    objects = sum(any(frame.find(kind) is not None for kind in _OBJECTS) for frame in frames)
    return objects, sum(frame.find(_IMAGE) is not None for frame in frames) - sum(
        frame.find(_IMAGE) is not None and any(frame.find(kind) is not None for kind in _OBJECTS) for frame in frames
    )
