"""ODT: paragraphs, headings and tables in body order, merges as the file has them."""

from collections.abc import Iterator

from extractor.document.content import Content, Element, Paragraph
from extractor.errors import CorruptSource
from extractor.options import SourceOptions
from extractor.sources.opendocument import xml
from extractor.sources.opendocument.as_printed import set_as_printed
from extractor.sources.opendocument.left_out import left_out_of_text
from extractor.sources.opendocument.numbered import number_paragraphs
from extractor.sources.opendocument.package import Package, open_package
from extractor.sources.opendocument.styles import Styles, read_styles
from extractor.sources.opendocument.table import CELL, read_table
from extractor.sources.opendocument.xml import NOTE, OFFICE, STYLE, TABLE, TEXT, Node
from extractor.sources.word_losses import unread_numbers


def read_text_document(data: bytes, options: SourceOptions) -> Content:
    """Read an OpenDocument text (.odt, templates); it has no pages, so ``pages`` is empty and places too.

    Running heads come first and feet last, as furniture, each text once; notes follow the body. Text that a tracked
    change removed is left out, and hidden text; numbers of lists are put before their texts. Raises CorruptSource,
    TooLarge, EncryptedSource.
    """
    package = open_package(data, options)
    body = package.content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise CorruptSource("This OpenDocument text has no body.")
    styles = read_styles(package)
    try:
        hidden = set_as_printed(body, styles)
        if package.styles is not None:
            # its automatic styles are its own, whatever those of the body are called
            hidden += set_as_printed(package.styles, read_styles(Package(package.styles, None)))
        unknown = number_paragraphs(body, package)
        elements = [
            *_furniture(package.styles, "header"),
            *_read_blocks(body, styles),
            *_read_notes(body, styles),
            *_furniture(package.styles, "footer"),
        ]
    except RecursionError as error:
        raise CorruptSource("The parts of this OpenDocument text are nested too deeply.") from error
    problems = (*left_out_of_text(body, package.styles, hidden), *([unread_numbers(unknown)] if unknown else ()))
    return Content(tuple(elements), (), "opendocument", problems)


def _read_blocks(node: Node, styles: Styles) -> Iterator[Element]:
    for block in xml.blocks(node):
        if block.tag == TABLE + "table":
            yield from read_table(block)
        else:
            yield from _read_paragraph(block, styles)


def _read_paragraph(paragraph: Node, styles: Styles) -> Iterator[Element]:
    """The paragraph, if it says anything, then what stands in its text boxes."""
    text = xml.text_of(paragraph)
    if text:
        level = xml.number(paragraph, TEXT + "outline-level", 1) if paragraph.tag == TEXT + "h" else 0
        yield Paragraph(text, heading_level=level, size=styles.size(paragraph))
    for box in xml.boxes(paragraph):
        yield from _read_blocks(box, styles)


def _read_notes(body: Node, styles: Styles) -> Iterator[Element]:
    """The notes of the body; those of what a tracked change removed went with it."""
    for note in body.iter(NOTE):
        if not any(above.tag == TEXT + "tracked-changes" for above in note.iterancestors()):
            for part in note.iter(TEXT + "note-body"):
                yield from _read_blocks(part, styles)


def _furniture(root: Node | None, kind: str) -> Iterator[Paragraph]:
    said: set[str] = set()
    for node in () if root is None else root.iter(STYLE + kind, f"{STYLE}{kind}-left", f"{STYLE}{kind}-first"):
        if node.get(STYLE + "display") != "false":
            for text in _texts(node):
                if text and text not in said:
                    said.add(text)
                    yield Paragraph(text, furniture=True)


def _texts(node: Node) -> Iterator[str]:
    """What paragraphs say, those of tables and boxes too."""
    for block in xml.blocks(node):
        if block.tag == TABLE + "table":
            for cell in block.iter(CELL):
                yield from _texts(cell)
        else:
            yield xml.text_of(block)
            for box in xml.boxes(block):
                yield from _texts(box)
