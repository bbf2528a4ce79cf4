"""What a sheet prints at the head and the foot of its pages (ECMA-376 part 1, 18.3.1.46): texts among codes."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from extractor.document.content import Paragraph
from extractor.sources.sheets.cells import SheetCells

_SECTION: Final = re.compile("&[LCR]")
_CODES: Final = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|[BIUSEXYOHGDTFZ])')
"""Fonts, sizes, colours, styles; a picture, and what only the print knows: date, time, names of the file."""
_PAGE: Final = re.compile(r"&[PN](?:[+-]\d+)?")
_SHEET: Final = "&A"
_AMPERSAND: Final = "&&"
_KEPT: Final = "\0"
"""Stands for a printed ``&`` while codes are taken out; no XML holds it."""
_PAGE_WORDS: Final = re.compile(r"(?:page|of|[\s第页共/／—–\-－,，.·~()（）])*", re.IGNORECASE)
_LONGEST: Final = 2_000
"""Excel takes 255 characters, codes included."""


def printed_texts(said: str, sheet: str) -> Iterator[str]:
    """The texts of the left, middle and right section; a section that prints the page's number and no words is none."""
    for section in _SECTION.split(said[:_LONGEST].replace(_AMPERSAND, _KEPT)):
        text, numbers = _PAGE.subn("", _CODES.sub("", section))
        if numbers and _PAGE_WORDS.fullmatch(text):
            continue
        text = text.replace(_SHEET, sheet).replace(_KEPT, "&").strip()
        if text:
            yield text


def running_heads(sheets: Iterable[SheetCells], *, feet: bool) -> Iterator[Paragraph]:
    """The heads (or the feet) of all sheets as furniture, each text once."""
    said: set[str] = set()
    for sheet in sheets:
        for one in sheet.feet if feet else sheet.heads:
            for text in printed_texts(one, sheet.title):
                if text not in said:
                    said.add(text)
                    yield Paragraph(text, furniture=True)
