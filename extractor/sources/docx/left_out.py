"""What a part of a Word document does not print, taken out of its tree and counted; symbols made characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.document.check import Problem
from extractor.sources.docx.styles import Styles
from extractor.sources.docx.xml import CHARACTERS, MC, TEXTS, Node, W
from extractor.sources.symbols import is_symbol_font, symbol_character
from extractor.sources.word_losses import losses_of_text, unread_fields, unread_numbers, unread_objects, unread_remarks

_DRAWN_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_PICTURE = (_DRAWN_PICTURE, _OLD_PICTURE)
_PICTURE_KINDS = ("/picture", "/chart", "/diagram")
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,5}")
_VANISH, _DELETED, _SYMBOL = W + "vanish", W + "delText", W + "sym"
_DRAWINGS = (W + "drawing", W + "pict", W + "object", MC + "AlternateContent")
_OTHER_PART = (W + "altChunk", W + "subDoc")
_EMBEDDED = "{urn:schemas-microsoft-com:office:office}OLEObject"
_CODE = W + "instrText"
_COUNTED = (_DELETED, _SYMBOL, _EMBEDDED, _CODE, *_PICTURE, *_OTHER_PART)
_PRINTED_BY_CODE = re.compile(
    r"\s*(?:EQ|SYMBOL|FORMDROPDOWN|FORMCHECKBOX|MACROBUTTON|GOTOBUTTON|LISTNUM|AUTONUM|AUTONUMLGL|AUTONUMOUT)\b",
    re.IGNORECASE,
)
"""Fields that print what their code says and store no result."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many characters are hidden, deleted, or of unknown symbols; how many pictures stand in the text, how many
    documents are joined to this one without being read, how many objects of other programs stand in it; how many
    fields print what only their code says, how many paragraphs have a number of a list that is not known surely; how
    many remarks stand beside the text."""

    hidden: int = 0
    deleted: int = 0
    symbols: int = 0
    pictures: int = 0
    documents: int = 0
    objects: int = 0
    fields: int = 0
    numbers: int = 0
    remarks: int = 0

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
        )


def settle(root: Node, styles: Styles) -> LeftOut:
    """Take hidden text out of the tree of a part, write symbols as the characters that they show, count what is left
    out. Deleted text stays in the tree, where no reader takes it."""
    marks = list(root.iter(_VANISH, *_COUNTED))
    hidden = 0
    if styles.can_hide or any(node.tag == _VANISH for node in marks):
        hidden = sum(_take_out(run) for run in list(root.iter(W + "r")) if styles.hides(run))
        marks = list(root.iter(*_COUNTED))
    return LeftOut(
        hidden,
        sum(len(node.text or "") for node in marks if node.tag == _DELETED),
        sum(_put_character(node) for node in marks if node.tag == _SYMBOL),
        sum(_is_picture(node) for node in marks if node.tag in _PICTURE),
        sum(node.tag in _OTHER_PART for node in marks),
        sum(node.tag == _EMBEDDED for node in marks),
        sum(node.tag == _CODE and _PRINTED_BY_CODE.match(node.text or "") is not None for node in marks),
    )


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
    """Whether it is shown and not the stand-in for programs that can not show the newer form."""
    if next(node.iterancestors(MC + "Fallback"), None) is not None:
        return False
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
    if left.pictures:
        yield Problem("picture_not_read", "info", f"{left.pictures} pictures stand in the text; they are not read.")
    if left.documents:
        yield Problem(
            "lost_text",
            "error",
            f"{left.documents} other documents are inserted into this Word file whole and were not read: open it in "
            "Word and save it.",
        )
