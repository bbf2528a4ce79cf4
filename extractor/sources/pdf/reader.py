"""PDF → pages: PDFium answers in user space; every point goes through the page's own device transform, so that crop
box and rotation are applied once, here, and nowhere later."""

import ctypes
from collections.abc import Iterator
from contextlib import closing
from typing import Protocol

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.document.page import RawPage
from extractor.errors import CorruptSource, EncryptedSource, TooLarge
from extractor.options import SourceOptions
from extractor.sources.pdf.annotations import put_text_on_page
from extractor.sources.pdf.batch import batch_reader
from extractor.sources.pdf.drawing import read_drawing
from extractor.sources.pdf.dynamic_forms import is_dynamic_form
from extractor.sources.pdf.sight import Unseen, find_unseen
from extractor.sources.pdf.text_page import read_text
from extractor.sources.pdf.transform import TURNS, Transform
from extractor.sources.pdf.unseen_text import object_at
from extractor.sources.pdf.values import PageDrawing, PageText

_DEVICE_UNITS_PER_PT = 1000
_SCAN_SHARE = 0.5
"""A page that pictures cover by half may be a scan."""


class PageReader(Protocol):
    """A way to read what a page draws."""

    def text(self, text_page: object, shown: Transform, *, visible_only: bool = False) -> PageText:
        """The upright glyphs of a text page of PDFium; only those that are drawn to be seen, if asked for."""

    def drawing(self, page: object, shown: Transform) -> PageDrawing:
        """Strokes, fills and pictures of a page of PDFium."""


class CallReader:
    """Reads by one call a fact, which needs nothing but pypdfium2."""

    def text(self, text_page: object, shown: Transform, *, visible_only: bool = False) -> PageText:
        return read_text(text_page, shown, visible_only=visible_only)

    def drawing(self, page: object, shown: Transform) -> PageDrawing:
        return read_drawing(page, shown)


def read_pdf(data: bytes, options: SourceOptions, reader: PageReader | None = None) -> Iterator[RawPage]:
    """Yield the pages of a PDF in order, one in memory at a time.

    ``reader`` reads what they draw: the compiled one where this installation has it, which gives the same pages.

    Raises EncryptedSource, CorruptSource or TooLarge before the first page. A page that PDFium cannot load
    comes without glyphs; the pipeline says so.
    """
    with closing(_open(data, options)) as document:
        count = len(document)
        if count == 0:
            raise CorruptSource("The PDF has no pages.")
        if count > options.max_pages:
            raise TooLarge(f"The PDF has {count} pages; the limit max_pages is {options.max_pages}.")
        reader = reader or batch_reader() or CallReader()
        for index in range(count):
            yield _read_page(document, index, reader)


def _open(data: bytes, options: SourceOptions) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data, password=options.password)
    except UnicodeEncodeError as error:
        raise EncryptedSource("The password holds characters that no encoding has.") from error
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            given = "The password does not open" if options.password else "A password is needed for"
            raise EncryptedSource(f"{given} this PDF.") from error
        raise CorruptSource("The PDF can not be opened: it is cut off or damaged.") from error


def _read_page(document: pdfium.PdfDocument, index: int, reader: PageReader) -> RawPage:
    attached = max(0, pdfium_c.FPDFDoc_GetAttachmentCount(document.raw)) if index == 0 else 0
    try:
        page, unread = _load_page(document, index)
    except pdfium.PdfiumError:
        return RawPage(index + 1, 0.0, 0.0, 0, (), (), broken=True, attached=attached)
    with closing(page), closing(page.get_textpage()) as text_page:
        width, height = page.get_width(), page.get_height()
        shown = _device_transform(page, width, height)
        text = reader.text(text_page.raw, shown)
        turn = text.majority_turn()
        if turn:
            shown = TURNS[turn](width, height).after(shown)
            width, height = (height, width) if turn in (90, 270) else (width, height)
            text = reader.text(text_page.raw, shown)
        drawing = reader.drawing(page.raw, shown)
        share = drawing.picture_share(width, height)
        seen = text
        doubt = find_unseen(document, page.raw, drawing)
        if drawing.has_invisible_text or drawing.has_clipped_text or doubt:
            seen = reader.text(text_page.raw, shown, visible_only=True)
        unseen = len(text.glyphs) - len(seen.glyphs)
        if doubt:
            parted = doubt.part(seen)
            unseen += len(seen.glyphs) - len(parted.glyphs)
            seen = _read_without(page, doubt, seen, reader, shown) or parted
        # where most are not drawn to be seen, they are the text of a scan
        is_layer = drawing.has_invisible_text or share >= _SCAN_SHARE
        is_layer = is_layer and 2 * len(seen.glyphs) <= len(text.glyphs)
        return RawPage(
            number=index + 1,
            width=round(width, 2),
            height=round(height, 2),
            rotation=page.get_rotation(),
            glyphs=text.glyphs if is_layer else seen.glyphs,
            segments=drawing.segments,
            fills=drawing.fills,
            slants=drawing.slants,
            picture_share=share,
            pictures=drawing.pictures,
            outlines=drawing.outlines,
            invisible=unseen if is_layer else 0,
            private=text.private,
            undecodable=text.undecodable,
            unmapped=text.unmapped,
            turned=text.turned if is_layer else seen.turned,
            sideways=tuple(text.sideways if is_layer else seen.sideways),
            turn=turn,
            capped=drawing.capped,
            hidden=0 if is_layer else unseen,
            unread_annotations=unread,
            attached=attached,
            dynamic_form=index == 0 and is_dynamic_form(document),
        )


def _read_without(
    page: pdfium.PdfPage, doubt: Unseen, text: PageText, reader: PageReader, shown: Transform
) -> PageText | None:
    """The text of a page without the objects of which nothing is seen: where two characters that are alike lie over
    each other, PDFium gives the first, and that may be the one that is not seen. None where there are no such."""
    objects = doubt.objects(text)
    if not objects:
        return None
    for address in objects:
        pdfium_c.FPDFPageObj_SetIsActive(object_at(address), False)
    with closing(page.get_textpage()) as rest:
        return doubt.part(reader.text(rest.raw, shown, visible_only=True))


def _load_page(document: pdfium.PdfDocument, index: int) -> tuple[pdfium.PdfPage, int]:
    """The page with what its annotations write on it, and how many of those write what is not read."""
    page = document[index]
    annotations = put_text_on_page(document, page)
    if annotations.put_on_page:
        page.close()
        page = document[index]
    return page, annotations.unread


def _device_transform(page: pdfium.PdfPage, width: float, height: float) -> Transform:
    """The map from user space to the displayed page (origin top left), measured from PDFium itself."""
    scale = _DEVICE_UNITS_PER_PT

    def device(x: float, y: float) -> tuple[float, float]:
        out_x, out_y = ctypes.c_int(), ctypes.c_int()
        size_x, size_y = round(width * scale), round(height * scale)
        pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, size_x, size_y, 0, x, y, out_x, out_y)
        return out_x.value / scale, out_y.value / scale

    (e, f), (ax, ay), (cx, cy) = device(0, 0), device(1000, 0), device(0, 1000)
    return Transform((ax - e) / 1000, (ay - f) / 1000, (cx - e) / 1000, (cy - f) / 1000, e, f)
