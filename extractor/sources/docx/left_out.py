"""What a part of a Word document does not print, taken out of its tree and counted; symbols made characters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.document.check import Problem
from extractor.sources.docx.alternatives import choose_alternatives
from extractor.sources.docx.drawn_texts import DRAWN_TEXTS, box_drawn_texts
from extractor.sources.docx.fields import FIELD_CODE, FIELD_MARK, SIMPLE_FIELD, FieldCodes, take_out_codes
from extractor.sources.docx.formulas import PLACED, write_formulas
from extractor.sources.docx.raised_text import HEIGHT, RUN_STYLE, mark_raised
from extractor.sources.docx.styles import Styles
from extractor.sources.docx.xml import CHARACTERS, MC, TEXTS, Node, W
from extractor.sources.symbols import is_symbol_font, symbol_character
from extractor.sources.word_losses import (
    losses_of_text,
    text_under_merges,
    unread_fields,
    unread_numbers,
    unread_objects,
    unread_remarks,
)

_DRAWN_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_PICTURE = (_DRAWN_PICTURE, _OLD_PICTURE)
_PICTURE_KINDS = ("/picture", "/chart", "/diagram")
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,5}")
_VANISH, _DELETED, _SYMBOL = W + "vanish", W + "delText", W + "sym"
_DRAWINGS = (W + "drawing", W + "pict", W + "object", MC + "AlternateContent")
_OTHER_PART = (W + "altChunk", W + "subDoc")
_EMBEDDED = "{urn:schemas-microsoft-com:office:office}OLEObject"
_ALTERNATIVES = MC + "AlternateContent"
_DELETED_CELL = W + "cellDel"
_FIELDS = (FIELD_MARK, FIELD_CODE, SIMPLE_FIELD)
_HEIGHTS = (HEIGHT, RUN_STYLE)
_COUNTED = (_DELETED, _DELETED_CELL, _SYMBOL, _EMBEDDED, *_PICTURE, *_OTHER_PART)
_MARKS = (_ALTERNATIVES, _VANISH, *DRAWN_TEXTS, *_FIELDS, *_HEIGHTS, *PLACED, *_COUNTED)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many characters are hidden, deleted, or of unknown symbols; how many pictures stand in the text, how many
    documents are joined to this one without being read, how many objects of other programs stand in it; how many
    fields print what only their code says, how many paragraphs have a number of a list that is not known surely; how
    many remarks stand beside the text; how many characters stand in cells that are merged away."""

    hidden: int = 0
    deleted: int = 0
    symbols: int = 0
    pictures: int = 0
    documents: int = 0
    objects: int = 0
    fields: int = 0
    numbers: int = 0
    remarks: int = 0
    covered: int = 0

    def __add__(self, other: "LeftOut") -> "LeftOut":
        return LeftOut(
            self.hidden + other.hidden,
            self.deleted + other.deleted,
            self.symbols + other.symbols,
            self.pictures + other.pictures,
            self.documents + other.documents,
            self.objects + other.objects,
            self.fields + other.fields,
            self.numbers + other.numbers,
            self.remarks + other.remarks,
            self.covered + other.covered,
        )


def settle(root: Node, styles: Styles) -> LeftOut:
    """Leave in the tree of a part what it shows, as it reads: of alternatives one, no codes of fields, no hidden text;
    symbols as characters, formulas on a line, raised digits as such. Count what is left out. Deleted text stays in the
    tree, where no reader takes it."""
    marks = list(root.iter(*_MARKS))
    if groups := _of(marks, _ALTERNATIVES):
        choose_alternatives(groups)
        marks = list(root.iter(*_MARKS))
    box_drawn_texts(_of(marks, *DRAWN_TEXTS))
    write_formulas(_of(marks, *PLACED))
    codes = take_out_codes(root) if _of(marks, *_FIELDS) else FieldCodes()
    hidden = 0
    if styles.can_hide or _of(marks, _VANISH):
        hidden = sum(_take_out(run) for run in list(root.iter(W + "r")) if styles.hides(run))
    if codes.found or hidden:
        marks = list(root.iter(*_MARKS))
    mark_raised(_of(marks, *_HEIGHTS), styles)
    return LeftOut(
        hidden + codes.characters,
        sum(len(node.text or "") for node in _of(marks, _DELETED)) + _in_deleted_cells(_of(marks, _DELETED_CELL)),
        sum(_put_character(node) for node in _of(marks, _SYMBOL)),
        sum(_is_picture(node) for node in _of(marks, *_PICTURE)),
        len(_of(marks, *_OTHER_PART)),
        len(_of(marks, _EMBEDDED)),
        codes.unread,
    )


def _of(marks: Sequence[Node], *tags: str) -> list[Node]:
    return [node for node in marks if node.tag in tags]


def _in_deleted_cells(marks: Sequence[Node]) -> int:
    """How many characters stand in the paragraphs of the cells that carry these marks."""
    cells = {cell for mark in marks if (cell := mark.getparent().getparent()) is not None and cell.tag == W + "tc"}
    paragraphs = (paragraph for cell in cells for paragraph in cell.iterchildren(W + "p"))
    return sum(len(text.text or "") for paragraph in paragraphs for text in paragraph.iter(*TEXTS))


def _take_out(run: Node) -> int:
    """How many characters a run no longer has; the marks of fields stay."""
    count = 0
    for child in list(run):
        if child.tag in TEXTS or child.tag in CHARACTERS or child.tag in (_SYMBOL, *_DRAWINGS):
            count += sum(len(node.text or "") for node in child.iter(*TEXTS)) + (child.tag == _SYMBOL)
            run.remove(child)
    return count


def _put_character(symbol: Node) -> bool:
    """Write a symbol as a text; whether its character is unknown, and stays the private one."""
    font, number = symbol.get(W + "font", ""), symbol.get(W + "char", "")
    code = int(number, 16) if _HEXADECIMAL.fullmatch(number) else 0
    if code < 0x100 and is_symbol_font(font):
        code |= 0xF000  # the same shape, written without the private range that it stands in
    character = symbol_character(code, font)
    symbol.tag = W + "t"
    symbol.text = character or (chr(code) if 0xE000 <= code < 0xF900 else "\ufffd")
    return character is None


def _is_picture(node: Node) -> bool:
    return bool(node.tag == _OLD_PICTURE or node.get("uri", "").endswith(_PICTURE_KINDS))


def problems_of(left: LeftOut) -> Iterator[Problem]:
    """What is said of it."""
    yield from losses_of_text(left.hidden, left.deleted, left.symbols)
    yield from unread_objects(left.objects)
    if left.fields:
        yield unread_fields(left.fields)
    if left.numbers:
        yield unread_numbers(left.numbers)
    yield from unread_remarks(left.remarks)
    yield from text_under_merges(left.covered)
    if left.pictures:
        yield Problem("picture_not_read", "info", f"{left.pictures} pictures stand in the text; they are not read.")
    if left.documents:
        yield Problem(
            "lost_text",
            "error",
            f"{left.documents} other documents are inserted into this Word file whole and were not read: open it in "
            "Word and save it.",
        )
