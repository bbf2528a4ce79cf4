"""A PDF of one page: a budget table (部门支出总表) in which two digits of one amount may stand so tight that they are
taken for one that is printed twice."""

from collections.abc import Callable

import pytest

TITLE = (200, 790, "部门支出总表")
WORDS = (
    TITLE, (420, 770, "单位：万元"),
    (65, 740, "科目名称"), (205, 740, "合计"), (305, 740, "基本支出"), (405, 740, "项目支出"),
    (65, 710, "一般公共服务支出"), (205, 710, "13.50"), (405, 710, "2.25"),
    (65, 680, "教育支出"), (205, 680, "7.00"), (305, 680, "4.00"), (405, 680, "3.00"),
    (65, 650, "合计"), (205, 650, "20.50"), (305, 650, "15.25"), (405, 650, "5.25"),
)  # fmt: skip
FONT = b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>"
CID_FONT = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
    b"/Supplement 4>>/DW 1000/W[1 95 500]/FontDescriptor 7 0 R>>"
)
DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
    b"/Descent -120/CapHeight 880/StemV 93>>"
)


@pytest.fixture
def budget_page() -> Callable[..., bytes]:
    """Makes the PDF of the two parts of one amount and the distance by which the second is moved back."""
    return _budget_page


def _budget_page(first: str, rest: str, back: int = 0) -> bytes:
    """The page with ``first`` and ``rest`` as the amount of 基本支出 (11.25 makes it add up), ``rest`` moved back by
    ``back`` thousandths of an em."""
    drawn = [b"BT /F1 10 Tf %d %d Td <%s> Tj ET" % (x, y, _hex(word)) for x, y, word in WORDS]
    drawn.append(b"BT /F1 10 Tf 305 710 Td [<%s> %d <%s>] TJ ET" % (_hex(first), back, _hex(rest)))
    drawn += [b"60 %d m 500 %d l S" % (y, y) for y in range(640, 761, 30)]
    drawn += [b"%d 640 m %d 760 l S" % (x, x) for x in (60, 200, 300, 400, 500)]
    content = b"\n".join(drawn)
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        FONT, CID_FONT, DESCRIPTOR,
    )  # fmt: skip


def _hex(text: str) -> bytes:
    return text.encode("utf-16-be").hex().encode()


def _pdf(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + (
        b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )  # fmt: skip
