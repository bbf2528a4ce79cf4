"""Writes the small odd PDF files of this folder; the encrypted ones need qpdf."""

import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent


def pdf(content: bytes, resources: bytes, extra: list[bytes] | None = None) -> bytes:
    """A PDF of one A4 page; ``extra`` are objects from number 5 on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<" + resources + b">>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        *(extra or []),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    )


def table_page() -> bytes:
    """A ruled table: names and amounts."""
    words = [(60, 790, "Table 1"), (65, 755, "Item"), (265, 755, "Amount"), (65, 725, "Total"), (265, 725, "3.50")]
    words += [(65, 695, "First"), (265, 695, "1.25"), (65, 665, "Second"), (265, 665, "2.25")]
    drawn = [b"BT /F1 11 Tf %d %d Td (%s) Tj ET" % (x, y, word.encode()) for x, y, word in words]
    drawn += [b"60 %d m 460 %d l S" % (y, y) for y in range(655, 776, 30)]
    drawn += [b"%d 655 m %d 775 l S" % (x, x) for x in (60, 260, 460)]
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return pdf(b"\n".join(drawn), b"/Font<</F1 5 0 R>>", [font])


def picture_page() -> bytes:
    """A grey picture over the whole page."""
    picture = b"<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8/Length 4>>"
    stream = picture + b"stream\n\x80\xa0\xc0\xe0\nendstream"
    return pdf(b"q 595 0 0 842 0 0 cm /P Do Q", b"/XObject<</P 5 0 R>>", [stream])


def main() -> None:
    """Write them all."""
    plain = FOLDER / "plain.pdf"
    plain.write_bytes(table_page())
    (FOLDER / "picture-only.pdf").write_bytes(picture_page())
    for name, words in (("rc4-40", ["--allow-weak-crypto", "--encrypt", "demo", "owner", "40"]),
                        ("aes-256", ["--encrypt", "demo", "owner", "256"])):  # fmt: skip
        subprocess.run(["qpdf", *words, "--", plain, FOLDER / f"encrypted-{name}.pdf"], check=True)


if __name__ == "__main__":
    main()
