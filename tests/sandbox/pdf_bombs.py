"""Small PDF files that make a reader take all memory or time."""

import zlib

_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FORMS = b"/Resources<</XObject<</F 5 0 R>>>>"
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 10 10]" + _FORMS


def form_that_draws_itself_twice() -> bytes:
    """582 bytes; PDFium alone takes 23 GB for it."""
    return _pdf([_CATALOGUE, _PAGES, _page(_FORMS), _stream(b"/F Do"), _stream(b"/F Do /F Do", _FORM)])


def packed_three_times() -> bytes:
    """Under 1 KB for 256 MB of blanks."""
    data = b" " * (256 << 20)
    for _ in range(3):
        data = zlib.compress(data, 9)
    filters = b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"
    return _pdf([_CATALOGUE, _PAGES, _page(b""), _stream(data, filters)])


def tree_of_itself() -> bytes:
    """A page tree whose children are the tree."""
    tree = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"
    return _pdf([_CATALOGUE, tree, _page(b""), _stream(b"")])


def _page(more: bytes) -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + more + b">>"


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n" % (len(data), more) + data + b"\nendstream"


def _pdf(objects: list[bytes]) -> bytes:
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer
