"""Pages as PNG pictures: drawn in processes of their own, the last ones kept in memory."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final, Protocol

from extractor.service.review.picture_process import PictureProcess

WIDTHS: Final = (600, 1_200, 1_800, 2_400)
"""The widths in pixels that pages are drawn in: few, so that pictures are found again."""
_KEPT_BYTES = 64 * 1024 * 1024
_PROCESSES = 2
_KINDS: Final = {"application/pdf": "pdf", "image/png": "picture", "image/jpeg": "picture", "image/tiff": "picture"}


class Pictures(Protocol):
    """Gives pages as pictures; safe from several threads."""

    def page(self, sha256: str, media_type: str, source: Callable[[], bytes], number: int, width: int) -> bytes | None:
        """Page ``number`` (from 1) of the file as PNG about ``width`` pixels wide; None where it can not be drawn.

        ``source`` reads the file's bytes where they are needed.
        """
        ...

    def stand_by(self) -> None:
        """Somebody is at the page: be ready to draw."""
        ...

    def prepare(self, sha256: str, media_type: str, source: Callable[[], bytes]) -> None:
        """Start what draws the file's pages, which are asked for next; does not wait for it."""
        ...


class DrawnPictures:
    """``Pictures`` of PDF files and picture files, by at most two processes that stay warm between pages, and
    one that stands by."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._kept_bytes = 0
        self._processes: OrderedDict[str, PictureProcess] = OrderedDict()
        self._spare: PictureProcess | None = None

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
        picture = self._process_of(sha256, kind, source).draw(number, width)
        if picture is not None:
            self._keep(key, picture)
        return picture

    def stand_by(self) -> None:
        """Have a process ready for the next file: starting one takes longer than drawing a page."""
        with self._lock:
            self._spare = self._started()

    def prepare(self, sha256: str, media_type: str, source: Callable[[], bytes]) -> None:
        if (kind := _KINDS.get(media_type)) is not None:
            self._process_of(sha256, kind, source)

    def close(self) -> None:
        """End the processes and forget the pictures."""
        with self._lock:
            processes = [*self._processes.values(), *([self._spare] if self._spare else [])]
            self._spare = None
            self._processes.clear()
            self._kept.clear()
            self._kept_bytes = 0
        for process in processes:
            process.close()

    def _process_of(self, sha256: str, kind: str, source: Callable[[], bytes]) -> PictureProcess:
        """The file's own process, a new one where it has none that lives; the one used longest ago ends for it."""
        ended = []
        with self._lock:
            process = self._processes.pop(sha256, None)
            if process is not None and not process.is_alive:
                ended.append(process)
                process = None
            if process is None:
                data = source()
                process = self._started()
                process.open(data, kind)
                while len(self._processes) >= _PROCESSES:
                    ended.append(self._processes.popitem(last=False)[1])
            self._processes[sha256] = process
        for one in ended:
            one.close()
        return process

    def _started(self) -> PictureProcess:
        """The process that stands by, if it lives, or a new one; under the lock."""
        spare, self._spare = self._spare, None
        if spare is not None and not spare.is_alive:
            spare.close()
            spare = None
        return spare or PictureProcess()

    def _keep(self, key: tuple[str, int, int], picture: bytes) -> None:
        with self._lock:
            before = self._kept.pop(key, b"")
            self._kept[key] = picture
            self._kept_bytes += len(picture) - len(before)
            while self._kept_bytes > _KEPT_BYTES:
                _, dropped = self._kept.popitem(last=False)
                self._kept_bytes -= len(dropped)
