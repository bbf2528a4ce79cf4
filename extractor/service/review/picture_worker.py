"""Draws pages of one file in a process of its own, which a hostile file may bring down and nothing else.

``python -m extractor.service.review.picture_worker FD pdf|picture``: the file is open at the descriptor FD. Each line
that comes in is ``PAGE WIDTH``; the answer is a line with the number of bytes and a PNG of so many bytes, 0 where the
page can not be drawn.
"""

import os
import resource
import sys
from contextlib import closing
from io import BytesIO
from math import sqrt

MOST_PIXELS = 16_000_000
"""A page of A4 at 2,400 pixels width has 8 million."""
_MEMORY_BYTES = 1_536 * 1024 * 1024
_CPU_SECONDS = 300
"""Over all pages of the file; one page is bounded by whoever asks."""
_FILES = 64


def main(words: list[str]) -> int:
    """Answer until nothing more is asked."""
    with os.fdopen(int(words[0]), "rb") as stream:
        data = stream.read()
    limit_itself()
    draw = _PdfPages(data).draw if words[1] == "pdf" else _Frames(data).draw
    for line in sys.stdin:
        page, width = map(int, line.split())
        picture = draw(page, width)
        sys.stdout.buffer.write(b"%d\n" % len(picture) + picture)
        sys.stdout.buffer.flush()
    return 0


def limit_itself() -> None:
    """No more memory, time and open files than pages need; no file is written at all."""
    for kind, most in (
        (resource.RLIMIT_AS, _MEMORY_BYTES),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


class _PdfPages:
    def __init__(self, data: bytes) -> None:
        import pypdfium2 as pdfium

        self._error = pdfium.PdfiumError
        self._document = pdfium.PdfDocument(data)

    def draw(self, number: int, width: int) -> bytes:
        try:
            with closing(self._document[number - 1]) as page:
                across, down = page.get_size()
                scale = min(width / across, sqrt(MOST_PIXELS / (across * down)))
                stream = BytesIO()
                page.render(scale=scale).to_pil().convert("RGB").save(stream, "PNG", compress_level=1)
                return stream.getvalue()
        except (self._error, IndexError, ValueError, ZeroDivisionError, MemoryError):
            return b""


class _Frames:
    def __init__(self, data: bytes) -> None:
        from extractor.export.frame_pictures import FramePictures

        self._frames = FramePictures(data)

    def draw(self, number: int, width: int) -> bytes:
        frame = self._frames.of_page(number)
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
