"""A process of its own that reads pages of a PDF with pdfplumber or camelot (MIT, both): a page at which a tool hangs
or dies costs that page and nothing else.

It is started by its path and imports nothing of the package but the locks, which lie in the folder that is its first
word; the second one is the folder that it may write in. Once the tool is loaded it gives up all rights but to read
code and to use that folder. stdin: one line of JSON (``reader``, ``pages`` from 1,
``password`` or null), then the PDF. stdout: a line of JSON a page, with ``cells`` (``[x0, top, x1, bottom, text]``, in
points of the page as displayed, origin top left) or ``error``.
"""

import io
import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

_MAX_SIDE_PT = 3_400.0
"""An A0 sheet; camelot's lattice draws the page at 300 dots an inch, so that larger ones would fill the memory."""

_MEMORY_BYTES = 3 << 30
"""Of address space; camelot's pictures of a page of ``_MAX_SIDE_PT`` take most of it."""
_CPU_SECONDS = 600
_FILE_BYTES = 512 << 20

_Cell = tuple[float, float, float, float, str]


def pdfplumber_cells(data: bytes, page: int, password: str | None) -> Iterator[_Cell]:
    """The cells between the rulings of page ``page``."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=[page], password=password) as pdf:
        sheet = pdf.pages[0]
        left, above = sheet.cropbox[:2]
        settings = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
        for table in sheet.find_tables(settings):
            for row, texts in zip(table.rows, table.extract(), strict=True):
                for box, text in zip(row.cells, texts, strict=True):
                    if box is not None:
                        x0, top, x1, bottom = box
                        yield x0 - left, top - above, x1 - left, bottom - above, text or ""


def lattice_cells(data: bytes, page: int, password: str | None) -> Iterator[_Cell]:
    """The cells that camelot's ``lattice`` sees in the page picture."""
    import camelot

    options = {"flavor": "lattice", "password": password, "suppress_stdout": True, "split_text": True}
    for table in camelot.read_pdf(io.BytesIO(data), pages=str(page), **options):
        width, height = table.pdf_size
        if max(width, height) > _MAX_SIDE_PT:
            raise ValueError(f"the page is {width:.0f} x {height:.0f} points")
        for cell in (cell for line in table.cells for cell in line):
            yield float(cell.x1), height - float(cell.y2), float(cell.x2), height - float(cell.y1), cell.text.strip()


def page_cells(reader: str, data: bytes, page: int, password: str | None) -> list[_Cell]:
    """One page by the tool named ``reader``; ValueError for another name."""
    match reader:
        case "pdfplumber":
            return list(pdfplumber_cells(data, page, password))
        case "camelot-lattice":
            return list(lattice_cells(data, page, password))
        case _:
            raise ValueError(f"there is no reader {reader!r}")


def answer(request: dict[str, Any], data: bytes, out: TextIO) -> None:
    """Write one line a page, as soon as it is read."""
    for page in request["pages"]:
        try:
            said: dict[str, Any] = {"cells": page_cells(request["reader"], data, page, request["password"])}
        except Exception as error:  # the page boundary: whatever a tool raises is said of its page
            said = {"error": f"{type(error).__name__}: {error}"[:200]}
        out.write(json.dumps({"page": page, **said}) + "\n")
        out.flush()


def lock(locks: str, scratch: Path) -> None:
    """Give up what reading does not need, as far as the system has it."""
    sys.path.append(locks)
    locking = import_module("lock.locking")
    limits = import_module("lock.resource_limits").ResourceLimits(_MEMORY_BYTES, _CPU_SECONDS, _FILE_BYTES, 256)
    locking.lock_parser(limits, locking.code_folders(), (scratch,))


def main(words: list[str]) -> None:
    """Answer the request on stdin; what a tool prints goes to stderr."""
    out, sys.stdout = sys.stdout, sys.stderr
    request = json.loads(sys.stdin.buffer.readline())
    # loaded before the lock, for its libraries lie anywhere in the system
    import_module("camelot" if request["reader"].startswith("camelot") else "pdfplumber")
    lock(words[0], Path(words[1]))
    answer(request, sys.stdin.buffer.read(), out)


if __name__ == "__main__":
    main(sys.argv[1:])
