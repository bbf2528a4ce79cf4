"""Documents of Word 95 and before: LibreOffice saves them as DOCX, which the reader of that format takes from there."""

from dataclasses import replace

from extractor.document.content import Content
from extractor.errors import UnsupportedFormat
from extractor.options import SourceOptions
from extractor.sources.doc.reader import read_doc
from extractor.sources.docx.reader import read_docx
from extractor.sources.libreoffice import convert_with_libreoffice


def read_word(data: bytes, options: SourceOptions) -> Content:
    """Read a binary Word document of any version: natively since Word 97, else by way of LibreOffice.

    Raises what ``read_doc`` raises but UnsupportedFormat; for the older ones NeedsLibreOffice, LibreOfficeFailed and
    what ``read_docx`` raises.
    """
    try:
        return read_doc(data, options)
    except UnsupportedFormat:
        content = read_docx(convert_with_libreoffice(data, "doc", "docx", options), options)
    return replace(content, reader="libreoffice+docx")
