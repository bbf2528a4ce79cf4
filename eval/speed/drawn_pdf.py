"""PDF files of any size written here: tables of so many rows, pages of so many glyphs or rulings."""

from collections.abc import Iterator, Sequence

_WIDTH, _HEIGHT = 595, 842
_LEFT, _COLUMN, _ROW = 60.0, 120.0, 15.0
_COLUMNS = 4
_ROWS_A_PAGE = 45


def table_pages(rows: int, pages: int = 0) -> list[str]:
    """Content streams of one ruled table of so many rows, on as many pages as it needs; or so many pages full of it."""
    rows = pages * _ROWS_A_PAGE if pages else rows
    starts = range(0, rows, _ROWS_A_PAGE)
    return [_table(start, min(rows, start + _ROWS_A_PAGE)) for start in starts]


def page_of_glyphs(glyphs: int) -> list[str]:
    """One page of lines of text as small as it must be for so many glyphs."""
    across = max(20, round((glyphs * 0.7) ** 0.5))
    size = min(10.0, 470 / across / 0.6)
    lines = range(0, glyphs, across)
    step = 760 / max(1, len(lines))
    shown = [
        f"{size:.3f} 0 0 {min(size, step / 1.3):.3f} 60 {800 - step * n:.3f} Tm ({_words(min(across, glyphs - at))}) Tj"
        for n, at in enumerate(lines)
    ]
    return [f"BT /F1 1 Tf {' '.join(shown)} ET"]


def page_of_rulings(rulings: int) -> list[str]:
    """One page of short strokes in rows, as a form drawn cell by cell has them."""
    across = max(1, round(rulings**0.5))
    step_x, step_y = 480 / across, 760 / across
    strokes = [
        f"{60 + step_x * (n % across):.3f} {800 - step_y * (n // across):.3f} m "
        f"{60 + step_x * (n % across) + step_x * 0.5:.3f} {800 - step_y * (n // across):.3f} l S"
        for n in range(rulings)
    ]
    return [f"0.3 w {' '.join(strokes)} BT /F1 10 Tf 60 20 Td (12) Tj ET"]


def write_pdf(pages: Sequence[str]) -> bytes:
    """The content streams as a PDF of A4 pages with Helvetica as F1."""
    first = 4
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Contents {first + 2 * n + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return b"".join(_numbered(objects))


def _numbered(objects: Sequence[str]) -> Iterator[bytes]:
    head = b"%PDF-1.4\n"
    yield head
    place, places = len(head), []
    for number, text in enumerate(objects, start=1):
        places.append(place)
        body = f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
        place += len(body)
        yield body
    table = "".join(f"{at:010d} 00000 n \n" for at in places)
    size = len(objects) + 1
    words = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{place}"
    yield f"{words}\n%%EOF\n".encode("ascii")


def _table(first: int, end: int) -> str:
    """Rows ``first`` to before ``end`` of a table of numbers, the first row of each page its header."""
    count = end - first
    top, right = 800.0, _LEFT + _COLUMN * _COLUMNS
    parts = ["0.5 w"]
    parts += [f"{_LEFT} {top - _ROW * n:.1f} m {right} {top - _ROW * n:.1f} l S" for n in range(count + 2)]
    bottom = top - _ROW * (count + 1)
    parts += [f"{_LEFT + _COLUMN * n} {top} m {_LEFT + _COLUMN * n} {bottom:.1f} l S" for n in range(_COLUMNS + 1)]
    rows = [["Item", "Plan", "Fact", "Rest"]]
    rows += [[f"Item {n}", f"{n * 3}.25", f"{n * 2}.20", f"{n}.05"] for n in range(first, end)]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            x, y = _LEFT + _COLUMN * column + 4, top - _ROW * (number + 1) + 4
            parts.append(f"BT /F1 9 Tf {x:.1f} {y:.1f} Td ({text}) Tj ET")
    return " ".join(parts)


def _words(length: int) -> str:
    text = "word after word and 12 "
    return (text * (length // len(text) + 1))[:length]
