"""HTML: paragraphs, headings and tables of a page in the order in which it shows them."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from extractor.document.check import Problem
from extractor.document.content import Content, Element, Paragraph
from extractor.errors import CorruptSource, TooLarge
from extractor.options import SourceOptions
from extractor.sources.decoding import Decoded, damage_message
from extractor.sources.html.css import StyleSheet, read_style_sheet
from extractor.sources.html.layout_tables import is_layout
from extractor.sources.html.media_queries import holds_on_screen
from extractor.sources.html.mhtml import ArchivedPage, archived_pages
from extractor.sources.html.node import Node
from extractor.sources.html.page_text import read_page_text
from extractor.sources.html.painting import paint
from extractor.sources.html.shown import BLOCKS, LINE_END, Hidden, collapse, inner_text, is_shown, tidy
from extractor.sources.html.table import PlacedTable, nested_tables, place_cells, sheet_of
from extractor.sources.sheets.elements import sheet_elements
from extractor.sources.word_losses import unread_numbers

_HEADING_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
_ENTITY: Final = re.compile(r"<!ENTITY\s+([\w.:-]{1,64})\s")
_MOST_NAMED: Final = 5
_NO_CHARACTERS: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no text of a page may hold (HTML, 13.2.3.5), nor can be written into its tree; it has no look. A form feed is a
blank."""
_BY_NUMBER: Final = re.compile("&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*([0-9]{1,7}));?")
_FURNITURE: Final = frozenset({"header", "footer"})
"""The titles that LibreOffice gives to the divisions with a printed page's head and foot."""


def read_html(data: bytes, options: SourceOptions) -> Content:
    """Read a page (.html, and .xls or .doc files that are one inside); it has no pages, so places are empty.

    Tables are read with their spans; those that only lay the page out are read through. Nothing that the page names
    is fetched; what it hides is left out and counted in a problem. Raises CorruptSource, TooLarge.
    """
    return _read((ArchivedPage(data),), "html", options)


def read_mhtml(data: bytes, options: SourceOptions) -> Content:
    """Read a web archive: its pages one after the other; otherwise as ``read_html``."""
    _check_size(len(data), options)
    pages, whole = archived_pages(data)
    content = _read(pages, "mhtml", options)
    if whole:
        return content
    message = "The encoding of a page of this archive is broken: part of it is missing. Fetch the file again."
    return replace(content, problems=(*content.problems, Problem("undecodable_bytes", "error", message)))


def _read(pages: Sequence[ArchivedPage], reader: str, options: SourceOptions) -> Content:
    sheets = {address: text for page in pages for address, text in page.sheets.items()}
    _check_size(sum(len(page.data) for page in pages) + sum(map(len, sheets.values())), options)
    elements: list[Element] = []
    problems: list[Problem] = []
    for page in pages:
        decoded = read_page_text(page.data)
        reading = _Reading(page)
        try:
            elements.extend(reading.read(_parse(decoded.text)))
        except RecursionError as error:
            raise CorruptSource("The elements of this page are nested too deeply.") from error
        problems.extend(_problems(decoded, reading.hidden))
        problems.extend(_unresolved(decoded.text))
    return Content(tuple(elements), (), reader, tuple(problems))


def _check_size(size: int, options: SourceOptions) -> None:
    if size > options.max_markup_bytes:
        raise TooLarge(f"This page has {size} bytes; the limit max_markup_bytes is {options.max_markup_bytes}.")


def _problems(decoded: Decoded, hidden: Hidden) -> Iterator[Problem]:
    if decoded.damaged:
        message = damage_message(decoded, "page")
        yield Problem("undecodable_bytes", "error", message)
    if hidden.elements:
        message = f"{hidden.elements} parts of the page hold text that it does not show; they were left out."
        yield Problem("hidden_text", "info", message)
    if hidden.doubtful:
        message = (
            f"Whether {hidden.doubtful} parts of the page are shown is left to conditions that are not looked at; they "
        )
        yield Problem("hidden_text", "warning", message + "were read: compare with the page.")
    if hidden.generated:
        message = f"{hidden.generated} texts are written by the style sheet alone, in a way that is not read here: "
        yield Problem("lost_text", "error", message + "compare with the page.")
    if hidden.unnumbered:
        yield unread_numbers(hidden.unnumbered)
    if hidden.pages:
        message = f"{hidden.pages} other pages or objects are shown within this page, and were not read: save them too."
        yield Problem("embedded_not_read", "error", message)
    if hidden.fields:
        message = f"{hidden.fields} filled fields of a form are not part of the page's text and were not read."
        yield Problem("unread_field", "warning", message)
    if hidden.pictures:
        yield Problem("picture_not_read", "info", f"{hidden.pictures} pictures stand in the page; they are not read.")


def _unresolved(text: str) -> Iterator[Problem]:
    """What a page declares as an entity of its own and uses is neither fetched nor put in: said by name."""
    used = [name for name in dict.fromkeys(_ENTITY.findall(text)) if f"&{name};" in text]
    if used:
        message = (
            f"The page puts texts in by names that it declares ({', '.join(used[:_MOST_NAMED])}); what they stand "
        )
        yield Problem("lost_text", "error", message + "for was not looked up: open the page in a browser and save it.")


def _parse(text: str) -> Node:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = etree.fromstring(_of_characters(text).encode("utf-8", "replace"), parser)
    except etree.ParserError:
        root = None
    except etree.XMLSyntaxError as error:
        raise CorruptSource("This page can not be read as HTML.") from error
    if root is None:
        raise CorruptSource("This page holds no element.")
    return root


def _of_characters(text: str) -> str:
    """The page without what is no character, written as such or by its number."""
    return _BY_NUMBER.sub(_kept, _NO_CHARACTERS.sub("", text.replace("\f", " ")))


def _kept(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if code <= sys.maxunicode and _NO_CHARACTERS.fullmatch(chr(code)) else reference[0]


@dataclass(slots=True)
class _Reading:
    """One walk over a page: the styles that it has, and what it hides."""

    page: ArchivedPage
    styles: StyleSheet = field(default_factory=StyleSheet)
    hidden: Hidden = field(default_factory=Hidden)

    def read(self, root: Node) -> Iterator[Element]:
        """The elements of the page in order."""
        texts = [_ruling(node, self.page) for node in root.iter("style", "link")]
        known = [text for text in texts if text is not None]
        self.styles = read_style_sheet(known)
        paint(root, self.styles, self.hidden, len(known) < len(texts) or any("@import" in text for text in known))
        yield from self._blocks(root, 0)

    def _blocks(self, node: Node, level: int) -> Iterator[Element]:
        """The paragraphs and tables in an element; running text between blocks is a paragraph."""
        running: list[str] = []
        yield from self._walk(node, level, running)
        yield from _paragraphs(running, level)

    def _walk(self, node: Node, level: int, running: list[str]) -> Iterator[Element]:
        keeps_lines = node.tag == "pre"
        if node.text:
            running.append(node.text if keeps_lines else collapse(node.text))
        for child in node:
            if not isinstance(child.tag, str):
                pass
            elif child.tag == "br":
                running.append(LINE_END)
            elif is_shown(child, self.hidden):
                if child.tag == "table":
                    yield from _paragraphs(running, level)
                    yield from self._table(child)
                elif child.tag in BLOCKS:
                    yield from _paragraphs(running, level)
                    inside = self._blocks(child, _HEADING_LEVELS.get(child.tag, level))
                    yield from map(_as_furniture, inside) if child.get("title") in _FURNITURE else inside
                else:
                    yield from self._walk(child, level, running)
            if child.tail:
                running.append(child.tail if keeps_lines else collapse(child.tail))

    def _table(self, table: Node) -> Iterator[Element]:
        placed = place_cells(table, self.hidden)
        if placed.caption is not None:
            yield from _paragraphs([inner_text(placed.caption, self.hidden)], 0)
        for stray in placed.strays:
            yield from self._blocks(stray, 0)
        has_lines = (table.get("border") or "0").strip().rstrip("px") not in ("", "0") or table.get("rules") == "all"
        if is_layout(table, placed, has_lines, self.styles):
            for cell in placed.cells:
                yield from self._blocks(cell.node, 0)
        else:
            yield from self._data(placed, has_lines)

    def _data(self, placed: PlacedTable, has_lines: bool) -> Iterator[Element]:
        yield from sheet_elements(sheet_of(placed, has_lines, self.styles, self.hidden), None)
        for cell in placed.cells:
            for inner in nested_tables(cell.node):
                yield from self._table(inner)


def _ruling(node: Node, page: ArchivedPage) -> str | None:
    """The text of a style sheet, under its condition; None where the page names one that is not here."""
    text: str | None = "".join(node.itertext())
    is_other = (node.get("type") or "text/css").strip().lower() != "text/css" and node.tag == "style"
    if is_other or holds_on_screen(node.get("media") or "") is False:
        return ""
    if next(node.iterancestors("noscript", "template"), None) is not None:
        return ""
    if node.tag == "link":
        kinds = (node.get("rel") or "").lower().split()
        text = page.sheet(node.get("href") or "") if "stylesheet" in kinds and "alternate" not in kinds else ""
    media = node.get("media")
    return f"@media {media}{{{text}}}" if text and media and not set(media) & set("{};") else text


def _as_furniture(element: Element) -> Element:
    return element._replace(furniture=True) if isinstance(element, Paragraph) else element


def _paragraphs(running: list[str], level: int) -> Iterator[Paragraph]:
    """What has gathered as running text, a paragraph a line; the list is empty afterwards."""
    text = tidy(running)
    running.clear()
    for line in text.split(LINE_END) if text else ():
        yield Paragraph(line, heading_level=level)
