"""Pages as PNG pictures: drawn in processes of their own, the last ones kept in memory."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final, Protocol

from extractor.service.errors import Draining
from extractor.service.review.picture_process import ProcessEnded
from extractor.service.review.picture_processes import PictureProcesses

WIDTHS: Final = (600, 1_200, 1_800, 2_400)
"""The widths in pixels that pages are drawn in: few, so that pictures are found again."""
_KEPT_BYTES = 64 * 1024 * 1024
_MOST_ENDED = 4
"""Processes that may end under a page that others share them with."""
_COME_AGAIN_SECONDS = 2
_KINDS: Final = {"application/pdf": "pdf", "image/png": "picture", "image/jpeg": "picture", "image/tiff": "picture"}


class Pictures(Protocol):
    """Gives pages as pictures; safe from several threads."""

    def page(self, sha256: str, media_type: str, source: Callable[[], bytes], number: int, width: int) -> bytes | None:
        """Page ``number`` (from 1) of the file as PNG about ``width`` pixels wide; None where it can not be drawn.

        ``source`` reads the file's bytes where they are needed. Draining where too many files are looked at at once.
        """
        ...

    def stand_by(self) -> None:
        """Somebody is at the page: be ready to draw."""
        ...

    def prepare(self, sha256: str, media_type: str, source: Callable[[], bytes]) -> None:
        """Start what draws the file's pages, which are asked for next; does not wait for it."""
        ...


class DrawnPictures:
    """``Pictures`` of PDF files and picture files, by processes of their own."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._kept_bytes = 0
        self._processes = PictureProcesses()

    def page(self, sha256: str, media_type: str, source: Callable[[], bytes], number: int, width: int) -> bytes | None:
        kind = _KINDS.get(media_type)
        if kind is None or number < 1:
            return None
        width = next((one for one in WIDTHS if one >= width), WIDTHS[-1])
        key = (sha256, number, width)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        picture = self._drawn(sha256, kind, source, number, width)
        if picture is not None:
            self._keep(key, picture)
        return picture

    def _drawn(self, sha256: str, kind: str, source: Callable[[], bytes], number: int, width: int) -> bytes | None:
        """The page; asked for anew where the process ended over another page, once where it ended over this one."""
        asked = 0
        for _ in range(_MOST_ENDED):
            try:
                with self._processes.in_use(sha256, kind, source) as process:
                    return process.draw(number, width)
            except ProcessEnded as ended:
                asked += ended.was_asked
                if asked > 1:
                    return None
        raise Draining("Other pages of the file end what draws them.", _COME_AGAIN_SECONDS)

    def stand_by(self) -> None:
        self._processes.stand_by()

    def prepare(self, sha256: str, media_type: str, source: Callable[[], bytes]) -> None:
        if (kind := _KINDS.get(media_type)) is not None:
            self._processes.prepare(sha256, kind, source)

    def close(self) -> None:
        """End the processes and forget the pictures."""
        with self._lock:
            self._kept.clear()
            self._kept_bytes = 0
        self._processes.close()

    def _keep(self, key: tuple[str, int, int], picture: bytes) -> None:
        with self._lock:
            before = self._kept.pop(key, b"")
            self._kept[key] = picture
            self._kept_bytes += len(picture) - len(before)
            while self._kept_bytes > _KEPT_BYTES:
                _, dropped = self._kept.popitem(last=False)
                self._kept_bytes -= len(dropped)
