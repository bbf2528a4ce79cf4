"""DOCX: paragraphs and tables in body order, merges as the file has them."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from extractor.document.content import Content, Element, Paragraph
from extractor.errors import CorruptSource, UnsupportedFormat
from extractor.options import SourceOptions
from extractor.sources.container import ZIP_ERRORS, check_container
from extractor.sources.docx import xml as word_xml
from extractor.sources.docx.formatting import without_formatting, without_table_styles
from extractor.sources.docx.left_out import LeftOut, problems_of, settle
from extractor.sources.docx.numbering import number_paragraphs, read_numbering
from extractor.sources.docx.styles import Styles, read_styles
from extractor.sources.docx.table import read_table
from extractor.sources.docx.xml import Node, W
from extractor.sources.open_packaging import open_package

_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_OTHER_PARTS = ("/header", "/footer", "/footnotes", "/endnotes")
_NOTES = (W + "footnote", W + "endnote")
_BROKEN = (*ZIP_ERRORS, KeyError, AttributeError, TypeError, SyntaxError, RecursionError, zipfile.LargeZipFile)
"""What zipfile and lxml (whose syntax errors are SyntaxError) raise on a broken package."""


def read_docx(data: bytes, options: SourceOptions) -> Content:
    """Read a Word document (.docx, .docm, templates); it has no pages, so ``pages`` is empty and places too.

    Running heads come first and feet last, as furniture, each text once; footnotes and endnotes follow the body.
    What is hidden or deleted by a tracked change is left out and said. Numbers that Word counts stand before their
    texts as it prints them. Raises CorruptSource, TooLarge, EncryptedSource, UnsupportedFormat (the strict dialect).
    """
    check_container(data, options)
    try:
        return _read(data)
    except _BROKEN as error:
        raise CorruptSource("This Word file is damaged: one of its parts is missing or is not valid XML.") from error


def _read(data: bytes) -> Content:
    package = open_package(data)
    root = package.root(package.main, without_formatting)
    if root.tag.startswith(_STRICT):
        raise UnsupportedFormat("This is a Word document in the strict Open XML dialect.")
    body = root.find(W + "body")
    if body is None:
        raise CorruptSource("This Word file has no document body.")
    styles = read_styles(next(iter(package.related("/styles", without_table_styles)), None))
    heads, feet, *notes = (package.related(ending, without_formatting) for ending in _OTHER_PARTS)
    others = (*heads, *feet, *chain(*notes))
    left = sum((settle(part, styles) for part in (root, *others)), LeftOut())
    numbering = read_numbering(next(iter(package.related("/numbering")), None))
    unknown = number_paragraphs(body, others, styles, numbering)
    remarks = sum(1 for part in package.related("/comments") for _ in part.iterchildren(W + "comment"))
    covered: list[str] = []
    elements = [
        *_furniture(heads),
        *_read_blocks(body, styles, covered),
        *_read_notes(chain(*notes), styles, covered),
        *_furniture(feet),
    ]
    left = replace(left, numbers=unknown, remarks=remarks, covered=sum(map(len, covered)))
    return Content(tuple(elements), (), "docx", tuple(problems_of(left)))


def _read_blocks(node: Node, styles: Styles, covered: list[str]) -> Iterator[Element]:
    for block in word_xml.blocks(node):
        if block.tag == W + "tbl":
            yield from read_table(block, covered)
        else:
            yield from _read_paragraph(block, styles, covered)


def _read_paragraph(paragraph: Node, styles: Styles, covered: list[str]) -> Iterator[Element]:
    """The paragraph, if it says anything, then what stands in its text boxes."""
    text = word_xml.text_of(paragraph)
    if text:
        yield Paragraph(text, heading_level=styles.heading_level(paragraph), size=styles.size(paragraph))
    for box in word_xml.text_boxes(paragraph):
        yield from _read_blocks(box, styles, covered)


def _read_notes(parts: Iterable[Node], styles: Styles, covered: list[str]) -> Iterator[Element]:
    for part in parts:
        for note in part.iter(*_NOTES):
            yield from _read_blocks(note, styles, covered)


def _furniture(parts: Iterable[Node]) -> Iterator[Paragraph]:
    said: set[str] = set()
    for part in parts:
        for paragraph in part.iter(W + "p"):
            text = word_xml.text_of(paragraph)
            if text and text not in said:
                said.add(text)
                yield Paragraph(text, furniture=True)
