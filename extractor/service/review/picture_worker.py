"""Draws pages of one file in a locked process of its own, which a hostile file may bring down and nothing else.

``python -m extractor.service.review.picture_worker FD``: the first line that comes in is ``pdf`` or ``picture``; then
the file lies at the descriptor FD, and the locks are set before a byte of it is looked at. Each further line is ``PAGE
WIDTH``; the answer is a line with the number of bytes and a PNG of so many bytes, 0 where the page can not be drawn.
"""

import os
import sys
from contextlib import closing
from io import BytesIO
from math import sqrt
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
from PIL import Image

from extractor.export.frame_pictures import FramePictures
from extractor.sandbox.lock.locking import code_folders, lock_parser
from extractor.sandbox.lock.resource_limits import ResourceLimits

MOST_PIXELS = 16_000_000
"""A page of A4 at 2,400 pixels width has 8 million."""
_MEMORY_BYTES = 1_536 * 1024 * 1024
_CPU_SECONDS = 300
"""Over all pages of the file; one page is bounded by whoever asks."""
_FONTS: Final = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
"""A PDF need not bring its fonts; nothing else of the system is read."""


def main(words: list[str]) -> int:
    """Answer until nothing more is asked."""
    Image.init()
    kind = sys.stdin.readline().strip()
    with os.fdopen(int(words[0]), "rb") as stream:
        stream.seek(0)
        data = stream.read()
    package = Path(__file__).parents[2]
    lock_parser(ResourceLimits(_MEMORY_BYTES, _CPU_SECONDS), (*code_folders(), package, *filter(Path.is_dir, _FONTS)))
    draw = _PdfPages(data).draw if kind == "pdf" else _Frames(data).draw
    for line in sys.stdin:
        page, width = map(int, line.split())
        picture = draw(page, width)
        sys.stdout.buffer.write(b"%d\n" % len(picture) + picture)
        sys.stdout.buffer.flush()
    return 0


class _PdfPages:
    def __init__(self, data: bytes) -> None:
        self._document = pdfium.PdfDocument(data)

    def draw(self, number: int, width: int) -> bytes:
        try:
            with closing(self._document[number - 1]) as page:
                across, down = page.get_size()
                scale = min(width / across, sqrt(MOST_PIXELS / (across * down)))
                stream = BytesIO()
                page.render(scale=scale).to_pil().convert("RGB").save(stream, "PNG", compress_level=1)
                return stream.getvalue()
        except (pdfium.PdfiumError, IndexError, ValueError, ZeroDivisionError, MemoryError):
            return b""


class _Frames:
    def __init__(self, data: bytes) -> None:
        self._frames = FramePictures(data)

    def draw(self, number: int, width: int) -> bytes:
        try:
            frame = self._frames.of_page(number)
        except EOFError:
            # there is no such frame: the process stays for the others
            frame = None
        if frame is None:
            return b""
        height = round(frame.height * width / frame.width)
        if width < frame.width and height > 0:
            frame = frame.resize((width, height))
        stream = BytesIO()
        frame.save(stream, "PNG", compress_level=1)
        return stream.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
