"""DOC: paragraphs and tables of a Word 97-2003 document in body order, merges as the file has them."""

from collections.abc import Iterator

from extractor.document.check import Problem
from extractor.document.content import Content
from extractor.options import SourceOptions
from extractor.sources.doc.elements import read_elements
from extractor.sources.doc.opened import WordDocument, open_document
from extractor.sources.word_losses import (
    losses_of_text,
    text_under_merges,
    unread_fields,
    unread_numbers,
    unread_objects,
    unread_remarks,
)


def read_doc(data: bytes, options: SourceOptions) -> Content:
    """Read a Word document (.doc, templates); like DOCX it has no pages, so ``pages`` is empty and places too.

    Running heads come first and feet last, as furniture, each text once; footnotes and endnotes follow the body. What
    is hidden or deleted by a tracked change is left out and said. Numbers that Word counts stand before their texts as
    it prints them. Raises CorruptSource, EncryptedSource, TooLarge, UnsupportedFormat (Word 95 and before).
    """
    document = open_document(data, options)
    covered: list[str] = []
    elements = tuple(read_elements(document, covered))
    problems = (*_problems(document), *text_under_merges(sum(map(len, covered))))
    return Content(elements, (), "doc", problems)


def _problems(document: WordDocument) -> Iterator[Problem]:
    losses, left = document.losses, document.visible.left
    if losses.characters:
        yield Problem(
            "lost_text",
            "error",
            f"{losses.characters} characters of this Word file lie beyond its end and are missing: "
            "fetch the file again.",
        )
    if losses.structure:
        yield Problem(
            "lost_structure",
            "error",
            "Part of what makes tables and headings of this Word file's text is lost; some tables may be here as "
            "prose, or without their merges: fetch the file again.",
        )
    yield from unread_objects(losses.objects)
    yield from losses_of_text(left.hidden, left.deleted, left.symbols)
    if left.fields:
        yield Problem(
            "unclosed_field",
            "warning",
            f"{left.fields} marks of fields have no partner; what stands here may be the code of a field.",
        )
    if left.unread_fields:
        yield unread_fields(left.unread_fields)
    if document.numbers.unknown:
        yield unread_numbers(document.numbers.unknown)
    yield from unread_remarks(losses.remarks)
    if left.pictures:
        yield Problem("picture_not_read", "info", f"{left.pictures} pictures stand in the text; they are not read.")
