"""Elements → drafts: each grid with the title, unit, captions and notes that are printed around it.

The words decide, then the type size: 单位：万元 is a unit wherever it stands, a title ends in 表, and what is a
sentence is prose and ends the search. Elements run on over page breaks, so a title at the foot of the page before is
found.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.document.caption_words import (
    is_bare_unit,
    is_continued,
    is_title,
    read_caption,
    without_continued,
    without_unit,
)
from extractor.document.content import Element, Grid, Paragraph
from extractor.document.draft import Draft
from extractor.document.text import without_space
from extractor.layout.captions_above import Caption, captions_above, plain_text
from extractor.layout.headers import read_header
from extractor.layout.inner_captions import take_inner_captions, take_inner_notes, unit_inside, unit_of_headings
from extractor.layout.notes_below import joined_notes, notes_below, unit_below

_ONE_TO_NINE = "[一二三四五六七八九]"
_COUNTED = rf"{_ONE_TO_NINE}?十(?:{_ONE_TO_NINE}(?!般|公[经”\"]))?|{_ONE_TO_NINE}"
"""A Chinese number up to 99; 四一 is none. A title may begin with such a character itself: 一般公共预算, 三公经费."""
_DIGITS = r"\d{1,3}(?=(?:19|20)\d\d年)|\d+(?![\d年])"
"""The year of a title may follow the number without a space."""
_LEADING_TABLE_NUMBER = re.compile(rf"^(?:附?表|公开)(?:{_DIGITS}|{_COUNTED})(?:[-－]\d+)?表?[:：、.\s]*(?=.{{4,}})")


def bind_captions(elements: Sequence[Element]) -> tuple[Draft | Paragraph, ...]:
    """Bind captions and notes to their grids; what is bound leaves the prose, the rest keeps its order."""
    bound: set[int] = set()
    drafts: dict[int, Draft] = {}
    for index, element in enumerate(elements):
        if isinstance(element, Grid):
            captions = captions_above(elements, index, bound)
            notes = notes_below(elements, index)
            if not any(caption.value for caption in captions if caption.kind in {"unit", "title"}):
                captions += unit_below(elements, index, notes)
            bound |= {caption.index for caption in captions} | set(notes)
            drafts[index] = _bound_draft(element, index, captions, [plain_text(elements[n]) for n in notes])
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
        notes=tuple(joined_notes(notes)),
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
