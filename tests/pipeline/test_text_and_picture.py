"""Text of a page's own over or under print of its picture: neither switches off the reading of the other."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

import pytest
from PIL import Image, ImageDraw

from extractor.document.geometry import BBox
from extractor.document.page import RawPage
from extractor.document.picture import PagePicture
from extractor.document.recognised import RecognisedCharacter, RecognisedLine, TextQuad
from extractor.errors import OcrUnavailable
from extractor.options import Options, SourceOptions
from extractor.pipeline import scans
from extractor.pipeline.scans import PdfScans
from extractor.sources.pdf import read_pdf
from tests.lying_layers import pdf_file, scan_with_text

WIDTH, HEIGHT, SIZE = 600.0, 840.0, 12.0
DPI = 100


class Line(NamedTuple):
    """A printed line: its left and top in points, and what it says."""

    left: float
    top: float
    text: str


TABLE = [Line(60 + 150 * column, 200 + 24 * row, text)
         for row, texts in enumerate([("科目编码", "科目名称", "合计"), ("213", "农林水支出", "300.00"),
                                      ("21303", "水利", "100.00"), ("21305", "扶贫", "200.00")])
         for column, text in enumerate(texts)]  # fmt: skip
PROSE = [Line(60, 400 + 24 * row, f"{ordinal}本部门负责全市水资源管理和保护工作组织实施水利规划")
         for row, ordinal in enumerate("甲乙丙丁戊己庚辛壬癸")]  # fmt: skip
SCAN = [*TABLE, *PROSE]


class Reads:
    """A recogniser that reads ``lines`` in every picture, and nothing else."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self.pictures = 0

    def require(self) -> None: ...

    def detect(self, picture: PagePicture) -> tuple[TextQuad, ...]:
        self.pictures += 1
        return tuple(TextQuad.of_box(self._box(picture, line)) for line in self._lines)

    def read(self, picture: PagePicture, quads: Sequence[TextQuad]) -> tuple[RecognisedLine, ...]:
        found = []
        for quad in quads:
            for line in self._lines:
                box = self._box(picture, line)
                if quad.bbox.x0 <= box.x_middle <= quad.bbox.x1 and quad.bbox.top <= box.y_middle <= quad.bbox.bottom:
                    ends = [box.x0 + box.width * _width(line.text[:n]) / _width(line.text)
                            for n in range(len(line.text) + 1)]  # fmt: skip
                    places = [BBox(x0, box.top, x1, box.bottom) for x0, x1 in pairwise(ends)]
                    characters = [RecognisedCharacter(c, b, 0.99) for c, b in zip(line.text, places, strict=True)]
                    found.append(RecognisedLine(tuple(characters), box))
        return tuple(found)

    def _box(self, picture: PagePicture, line: Line) -> BBox:
        scale = (picture.dpi or 72) / 72
        right, bottom = line.left + SIZE * _width(line.text), line.top + SIZE
        return BBox(line.left * scale, line.top * scale, right * scale, bottom * scale)


def _width(text: str) -> float:
    """In ems: letters and digits take half as much as Chinese characters."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def printed(lines: Sequence[Line], width: float = WIDTH, height: float = HEIGHT) -> tuple[bytes, float, float]:
    """A JPEG with strokes where the lines stand, and the size that it has in points."""
    scale = DPI / 72
    image = Image.new("L", (round(width * scale), round(height * scale)), 255)
    draw = ImageDraw.Draw(image)
    for line in lines:
        for n in range(int(3 * _width(line.text))):
            left, top = (line.left + 4 * n) * scale, line.top * scale
            draw.rectangle((left, top, left + 2, top + (SIZE - 2) * scale), fill=0)
    stream = BytesIO()
    image.save(stream, "JPEG", quality=95)
    return stream.getvalue(), width, height


def words(lines: Sequence[Line], size: float = SIZE) -> list[tuple[float, float, float, str]]:
    """The lines as a file's own text."""
    return [(line.left, HEIGHT - line.top - size, size, line.text) for line in lines]


def page_of(data: bytes, mode: str = "auto") -> tuple[RawPage, list[str], str]:
    """The page, the codes of its problems and what they say."""
    options = Options.from_dict({"ocr": {"mode": mode, "dpi": 100}})
    with PdfScans(data, options) as reading:
        (raw,) = read_pdf(data, SourceOptions())
        page = reading.read_where_needed(raw)
    return page, [p.code for p in reading.problems], " ".join(p.message for p in reading.problems)


def text_of(page: RawPage) -> str:
    return "".join(glyph.text for glyph in page.glyphs)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    made = Reads(SCAN)
    monkeypatch.setattr(scans, "recogniser_of", lambda options: made)
    return made


WATERMARK = [Line(70 + 240 * (k % 2), 195 + 55 * k, "示例市水务局内部资料严禁外传") for k in range(10)]


def test_a_watermark_over_a_scan_does_not_stand_for_the_scan(reads: Reads) -> None:
    page, codes, said = page_of(scan_with_text([printed(SCAN)], [words(WATERMARK, 14)], mode=0))
    assert all(line.text in text_of(page) for line in SCAN) and page.text_layer == "ocr"
    assert "内部资料" not in text_of(page)
    assert codes == ["text_layer_replaced"] and "示例市水务局内部资料严禁外传" in said


def test_a_page_number_on_a_scan_stays(reads: Reads) -> None:
    page, codes, _ = page_of(scan_with_text([printed(SCAN)], [words([Line(280, 800, "第12页")])], mode=0))
    assert text_of(page).endswith("第12页") and TABLE[5].text in text_of(page)
    assert page.text_layer == "ocr" and codes == []


@pytest.mark.parametrize("under", [True, False], ids=["painted under", "painted over"])
def test_text_of_a_scan_is_not_believed_for_being_drawn_to_be_seen(reads: Reads, under: bool) -> None:
    lying = [line._replace(text=line.text.replace("300.00", "800.00")) for line in SCAN]
    page, codes, said = page_of(scan_with_text([printed(SCAN)], [words(lying)], mode=0, under=under))
    assert "300.00" in text_of(page) and "800.00" not in text_of(page)
    assert codes == ["text_layer_replaced"] and "'800.00' is '300.00'" in said
    assert "".join(g.text for g in page.other_glyphs).count("800.00") == 1, "what the layer said is kept beside"


def test_text_of_a_scan_that_is_right_is_no_problem(reads: Reads) -> None:
    page, codes, _ = page_of(scan_with_text([printed(SCAN)], [words(SCAN)], mode=0, under=True))
    assert "300.00" in text_of(page) and codes == [] and page.layer_agreement == 1.0


def test_a_page_of_text_on_a_pale_pattern_is_its_own_text(reads: Reads) -> None:
    jpeg, *size = printed([])
    page, codes, _ = page_of(scan_with_text([(jpeg, size[0], size[1])], [words(SCAN)], mode=0))
    assert page.text_layer == "native" and codes == [] and reads.pictures == 0


def test_print_beside_the_text_of_a_page_is_read_with_it(reads: Reads) -> None:
    slogan = Line(60, 760, "公开透明")
    reads._lines = [slogan]
    # strokes of a pattern among which the recogniser finds one line
    page, codes, _ = page_of(scan_with_text([printed([slogan, *PROSE])], [words(SCAN)], mode=0))
    assert text_of(page).endswith(slogan.text) and PROSE[0].text in text_of(page) and codes == []
    assert all(box.top > 750 for box in page.recognised), "a table above is the file's own"


def picture_on_page(native: Sequence[Line], size: float = SIZE) -> bytes:
    """A page of text with a picture of the table 400 points wide at 60, 500 from above, and more text."""
    jpeg, *_ = printed([Line(line.left - 50, line.top - 190, line.text) for line in TABLE], 420, 110)
    prose = [line._replace(top=line.top - 300) for line in PROSE]
    data = scan_with_text([(jpeg, WIDTH, HEIGHT)], [words(prose) + words(native, size)], mode=0)
    whole = b"q %f 0 0 %f 0 0 cm" % (WIDTH, HEIGHT)
    small = b"q 420 0 0 110 60 230 cm"
    assert whole in data
    return data.replace(whole, small + b" " * (len(whole) - len(small)))


def test_a_watermark_on_a_picture_of_a_table_does_not_hide_it(reads: Reads) -> None:
    reads._lines = [Line(line.left - 50, line.top - 190, line.text) for line in TABLE]
    page, codes, said = page_of(picture_on_page([Line(70, 495, "示例市水务局内部资料")], 36))
    assert all(line.text in text_of(page) for line in [*TABLE, PROSE[0]]) and page.text_layer == "mixed"
    assert codes == ["text_layer_replaced"] and "示例市水务局内部资料" in said


def test_a_caption_on_a_picture_of_a_table_does_not_hide_it(reads: Reads) -> None:
    reads._lines = [Line(line.left - 50, line.top - 190, line.text) for line in TABLE]
    page, codes, _ = page_of(picture_on_page([Line(300, 605, "表二部门支出情况")], 8))
    assert all(line.text in text_of(page) for line in [*TABLE, PROSE[0]]) and "表二部门支出情况" in text_of(page)
    assert codes == []


def test_a_picture_of_a_table_under_text_is_said_where_none_is_read(reads: Reads) -> None:
    _, codes, _ = page_of(picture_on_page([Line(70, 495, "示例市水务局内部资料")], 36), "off")
    assert codes == ["picture_not_read"]
    _, codes, _ = page_of(scan_with_text([printed(SCAN)], [words(WATERMARK, 14)], mode=0), "off")
    assert codes == ["picture_not_read"]
    jpeg, *_ = printed([])
    _, codes, _ = page_of(scan_with_text([(jpeg, WIDTH, HEIGHT)], [words(SCAN)], mode=0), "off")
    assert codes == [], "a picture without print"


def drawn(shapes: bytes, native: Sequence[Line]) -> bytes:
    text = b" ".join(b"1 0 0 1 %f %f Tm (%s) Tj" % (left, base, said.encode())
                     for left, base, _, said in words(native))  # fmt: skip
    content = b"%s BT /F 12 Tf %s ET" % (shapes, text)
    return pdf_file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
            % (WIDTH, HEIGHT),
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def circles(line: Line, count: int) -> bytes:
    base = HEIGHT - line.top - SIZE
    return b" ".join(
        b"%f %f m %f %f %f %f %f %f c %f %f %f %f %f %f c f" % (
            *(x, y), *(x, y + 12, x + 7, y + 12, x + 7, y), *(x + 7, y - 12, x, y - 12, x, y))
        for n in range(count) for x, y in [(line.left + SIZE * n, base + 6)])  # fmt: skip


NATIVE = [Line(60, 200, "213 budget of the bureau"), Line(60, 240, "21303 water 100.00")]


def test_amounts_that_are_drawn_among_text_are_read(reads: Reads) -> None:
    amounts = [Line(400, 200, "300.00"), Line(400, 240, "2,345.67")]
    reads._lines = [*amounts, NATIVE[0]._replace(text="213 badget of the bureau")]
    page, codes, _ = page_of(drawn(b" ".join(circles(line, 8) for line in amounts), NATIVE))
    assert page.text_layer == "mixed" and codes == []
    assert text_of(page).endswith("300.002,345.67") and "budget" in text_of(page) and "badget" not in text_of(page)


def test_drawings_do_not_take_the_place_of_text(reads: Reads) -> None:
    dots = [Line(60, 400 + 20 * row, "·●O0" * 5) for row in range(12)]
    reads._lines = dots
    page, codes, _ = page_of(drawn(b" ".join(circles(line, 20) for line in dots), NATIVE))
    assert page.text_layer == "native" and "100.00" in text_of(page) and codes == []


def test_drawings_that_nobody_looks_at_are_said(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn(circles(Line(400, 200, "1,234.56"), 20), NATIVE)
    page, codes, _ = page_of(data, "off")
    assert codes == ["picture_not_read"] and page.text_layer == "native"

    class Absent(Reads):
        def require(self) -> None:
            raise OcrUnavailable("There is none.")

    monkeypatch.setattr(scans, "recogniser_of", lambda options: Absent([]))
    page, codes, _ = page_of(data)
    assert codes == ["picture_not_read"] and "100.00" in text_of(page)


def test_a_picture_that_lacks_the_characters_is_not_read_in_their_place(
    reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = scan_with_text([printed([], 30, 30)], [words(SCAN)], mode=0)
    data = data.replace(b"[0 0 30.000000 30.000000]", b"[0 0 600.00000 840.00000]")
    for lacks, layer, told in ((True, "native", ["text_layer_doubtful"]), (False, "ocr", [])):
        monkeypatch.setattr(scans, "has_undrawn", lambda glyphs, picture, lacks=lacks: lacks)
        page, codes, _ = page_of(data, "force")
        assert (page.text_layer, codes) == (layer, told) and "农林水支出" in text_of(page)


def test_doubtful_text_on_a_picture_is_read_with_it_and_told(reads: Reads) -> None:
    with PdfScans(scan_with_text([printed(SCAN)], [words([Line(280, 800, "第12页")])], mode=0), Options()) as reading:
        (raw,) = read_pdf(reading._data, SourceOptions())
        page = reading.read_where_needed(replace(raw, undecodable=3))
    assert page.text_layer == "ocr" and TABLE[5].text in text_of(page)
    assert [problem.code for problem in reading.problems] == ["text_layer_replaced"]
