"""A PDF that holds nothing but pictures, one a page."""

import hashlib
import io
import re
from collections.abc import Sequence

import pypdfium2

_NO_DATE = b"/CreationDate(D:20000101000000+00'00')"


def picture_pdf(pages: Sequence[tuple[bytes, float, float]]) -> bytes:
    """A PDF of JPEG pictures with their pages' width and height in points; the same pictures give the same bytes."""
    with pypdfium2.PdfDocument.new() as pdf:
        for jpeg, width, height in pages:
            picture = pypdfium2.PdfImage.new(pdf)
            picture.load_jpeg(io.BytesIO(jpeg), inline=True)
            picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
            page = pdf.new_page(width, height)
            page.insert_obj(picture)
            page.gen_content()
        stream = io.BytesIO()
        pdf.save(stream)
    digest = hashlib.sha256(b"".join(jpeg for jpeg, _, _ in pages)).hexdigest()[:32].upper().encode()
    return _without_chance(stream.getvalue(), digest)


def _without_chance(data: bytes, digest: bytes) -> bytes:
    """The time of writing and the random identity that PDFium puts in, replaced by words of the same length."""
    head, mark, rest = data.partition(b"stream\r\n")
    data = re.sub(rb"/CreationDate\(D:\d{14}\+00'00'\)", _NO_DATE, head, count=1) + mark + rest
    body, mark, trailer = data.rpartition(b"trailer")
    return body + mark + re.sub(rb"<[0-9A-F]{32}>", b"<" + digest + b">", trailer)
