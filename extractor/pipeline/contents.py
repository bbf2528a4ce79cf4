"""Bytes of any format → content: one reader a format."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from extractor.confidence.page_evidence import with_spaced_certainty
from extractor.document.content import Content, Grid
from extractor.options import Options, SourceOptions
from extractor.pipeline.pdf_contents import read_pdf_content
from extractor.pipeline.picture_contents import read_picture_content
from extractor.sources.delimited.reader import read_delimited
from extractor.sources.doc.older import read_word
from extractor.sources.docx.reader import read_docx
from extractor.sources.html.reader import read_html, read_mhtml
from extractor.sources.opendocument.spreadsheet import read_opendocument_spreadsheet
from extractor.sources.opendocument.text_document import read_text_document
from extractor.sources.rtf import read_rtf
from extractor.sources.sheets.workbook import read_spreadsheet
from extractor.sources.sheets.xls import read_xls
from extractor.sources.sniff import PICTURES, MediaType
from extractor.sources.text.reader import read_text

_READERS: Mapping[str, Callable[[bytes, SourceOptions], Content]] = {
    MediaType.DOCX: read_docx,
    MediaType.DOC: read_word,
    MediaType.XLSX: read_spreadsheet,
    MediaType.XLS: read_xls,
    MediaType.ODT: read_text_document,
    MediaType.ODS: read_opendocument_spreadsheet,
    MediaType.RTF: read_rtf,
    MediaType.HTML: read_html,
    MediaType.MHTML: read_mhtml,
    MediaType.CSV: read_delimited,
}
"""The readers of formats without drawn pages."""


def read_content(data: bytes, media_type: str, options: Options) -> Content:
    """One reader a format; all give the same kind of value."""
    if media_type == MediaType.PDF:
        return read_pdf_content(data, options)
    if media_type in PICTURES:
        return read_picture_content(data, options)
    if media_type in _READERS:
        return _READERS[media_type](data, options.source)
    content = read_text(data, options.source)
    elements = (with_spaced_certainty(item) if isinstance(item, Grid) else item for item in content.elements)
    return replace(content, elements=tuple(elements))
