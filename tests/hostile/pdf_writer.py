"""PDF files written object by object, so that every part of one can be a lie."""

import zlib
from collections.abc import Sequence

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F1 11 Tf 60 700 Td (Total 3.50) Tj ET"


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object's body with its right length."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def packed(data: bytes, more: bytes = b"") -> bytes:
    """A stream packed by Flate."""
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + more)


def page(more: bytes = b"", box: bytes = b"/MediaBox[0 0 595 842]") -> bytes:
    """A page whose content is object 4 and whose font F1 is object 5."""
    resources = b"" if b"/Resources" in more else b"/Resources<</Font<</F1 5 0 R>>>>"
    return b"<</Type/Page/Parent 2 0 R/Contents 4 0 R" + box + resources + more + b">>"


def pdf(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R", header: bytes = b"%PDF-1.7\n") -> bytes:
    """A file of these objects, numbered from 1, with a right table of places."""
    made, places = [header], []
    length = len(header)
    for number, body in enumerate(objects, 1):
        places.append(length)
        made.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        length += len(made[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    made.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    made.append(b"trailer<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, length))
    return b"".join(made)


def one_page(
    content: bytes = TEXT, *more: bytes, on_page: bytes = b"", box: bytes = b"/MediaBox[0 0 595 842]"
) -> bytes:
    """One page with ``content``; ``more`` are the objects from number 6 on."""
    return pdf([CATALOGUE, PAGES, page(on_page, box), stream(content), HELVETICA, *more])


def one_object(number: int, body: bytes) -> bytes:
    """A page as it should be, but for the object of this number (1 to 5)."""
    objects = [CATALOGUE, PAGES, page(), stream(TEXT), HELVETICA]
    objects[number - 1] = body
    return pdf(objects)
