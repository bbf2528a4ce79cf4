"""A writer of small PDF files."""

from collections.abc import Callable, Sequence

import pytest


def write_pdf(
    content: bytes,
    rotate: int = 0,
    box: str = "0 0 200 100",
    forms: Sequence[bytes] = (),
    *,
    catalog: str = "",
    on_page: str = "",
    named_resources: str = "",
    more: Sequence[bytes] = (),
) -> bytes:
    """A one-page PDF with Helvetica as F1 and the forms as X1, X2 …, each of which may draw those behind it; ``more``
    are further objects, from 6 on where there are no forms."""
    named = " ".join(f"/X{n} {n + 5} 0 R" for n in range(1, len(forms) + 1))
    resources = f"<< /Font << /F1 5 0 R >> /XObject << {named} >> {named_resources} >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Rotate {rotate} /Contents 4 0 R"
        f" /Resources {resources} {on_page} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for form in forms:
        words = f"<< /Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources {resources} /Length {len(form)} >>"
        objects.append(b"%s\nstream\n%s\nendstream" % (words.encode(), form))
    objects += more
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % offset for offset in offsets
    )
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    """The writer: a content stream, and the page's rotation, box and forms."""
    return write_pdf
