"""Bytes of any format → content: one reader a format."""

from dataclasses import replace

from extractor.confidence.page_evidence import with_spaced_certainty
from extractor.document.content import Content, Grid
from extractor.options import Options, SourceOptions
from extractor.pipeline.pdf_contents import read_pdf_content
from extractor.pipeline.picture_contents import read_picture_content
from extractor.sources.sniff import PICTURES, MediaType


def read_content(data: bytes, media_type: str, options: Options) -> Content:
    """One reader a format; all give the same kind of value. Formats with drawn pages take the options of all stages."""
    if media_type == MediaType.PDF:
        return read_pdf_content(data, options)
    if media_type in PICTURES:
        return read_picture_content(data, options)
    return _read_undrawn(data, media_type, options.source)


def _read_undrawn(data: bytes, media_type: str, options: SourceOptions) -> Content:
    """Formats without drawn pages.

    Readers with heavy libraries are imported when a file first needs them: a command on one PDF starts sooner.
    """
    match media_type:
        case MediaType.DOCX:
            from extractor.sources.docx.reader import read_docx

            return read_docx(data, options)
        case MediaType.DOC:
            from extractor.sources.doc.older import read_word

            return read_word(data, options)
        case MediaType.XLSX:
            from extractor.sources.sheets.workbook import read_spreadsheet

            return read_spreadsheet(data, options)
        case MediaType.XLS:
            from extractor.sources.sheets.xls import read_xls

            return read_xls(data, options)
        case MediaType.ODT:
            from extractor.sources.opendocument.text_document import read_text_document

            return read_text_document(data, options)
        case MediaType.ODS:
            from extractor.sources.opendocument.spreadsheet import read_opendocument_spreadsheet

            return read_opendocument_spreadsheet(data, options)
        case MediaType.RTF:
            from extractor.sources.rtf import read_rtf

            return read_rtf(data, options)
        case MediaType.HTML:
            from extractor.sources.html.reader import read_html

            return read_html(data, options)
        case MediaType.MHTML:
            from extractor.sources.html.reader import read_mhtml

            return read_mhtml(data, options)
        case MediaType.CSV:
            from extractor.sources.delimited.reader import read_delimited

            return read_delimited(data, options)
        case _:
            from extractor.sources.text.reader import read_text

            content = read_text(data, options)
            elements = (with_spaced_certainty(item) if isinstance(item, Grid) else item for item in content.elements)
            return replace(content, elements=tuple(elements))
