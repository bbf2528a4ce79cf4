"""Elements → drafts: each grid with the title, unit, captions and notes that are printed around it.

The words decide, then the type size: 单位：万元 is a unit wherever it stands, a title ends in 表, and what is a
sentence is prose and ends the search. Elements run on over page breaks, so a title at the foot of the page before is
found.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.document.caption_words import (
    is_bare_unit,
    is_continued,
    is_note,
    is_sentence,
    is_title,
    read_caption,
    without_continued,
    without_unit,
)
from extractor.document.content import Element, Grid, Paragraph
from extractor.document.draft import Draft
from extractor.document.text import without_space
from extractor.layout.headers import read_header
from extractor.layout.inner_captions import take_inner_captions, take_inner_notes, unit_inside, unit_of_headings

_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+(?:部分|章))"
)
_SHOWN = re.compile(r"(?:情况|预算|决算|明细|一览|清单|统计|构成|申报书|申请书|任务书)(?:[(（][^()（）]*[)）])*$")
_NOTE_ITEM = re.compile(r"(?:(?:注|备注|说明|附注|表注)[:：])?[(（]?(\d{1,2})[)）]?[.、．](?!\d)")
_LONGEST_CAPTION = 40
_CLOSE_LINES = 1.5
"""A unit below a table stands no farther from it than so many times its own height."""
_FARTHEST_LINES = 8
_LEADING_TABLE_NUMBER = re.compile(r"^(?:附?表|公开)[\d一二三四五六七八九十]+(?:[-－]\d+)?表?[:：、.\s]*(?=.{4,})")


@dataclass(frozen=True, slots=True)
class Caption:
    """What one line above a table is, with its index among the elements."""

    index: int
    text: str
    kind: str
    value: str | None = None


def bind_captions(elements: Sequence[Element]) -> tuple[Draft | Paragraph, ...]:
    """Bind captions and notes to their grids; what is bound leaves the prose, the rest keeps its order."""
    bound: set[int] = set()
    drafts: dict[int, Draft] = {}
    for index, element in enumerate(elements):
        if isinstance(element, Grid):
            captions = _captions_above(elements, index, bound)
            notes = _notes_below(elements, index)
            if not any(caption.value for caption in captions if caption.kind in {"unit", "title"}):
                captions += _unit_below(elements, index, notes)
            bound |= {caption.index for caption in captions} | set(notes)
            drafts[index] = _bound_draft(element, index, captions, [_text(elements[n]) for n in notes])
    _name_after_sheets(drafts)
    result: list[Draft | Paragraph] = []
    for index, element in enumerate(elements):
        if index in drafts:
            result.append(drafts[index])
        elif isinstance(element, Paragraph) and index not in bound:
            result.append(element)
    return tuple(result)


def _name_after_sheets(drafts: dict[int, Draft]) -> None:
    """Give the first table of a sheet on which no table has a title the name of the sheet, where that is a title."""
    titled = {draft.grid.name for draft in drafts.values() if draft.title is not None}
    for index, draft in drafts.items():
        name = draft.grid.name
        if name and name not in titled and is_title(without_space(name)):
            drafts[index] = replace(draft, title=_clean_title(without_space(name)))
            titled.add(name)


def _bound_draft(grid: Grid, index: int, captions: Sequence[Caption], notes: Sequence[str]) -> Draft:
    """The draft of a grid with what stands around it and what it prints of itself: a form keeps all its rows."""
    if read_header(grid).is_form:
        draft = _draft(grid, captions, notes)
        return draft if draft.unit else replace(draft, unit=unit_inside(grid))
    rest, inner = take_inner_captions(grid)
    rest, inner_notes = take_inner_notes(rest)
    own = [Caption(index, text, words.kind, words.value) for text, words in inner]
    draft = _draft(rest, [*captions, *own], [*inner_notes, *notes])
    return draft if draft.unit else replace(draft, unit=unit_of_headings(rest, read_header(rest).header_rows))


def _captions_above(elements: Sequence[Element], grid: int, bound: set[int]) -> list[Caption]:
    found: list[Caption] = []
    for index in range(grid - 1, -1, -1):
        element = elements[index]
        if isinstance(element, Grid) or index in bound or len(found) >= _FARTHEST_LINES:
            break
        if element.furniture or not without_space(element.text):
            continue
        caption = _classify(element, index, any(c.kind == "title" for c in found))
        if caption is None:
            break
        found.append(caption)
    return _with_title_by_size(elements, list(reversed(found)))


def _classify(paragraph: Paragraph, index: int, has_title: bool) -> Caption | None:
    """What the line is, or None for prose. Above a title only the known kinds of captions are taken."""
    text = without_space(paragraph.text)
    words = read_caption(text)
    if words is not None:
        return None if has_title and words.kind == "title" else Caption(index, text, words.kind, words.value)
    if has_title or paragraph.furniture or is_sentence(text) or is_note(text):
        return None
    if _HEADING.match(text) or paragraph.heading_level:
        return None
    if len(text) <= _LONGEST_CAPTION and not text.endswith(("：", ":", "，", ",", "、")):
        return Caption(index, text, "loose")
    return None


def _with_title_by_size(elements: Sequence[Element], captions: list[Caption]) -> list[Caption]:
    """Settle the loose lines: without a title ending in 表 the largest loose line is it (of equals the nearest), or one
    right above the table that names what tables show; the others stay prose unless they stand below the title."""
    title = next((c for c in captions if c.kind == "title"), None)
    loose = [c for c in captions if c.kind == "loose"]
    names_a_table = bool(captions) and captions[-1].kind == "loose" and _SHOWN.search(captions[-1].text) is not None
    if title is None and loose and (names_a_table or any(c.kind in {"unit", "department"} for c in captions)):
        largest = max(loose, key=lambda c: (_size(elements[c.index]), c.index))
        captions = [replace(c, kind="title") if c is largest else c for c in captions]
        title = next(c for c in captions if c.kind == "title")
    if title is None:
        first = next((i for i, c in enumerate(captions) if c.kind != "loose"), len(captions))
        return captions[first:]
    start = captions.index(title)
    while start > 0 and captions[start - 1].kind != "loose":
        start -= 1
    return captions[start:]


def _size(element: Element) -> float:
    return element.size or 0.0 if isinstance(element, Paragraph) else 0.0


def _text(element: Element) -> str:
    return without_space(element.text) if isinstance(element, Paragraph) else ""


def _notes_below(elements: Sequence[Element], grid: int) -> list[int]:
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


def _unit_below(elements: Sequence[Element], grid: int, notes: Sequence[int]) -> list[Caption]:
    """The unit that stands right below a table which has none above it, and above no other table."""
    table = elements[grid]
    index = grid + 1
    while index < len(elements) and (index in notes or not _text(elements[index]) or _is_furniture(elements[index])):
        if isinstance(elements[index], Grid):
            return []
        index += 1
    below = elements[index] if index < len(elements) else None
    if not (isinstance(below, Paragraph) and below.places and table.places and is_bare_unit(_text(below))):
        return []
    following = next((e for e in elements[index + 1 :] if not _is_furniture(e)), None)
    here, edge = below.places[0], table.places[-1]
    close = here.page == edge.page and 0 <= here.bbox.top - edge.bbox.bottom <= _CLOSE_LINES * here.bbox.height
    words = read_caption(_text(below))
    if isinstance(following, Grid) or not (close or notes) or words is None or words.value is None:
        return []
    return [Caption(index, _text(below), "unit", words.value)]


def _is_furniture(element: Element) -> bool:
    return isinstance(element, Paragraph) and element.furniture


def _goes_on(table: Element, before: Element, after: Paragraph) -> bool:
    """Whether a note's line runs to the table's right edge, so that the next close line continues it."""
    if not (isinstance(before, Paragraph) and before.places and after.places and table.places):
        return False
    last, here, edge = before.places[-1], after.places[0], table.places[-1]
    close = last.page == here.page and here.bbox.top - last.bbox.bottom < 1.2 * last.bbox.height
    return close and last.page == edge.page and last.bbox.x1 >= edge.bbox.x1 - 0.12 * edge.bbox.width


def _draft(grid: Grid, captions: Sequence[Caption], notes: Sequence[str]) -> Draft:
    titles = [c.text for c in captions if c.kind == "title"]
    # a line that ends in 表 is the title before one that was only the largest above the table
    title = next((text for text in titles if is_title(text)), titles[0] if titles else None) or _title_inside(grid)
    continued = bool(title and is_continued(title))
    return Draft(
        grid=grid,
        title=_clean_title(title) if title else None,
        unit=next((c.value for c in captions if c.kind in {"unit", "title"} and c.value), None),
        captions=tuple(c.text for c in captions if c.kind != "title" and not _is_only_unit(c)),
        notes=tuple(_joined_notes(notes)),
        department=next((c.value for c in captions if c.kind == "department"), None),
        as_of=next((c.value for c in captions if c.kind == "as_of"), None),
        continuation=continued,
    )


def _title_inside(grid: Grid) -> str | None:
    """A title printed as the first rows of the table itself, merged over its whole width."""
    for cell in grid.cells:
        text = without_space(cell.raw)
        if cell.column_span < grid.columns or cell.row > 2:
            return None
        if is_title(text):
            return text
    return None


def _clean_title(title: str) -> str | None:
    cleaned = without_unit(_LEADING_TABLE_NUMBER.sub("", without_continued(title)))
    words = read_caption(cleaned)
    return None if not cleaned or (words is not None and words.kind == "other") else cleaned


def _is_only_unit(caption: Caption) -> bool:
    return caption.kind == "unit" and is_bare_unit(caption.text)


def _joined_notes(notes: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for note in notes:
        if is_note(note) or not joined:
            joined.append(note)
        else:
            joined[-1] += note
    return joined
