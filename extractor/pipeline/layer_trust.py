"""A page's text layer against its picture: some words compared, the better reading taken; pictures among text read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from extractor.document.check import Problem
from extractor.document.geometry import BBox, lean_back
from extractor.document.page import RawPage
from extractor.document.picture import POINTS_PER_INCH, PagePicture
from extractor.document.recognised import RecognisedLine, TextQuad
from extractor.pages.trust import Doubt, Judgement, Sample, judge, sample_figures, sample_words

_MARGIN_PT = 1.0
_CROSSING_SHARE = 0.25


class ReadsQuads(Protocol):
    """A recogniser that reads given places of a picture."""

    def read(self, picture: PagePicture, quads: Sequence[TextQuad]) -> tuple[RecognisedLine, ...]: ...


def judge_layer(raw: RawPage, doubts: tuple[Doubt, ...], picture: PagePicture, recogniser: ReadsQuads) -> Judgement:
    """Have some words of the layer recognised at their places in the page's picture, as displayed, and weigh both."""
    upright = turned(picture, raw.turn)
    scale = (upright.dpi or POINTS_PER_INCH) / POINTS_PER_INCH
    figures = sample_figures(raw) if "invisible" in doubts else ()
    # each once: a place that is asked twice is answered twice
    words = tuple(dict.fromkeys((*sample_words(raw), *figures)))
    boxes = [_pixels_of(word.bbox, scale) for word in words]
    lines = recogniser.read(upright, [TextQuad.of_box(box) for box in boxes])
    samples = [_sample(word.text, box, lines) for word, box in zip(words, boxes, strict=True)]
    return judge(doubts, samples)


def layer_problem(judgement: Judgement, page: int) -> Problem | None:
    """What a reader of the result should know of the page's layer; None where it is trusted."""
    if judgement.verdict == "trusted":
        return None
    why = f"{', '.join(judgement.doubts)}; {judgement.agreement:.0%} of its characters are as in the page's picture"
    shown = "; ".join(f"{s.native!r} is {s.recognised!r} in the picture" for s in judgement.differing)
    said = f" ({shown})" if shown else ""
    if judgement.verdict == "replaced":
        text = f"The page's text layer is not what the page shows ({why}){said}: it was read from its picture."
        return Problem("text_layer_replaced", "warning", text, page)
    text = f"The page's text layer is doubtful ({why}){said}; it was kept. Compare with the page."
    return Problem("text_layer_doubtful", "warning", text, page)


def unread_layer_problem(doubts: tuple[Doubt, ...], page: int) -> Problem:
    """A doubted layer that nothing could be compared with."""
    text = f"The page's text layer is doubtful ({', '.join(doubts)}), and its picture was not read to compare."
    return Problem("text_layer_doubtful", "warning", text, page)


def undrawn_problem(page: int) -> Problem:
    """A page that was to be read from its picture, which lacks characters of its text."""
    text = (
        "The page's picture lacks Chinese characters of its text: their font is neither in the file nor in this system."
        " The text layer was kept, since the picture could not be read in its place. Install a Chinese font."
    )
    return Problem("text_layer_doubtful", "warning", text, page)


def outweighed_problem(doubts: tuple[Doubt, ...], page: int) -> Problem:
    """Some doubted text on a page that is a picture otherwise: nothing was compared."""
    text = f"The page is a picture with some doubtful text ({', '.join(doubts)}): all of it was read from its picture."
    return Problem("text_layer_replaced", "warning", text, page)


def outlines_problem(outlines: int, page: int) -> Problem:
    """Outlines among text that nobody looked at."""
    text = f"{outlines} curved areas as large as characters were not read: look whether text is drawn by its outlines."
    return Problem("picture_not_read", "info", text, page)


def turned(picture: PagePicture, turn: int) -> PagePicture:
    """The picture turned clockwise by a multiple of 90 degrees."""
    return replace(picture, pixels=np.rot90(picture.pixels, -turn // 90)) if turn else picture


def cropped(picture: PagePicture, box: BBox) -> tuple[PagePicture, BBox]:
    """The part of a page's picture in a box of points, and the box in points that whole pixels make of it."""
    scale = (picture.dpi or POINTS_PER_INCH) / POINTS_PER_INCH
    left, top = max(0, int(box.x0 * scale)), max(0, int(box.top * scale))
    right, bottom = (min(size, int(edge * scale) + 1) for size, edge in
                     ((picture.pixel_width, box.x1), (picture.pixel_height, box.bottom)))  # fmt: skip
    part = replace(picture, pixels=picture.pixels[top:bottom, left:right])
    return part, BBox(left / scale, top / scale, right / scale, bottom / scale)


def with_region(raw: RawPage, region: RawPage, place: BBox) -> RawPage:
    """The page with what was read in a picture on it, ``region``, at its place."""
    right, down = place.x0, place.top
    first = len(raw.glyphs)
    glyphs = tuple(
        glyph._replace(bbox=_moved(glyph.bbox, right, down), order=first + number)
        for number, glyph in enumerate(region.glyphs)
    )
    segments = tuple(
        segment._replace(
            x0=segment.x0 + right, top=segment.top + down, x1=segment.x1 + right, bottom=segment.bottom + down
        )
        for segment in region.segments
    )
    if not glyphs:
        return raw
    return replace(
        raw,
        glyphs=raw.glyphs + glyphs,
        segments=raw.segments + segments,
        text_layer="mixed",
        recognised=(*raw.recognised, place),
    )


def without_edges(raw: RawPage) -> RawPage:
    """A recognised page without what crosses its edge by a quarter of its height, as the page leans: no print does, but
    the dark edge of a scan."""
    size = raw.width, raw.height
    glyphs = tuple(glyph for glyph in raw.glyphs if _is_on(lean_back(glyph.bbox, raw.skew, *size), *size))
    return raw if len(glyphs) == len(raw.glyphs) else replace(raw, glyphs=glyphs)


def _is_on(box: BBox, width: float, height: float) -> bool:
    beyond = max(-box.x0, -box.top, box.x1 - width, box.bottom - height)
    return beyond <= _CROSSING_SHARE * box.height


def _moved(box: BBox, right: float, down: float) -> BBox:
    values = (box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)
    return BBox(*(round(value, 2) for value in values))


def _pixels_of(box: BBox, scale: float) -> BBox:
    return BBox(
        max(0.0, (box.x0 - _MARGIN_PT) * scale),
        max(0.0, box.top * scale),
        (box.x1 + _MARGIN_PT) * scale,
        box.bottom * scale,
    )


def _sample(native: str, box: BBox, lines: Sequence[RecognisedLine]) -> Sample:
    """The word with what was read within its box; nothing where nothing was."""
    own = [
        line for line in lines if box.x0 <= line.bbox.x_middle <= box.x1 and box.top <= line.bbox.y_middle <= box.bottom
    ]
    characters = [character for line in own for character in line.characters]
    probability = sum(c.probability for c in characters) / len(characters) if characters else 0.0
    return Sample(native, "".join(line.text for line in own), probability)
