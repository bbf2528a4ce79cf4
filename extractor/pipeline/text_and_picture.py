"""A page's own text and what was recognised in its picture without that text → one page that has both."""

from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from extractor.document.check import Problem
from extractor.document.geometry import BBox, lean_back, union
from extractor.document.lines import compose_lines
from extractor.document.page import Glyph, RawPage
from extractor.pages.text_across_print import Parted, part_at_print, print_beside, surely_printed
from extractor.pages.trust import is_covered
from extractor.pipeline.layer_trust import with_region

_STRAIGHT_DEGREES = 0.3
"""A page that leans by less has its places where they are."""
_SHOWN = 3
"""Texts that a problem shows."""
_TURNED = "What is printed in a picture on this page lies on its side and was not read: look whether it is a table."


class Combined(NamedTuple):
    """The page with its own text and the print, and what a reader should know of it."""

    page: RawPage
    problems: tuple[Problem, ...] = ()


def scan_with_text(raw: RawPage, read: RawPage) -> Combined:
    """A page that a picture covers, or outlines: ``read`` is what was recognised in it. Where most of what the page
    says is in the picture it is a scan with some text of its own, else a page of text on a picture."""
    own = _straightened(raw, read)
    parted = part_at_print(own, read.glyphs, read.width, read.height)
    if 2 * len(parted.beside) >= len(surely_printed(read.glyphs)):
        return _text_on_picture(raw, read) if is_covered(raw) else text_with_outlines(raw, read)
    across = parted.across if own else raw.glyphs
    page = replace(read, glyphs=_numbered(parted.print, parted.beside), turned=raw.turned, hidden=raw.hidden)
    if parted.is_layer:
        straight = abs(read.skew) < _STRAIGHT_DEGREES
        other = (*across, *parted.beside) if straight else ()
        page = replace(page, other_glyphs=other, layer_agreement=parted.agreement)
    return Combined(_with_marks_of(page, raw), _across_problems(parted, across, raw.number))


def picture_with_text(raw: RawPage, read: RawPage, place: BBox) -> Combined:
    """A page with a picture at ``place``, in which ``read`` was recognised without the page's text."""
    region = with_region(replace(raw, glyphs=()), read, place)
    on_it = [glyph for glyph in raw.glyphs if _is_on(place, glyph)]
    parted = part_at_print(on_it, region.glyphs, raw.width, raw.height)
    left_out = set(parted.across)
    kept = tuple(glyph for glyph in raw.glyphs if glyph not in left_out)
    if not parted.print:
        return Combined(raw)
    page = replace(
        raw,
        glyphs=_numbered(kept, parted.print),
        segments=region.segments,
        text_layer="mixed",
        recognised=(*raw.recognised, place),
    )
    return Combined(page, _across_problems(parted, parted.across, raw.number))


def text_with_outlines(raw: RawPage, read: RawPage) -> Combined:
    """A page of text on which some more is drawn by its outlines: what the page's own characters say is never read
    again."""
    if read.turn != raw.turn or abs(read.skew) >= _STRAIGHT_DEGREES:
        return _lying_on_its_side(raw, read)
    runs = print_beside(raw.glyphs, read.glyphs, raw.width, raw.height)
    if not runs:
        return Combined(raw)
    glyphs = _numbered(raw.glyphs, tuple(chain.from_iterable(runs)))
    places = tuple(union(glyph.bbox for glyph in run) for run in runs)
    return Combined(replace(raw, glyphs=glyphs, text_layer="mixed", recognised=places))


def _text_on_picture(raw: RawPage, read: RawPage) -> Combined:
    """A page of text with a picture behind it; what was read without certainty there is a pattern, not print."""
    if read.turn != raw.turn or abs(read.skew) >= _STRAIGHT_DEGREES:
        return _lying_on_its_side(raw, read)
    # rulings that the page draws were seen in its picture too
    segments = () if raw.segments else read.segments
    read = replace(read, glyphs=surely_printed(read.glyphs), segments=segments)
    found = picture_with_text(raw, read, BBox(0.0, 0.0, raw.width, raw.height))
    if found.page is raw:
        return found
    # the picture is everywhere, its print is not: a table beside it is the file's own
    places = tuple(word.bbox for line in compose_lines(read.glyphs) for word in line.words)
    return found._replace(page=replace(found.page, recognised=(*raw.recognised, *places)))


def _lying_on_its_side(raw: RawPage, read: RawPage) -> Combined:
    is_said = bool(surely_printed(read.glyphs))
    return Combined(raw, (Problem("picture_not_read", "info", _TURNED, raw.number),) if is_said else ())


def _straightened(raw: RawPage, read: RawPage) -> tuple[Glyph, ...]:
    """The page's own glyphs where they stand on the page as recognised; nothing where that is turned otherwise."""
    if read.turn != raw.turn:
        return ()
    size = read.width, read.height
    return tuple(glyph._replace(bbox=lean_back(glyph.bbox, -read.skew, *size)) for glyph in raw.glyphs)


def _with_marks_of(page: RawPage, raw: RawPage) -> RawPage:
    """The recognised page with what the file says of its page beside text."""
    return replace(
        page,
        capped=raw.capped,
        undecodable=raw.undecodable,
        private=raw.private,
        unread_annotations=raw.unread_annotations,
        attached=raw.attached,
    )


def _across_problems(parted: Parted, across: tuple[Glyph, ...], page: int) -> tuple[Problem, ...]:
    """What a reader should know of text that was left out for the print under or over it; nothing where both say the
    same."""
    if not across or (parted.is_layer and not parted.differing):
        return ()
    if parted.is_layer:
        shown = "; ".join(f"{own!r} is {printed!r} in the picture" for own, printed in parted.differing[:_SHOWN])
        text = (
            "The page's text layer lies over or under its picture and is not what that shows"
            f" ({parted.agreement:.0%} of its characters are as in the picture) ({shown}): the picture was read."
        )
    else:
        texts = list(dict.fromkeys(own for own, _ in parted.compared))[:_SHOWN]
        shown = f" ({'; '.join(map(repr, texts))})" if texts else ""
        text = (
            f"{len(across)} characters of text lie across print of the page's picture, as a watermark does, and were"
            f" left out{shown}: the picture was read."
        )
    return (Problem("text_layer_replaced", "warning", text, page),)


def _numbered(first: tuple[Glyph, ...], then: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    return tuple(glyph._replace(order=number) for number, glyph in enumerate((*first, *then)))


def _is_on(box: BBox, glyph: Glyph) -> bool:
    return box.x0 <= glyph.bbox.x_middle <= box.x1 and box.top <= glyph.bbox.y_middle <= box.bottom
