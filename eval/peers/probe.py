"""A one-page PDF with one ruled table: what a tool reads first, so that what it loads late counts as its start."""

_WORDS = (("Item", "Amount"), ("Total", "12.50"))
_LEFT, _TOP, _WIDTH, _HEIGHT = 72, 700, 150, 24


def probe_pdf() -> bytes:
    """A page of A4 with a table of two rows and two columns in Helvetica, rulings of 1 point."""
    drawn = ["BT /F1 14 Tf 72 730 Td (Probe) Tj ET", "1 w"]
    for line in range(len(_WORDS) + 1):
        y = _TOP - line * _HEIGHT
        drawn.append(f"{_LEFT} {y} m {_LEFT + 2 * _WIDTH} {y} l S")
    for line in range(3):
        x = _LEFT + line * _WIDTH
        drawn.append(f"{x} {_TOP} m {x} {_TOP - len(_WORDS) * _HEIGHT} l S")
    for row, words in enumerate(_WORDS):
        for column, word in enumerate(words):
            x, y = _LEFT + column * _WIDTH + 6, _TOP - (row + 1) * _HEIGHT + 7
            drawn.append(f"BT /F1 11 Tf {x} {y} Td ({word}) Tj ET")
    content = "\n".join(drawn)
    return _pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def _pdf(*objects: str) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode("ascii")
