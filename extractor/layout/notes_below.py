"""The lines below a table → its notes, and the unit that stands there."""

import re
from collections.abc import Sequence

from extractor.document.caption_words import is_bare_unit, is_note, read_caption
from extractor.document.content import Element, Grid, Paragraph
from extractor.document.text import without_space
from extractor.layout.captions_above import Caption, is_furniture, plain_text

_NOTE_ITEM = re.compile(r"(?:(?:注|备注|说明|附注|表注)[:：])?[(（]?(\d{1,2})[)）]?[.、．](?!\d)")
_CLOSE_LINES = 1.5
"""A unit below a table stands no farther from it than so many times its own height."""


def notes_below(elements: Sequence[Element], grid: int) -> list[int]:
    """Indices of the note lines right below the grid: 注：… and the lines that its sentence goes on over."""
    notes: list[int] = []
    counted = 0
    table = elements[grid]
    for index in range(grid + 1, len(elements)):
        element = elements[index]
        if not isinstance(element, Paragraph):
            break
        if element.furniture:
            continue
        text = without_space(element.text)
        if not text:
            continue
        if is_note(text) or (notes and _goes_on(table, elements[notes[-1]], element)) or _counts_on(text, counted):
            notes.append(index)
            counted = max(counted, _item_number(text))
        else:
            break
    return notes


def _item_number(text: str) -> int:
    """The number of an item of a note (注：1. …, then 2. …), 0 where it has none."""
    match = _NOTE_ITEM.match(text)
    return int(match[1]) if match else 0


def _counts_on(text: str, counted: int) -> bool:
    """Whether the line is the next item of a note whose items are numbered."""
    return counted > 0 and _item_number(text) == counted + 1


def _goes_on(table: Element, before: Element, after: Paragraph) -> bool:
    """Whether a note's line runs to the table's right edge, so that the next close line continues it."""
    if not (isinstance(before, Paragraph) and before.places and after.places and table.places):
        return False
    last, here, edge = before.places[-1], after.places[0], table.places[-1]
    close = last.page == here.page and here.bbox.top - last.bbox.bottom < 1.2 * last.bbox.height
    return close and last.page == edge.page and last.bbox.x1 >= edge.bbox.x1 - 0.12 * edge.bbox.width


def unit_below(elements: Sequence[Element], grid: int, notes: Sequence[int]) -> list[Caption]:
    """The unit that stands right below a table which has none above it, and above no other table."""
    table = elements[grid]
    index = grid + 1
    while index < len(elements) and (
        index in notes or not plain_text(elements[index]) or is_furniture(elements[index])
    ):
        if isinstance(elements[index], Grid):
            return []
        index += 1
    below = elements[index] if index < len(elements) else None
    if not (isinstance(below, Paragraph) and below.places and table.places and is_bare_unit(plain_text(below))):
        return []
    following = next((e for e in elements[index + 1 :] if not is_furniture(e)), None)
    here, edge = below.places[0], table.places[-1]
    close = here.page == edge.page and 0 <= here.bbox.top - edge.bbox.bottom <= _CLOSE_LINES * here.bbox.height
    words = read_caption(plain_text(below))
    if isinstance(following, Grid) or not (close or notes) or words is None or words.value is None:
        return []
    return [Caption(index, plain_text(below), "unit", words.value)]


def joined_notes(notes: Sequence[str]) -> list[str]:
    """Each note with the lines that it goes on over."""
    joined: list[str] = []
    for note in notes:
        if is_note(note) or not joined:
            joined.append(note)
        else:
            joined[-1] += note
    return joined
