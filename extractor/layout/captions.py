"""Elements → drafts: each grid with the title, unit, captions and notes that are printed around it.

The words decide, then the type size: 单位：万元 is a unit wherever it stands, a title ends in 表, and what is a
sentence is prose and ends the search. Elements run on over page breaks, so a title at the foot of the page before is
found.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.document.content import Element, Grid, Paragraph
from extractor.document.draft import Draft
from extractor.document.text import folded, without_space

_UNIT = re.compile(r"(?:金额)?单位[:：]?(?:人民币)?(亿元|万元|千元|元)(?!/)")
_UNIT_ALONE = re.compile(r"[(（](?:单位[:：])?(亿元|万元|千元|元)[)）]$")
_DEPARTMENT = re.compile(
    r"^(?:预算主管部门|主管部门|编制部门|编报部门|填报部门|预算部门|部门名称|部门"
    r"|编制单位|填报单位|预算单位|单位名称|单位|公开部门|公开单位)[:：](.*)$"
)
_CODED_DEPARTMENT = re.compile(r"^(\d{3}(?:\d{3})?)([一-鿿].{2,40})$")
_AS_OF = re.compile(r"(?:截止|截至)(?:时间|日期)?[:：]?(\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?)")
_TABLE_NUMBER = re.compile(
    r"^(?:公开|附|预算|财决|决算)?\d{0,3}表?[一二三四五六七八九十\d]{0,3}[-\d]*表?$"
    r"|^附件?\d*[:：]?$|^表[一二三四五六七八九十\d]+[:：]?$"
)
_DATE_CAPTION = re.compile(
    r"^(?:预算|决算)?(?:年度|年份|编制日期|编制时间|日期|时间)[:：].*|^\d{4}年(?:度|\d{1,2}月.*)?$"
)
_NOTE = re.compile(r"^(?:注|备注|说明|附注|表注|\*|※)\d*[:：.、]?")
_CONTINUED = re.compile(r"[(（]?续表?[)）]?\d*$|^续表")
_TITLE = re.compile(r"表(?:[(（][^()（）]*[)）])*(?:[(（]?续表?[)）]?)?$")
_SENTENCE = re.compile(r"[。；;！？]|，.*，")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+(?:部分|章))"
)
_SHOWN = re.compile(r"(?:情况|预算|决算|明细|一览|清单|统计|构成)(?:[(（][^()（）]*[)）])*$")
_LONGEST_TITLE = 60
_LONGEST_CAPTION = 40
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
            bound |= {caption.index for caption in captions} | set(notes)
            drafts[index] = _draft(element, captions, [_text(elements[n]) for n in notes])
    result: list[Draft | Paragraph] = []
    for index, element in enumerate(elements):
        if index in drafts:
            result.append(drafts[index])
        elif isinstance(element, Paragraph) and index not in bound:
            result.append(element)
    return tuple(result)


def _captions_above(elements: Sequence[Element], grid: int, bound: set[int]) -> list[Caption]:
    found: list[Caption] = []
    passed_furniture = 0
    for index in range(grid - 1, -1, -1):
        element = elements[index]
        if isinstance(element, Grid) or index in bound or len(found) >= _FARTHEST_LINES:
            break
        if element.furniture:
            passed_furniture += 1
            continue
        if not without_space(element.text):
            continue
        caption = _classify(element, index, any(c.kind == "title" for c in found))
        if caption is None:
            break
        found.append(caption)
    return _with_title_by_size(elements, list(reversed(found)))


def _classify(paragraph: Paragraph, index: int, has_title: bool) -> Caption | None:
    """What the line is, or None for prose. Above a title only the known kinds of captions are taken."""
    text = without_space(paragraph.text)
    if match := _UNIT.search(text) or _UNIT_ALONE.search(text):
        return Caption(index, text, "unit", match[1])
    if match := _AS_OF.search(text):
        return Caption(index, text, "as_of", match[1])
    if match := _DEPARTMENT.match(text):
        return Caption(index, text, "department", match[1] or None)
    if _SENTENCE.search(text) or len(text) > _LONGEST_TITLE or _NOTE.match(text):
        return None
    if _TABLE_NUMBER.match(text) or _DATE_CAPTION.match(text):
        return Caption(index, text, "other")
    if match := _CODED_DEPARTMENT.match(text):
        return Caption(index, text, "department", text)
    if has_title:
        return None
    if _TITLE.search(text) or _CONTINUED.search(text):
        return Caption(index, text, "title")
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
        if _NOTE.match(text) or (notes and _goes_on(table, elements[notes[-1]], element)):
            notes.append(index)
        else:
            break
    return notes


def _goes_on(table: Element, before: Element, after: Paragraph) -> bool:
    """Whether a note's line runs to the table's right edge, so that the next close line continues it."""
    if not (isinstance(before, Paragraph) and before.places and after.places and table.places):
        return False
    last, here, edge = before.places[-1], after.places[0], table.places[-1]
    close = last.page == here.page and here.bbox.top - last.bbox.bottom < 1.2 * last.bbox.height
    return close and last.page == edge.page and last.bbox.x1 >= edge.bbox.x1 - 0.12 * edge.bbox.width


def _draft(grid: Grid, captions: Sequence[Caption], notes: Sequence[str]) -> Draft:
    title = next((c.text for c in captions if c.kind == "title"), None) or _title_inside(grid)
    continued = bool(title and _CONTINUED.search(title))
    return Draft(
        grid=grid,
        title=_clean_title(title) if title else None,
        unit=next((c.value for c in captions if c.kind == "unit"), None),
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
        if _TITLE.search(text) and len(text) <= _LONGEST_TITLE:
            return text
    return None


def _clean_title(title: str) -> str | None:
    cleaned = _UNIT_ALONE.sub("", _LEADING_TABLE_NUMBER.sub("", _CONTINUED.sub("", title)))
    return cleaned or None


def _is_only_unit(caption: Caption) -> bool:
    return caption.kind == "unit" and bool(
        re.fullmatch(r"[(（]?(?:金额)?单位[:：]?(?:人民币)?.{1,2}[)）]?", folded(caption.text))
    )


def _joined_notes(notes: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for note in notes:
        if _NOTE.match(note) or not joined:
            joined.append(note)
        else:
            joined[-1] += note
    return joined
