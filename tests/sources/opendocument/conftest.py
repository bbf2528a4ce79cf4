"""OpenDocument packages made by hand, with only what a test is about."""

import io
import zipfile
from collections.abc import Callable

import pytest

_NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("form", "form"),
        ("svg", "svg-compatible"),
        ("fo", "xsl-fo-compatible"),
    )
)


def _document(kind: str, body: str, automatic: str = "", styles: str = "", prologue: str = "") -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<office:document-content{_NAMES}>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        container.writestr("content.xml", content)
        if styles:
            container.writestr("styles.xml", f"<office:document-styles{_NAMES}>{styles}</office:document-styles>")
    return buffer.getvalue()


@pytest.fixture(scope="session")
def document() -> Callable[..., bytes]:
    """A builder: ``kind`` (text or spreadsheet), the body, automatic styles, the styles part, a prologue."""
    return _document
