"""The parts of a document, which follow one another in its text ([MS-DOC] 2.3), and the stories in them."""

import struct
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from extractor.sources.doc.information_block import Lengths
from extractor.sources.doc.paragraphs import Paragraph

_SEPARATORS = 6
"""The first stories of the header part separate notes from the text (2.3.3)."""
_PER_SECTION = 6
_FOOTERS = (2, 3, 5)
"""Of each section's six: even and odd header, even and odd footer, header and footer of its first page."""
_TEXT_BOX_BYTES = 22
_ANCHOR_BYTES = 26


@dataclass(frozen=True, slots=True)
class Range:
    """Places of the document, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Where each part lies."""

    main: Range
    footnotes: Range
    headers: Range
    endnotes: Range
    text_boxes: Range
    header_text_boxes: Range

    def ends(self) -> list[int]:
        """Where a part ends, whatever its last character is."""
        return [
            self.main.end,
            self.footnotes.end,
            self.headers.end,
            self.endnotes.start,
            self.endnotes.end,
            self.text_boxes.end,
        ]


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box's story, and the number of the shape that shows it."""

    shape: int
    story: Range


@dataclass(frozen=True, slots=True)
class Anchor:
    """A shape's number and the place of the character that it hangs on."""

    place: int
    shape: int


def locate_parts(lengths: Lengths) -> Parts:
    """Where the parts lie, from their lengths; macros and comments lie between them and are not printed."""
    headers = lengths.main + lengths.footnotes
    endnotes = headers + lengths.headers + lengths.macros + lengths.comments
    boxes = endnotes + lengths.endnotes
    header_boxes = boxes + lengths.text_boxes
    return Parts(
        Range(0, lengths.main),
        Range(lengths.main, headers),
        Range(headers, headers + lengths.headers),
        Range(endnotes, boxes),
        Range(boxes, header_boxes),
        Range(header_boxes, header_boxes + lengths.header_text_boxes),
    )


def section_ends(plc: bytes, main: Range) -> list[int]:
    """The places where sections end (2.8.26); 12 bytes follow for each section."""
    return [min(end, main.end) for end in _places(plc, 12)[1:]]


def header_stories(plc: bytes, headers: Range) -> tuple[list[Range], list[Range]]:
    """(stories of running heads, of feet), in the order of their sections."""
    places = [min(headers.start + place, headers.end) for place in _places(plc, 0)]
    heads: list[Range] = []
    feet: list[Range] = []
    for number, (start, end) in enumerate(zip(places[_SEPARATORS:], places[_SEPARATORS + 1 :], strict=False)):
        if end > start:
            (feet if number % _PER_SECTION in _FOOTERS else heads).append(Range(start, end))
    return heads, feet


def text_boxes(plc: bytes, part: Range) -> list[TextBox]:
    """The text boxes of a part (2.8.32), spare entries left out; the last entry is always a spare one (2.9.106)."""
    places = _places(plc, _TEXT_BOX_BYTES)
    found: list[TextBox] = []
    for number in range(len(places) - 2):
        start, end = (min(part.start + place, part.end) for place in places[number : number + 2])
        at = 4 * len(places) + _TEXT_BOX_BYTES * number
        (spare,) = struct.unpack_from("<H", plc, at + 8)
        (shape,) = struct.unpack_from("<i", plc, at + 14)
        if not spare & 1 and end > start:
            found.append(TextBox(shape, Range(start, end)))
    return found


def anchors(plc: bytes, part: Range) -> list[Anchor]:
    """The shapes of a part (2.8.37); places outside it are none."""
    places = _places(plc, _ANCHOR_BYTES)
    shapes = (
        struct.unpack_from("<i", plc, 4 * len(places) + _ANCHOR_BYTES * number)[0] for number in range(len(places) - 1)
    )
    found = (Anchor(part.start + place, shape) for place, shape in zip(places, shapes, strict=False))
    return [anchor for anchor in found if anchor.place < part.end]


def within(paragraphs: Sequence[Paragraph], story: Range) -> Sequence[Paragraph]:
    """The paragraphs that begin in a story; ``paragraphs`` are ordered."""
    first = bisect_left(paragraphs, story.start, key=lambda paragraph: paragraph.start)
    last = bisect_left(paragraphs, story.end, key=lambda paragraph: paragraph.start)
    return paragraphs[first:last]


def _places(plc: bytes, data_bytes: int) -> tuple[int, ...]:
    """The places of a table that lists them with so many bytes of data each (2.2.2), one more place than data.

    They never fall, whatever the file says: stories that lie over one another would be read again and again.
    """
    count = (len(plc) - 4) // (4 + data_bytes) + 1
    found = struct.unpack_from(f"<{count}I", plc) if count > 0 and len(plc) >= 4 else ()
    return tuple(accumulate(found, max))
