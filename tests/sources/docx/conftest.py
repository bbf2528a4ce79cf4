"""Word documents made of the XML of their bodies."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractor.document.content import Content
from extractor.options import SourceOptions
from extractor.sources.docx.reader import read_docx


def _read_body(*xml: str) -> Content:
    """A document whose body is the given elements; the prefixes w, wp, mc, v are declared."""
    document = docx.Document()
    body = document.element.body
    for text in reversed(xml):
        wrapped = parse_xml(
            f'<w:body {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            f' xmlns:v="urn:schemas-microsoft-com:vml">{text}</w:body>'
        )
        for element in reversed(list(wrapped)):
            body.insert(0, element)
    buffer = io.BytesIO()
    document.save(buffer)
    return read_docx(buffer.getvalue(), SourceOptions())


@pytest.fixture(scope="session")
def read_body() -> Callable[..., Content]:
    """Reads a document whose body is the given elements."""
    return _read_body
