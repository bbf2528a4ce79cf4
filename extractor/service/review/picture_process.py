"""One process that draws the pages of one file, asked from threads of this one."""

import contextlib
import os
import selectors
import subprocess
import sys
import time
from tempfile import TemporaryFile
from threading import Lock

_SECONDS_A_PAGE = 20.0
_WORKER = "extractor.service.review.picture_worker"
_MOST_BYTES = 64 * 1024 * 1024
"""No PNG of the most pixels that are drawn has more."""
_LONGEST_HEADER = 16


class ProcessEnded(Exception):
    """The process ended, and not for certain because of the page. ``was_asked``: it ended over this page, after it had
    drawn others; else before it was asked for it."""

    def __init__(self, *, was_asked: bool) -> None:
        super().__init__("it was asked" if was_asked else "it was not asked")
        self.was_asked = was_asked


class PictureProcess:
    """Draws the pages of the file that it is given once, until ``close``; it may be started before there is one. A
    process that died or was too slow stays dead."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_closed = False
        self._has_answered = False
        # an unnamed file that both sides have open: nothing has to be waited for when the document goes into it
        self._stream = TemporaryFile()  # noqa: SIM115 - closed by open and close
        handle = self._stream.fileno()
        self._process = subprocess.Popen(  # noqa: S603 - this program, by its own name
            [sys.executable, "-m", _WORKER, str(handle)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(handle,),
            start_new_session=True,
        )

    def open(self, data: bytes, kind: str) -> None:
        """Give it its file, a ``pdf`` or a ``picture``; does not wait for what it makes of it."""
        with self._stream as stream, contextlib.suppress(OSError):
            stream.write(data)
            stream.flush()
            if self._process.stdin is not None:
                os.write(self._process.stdin.fileno(), kind.encode() + b"\n")

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def draw(self, page: int, width: int) -> bytes | None:
        """The page as PNG; None where it can not be drawn, or not in time. ProcessEnded."""
        with self._lock:
            if self._is_closed:
                raise ProcessEnded(was_asked=False)
            try:
                picture = self._ask(page, width)
            except TimeoutError:
                self.close()
                return None
            except (OSError, ValueError):
                self.close()
                if self._has_answered:
                    # its time for all pages of the file may have been over
                    raise ProcessEnded(was_asked=True) from None
                return None
            self._has_answered = True
        return picture or None

    def close(self) -> None:
        """End the process; may be called again."""
        self._is_closed = True
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for stream in (self._stream, self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _ask(self, page: int, width: int) -> bytes:
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("the process was started without pipes")
        os.write(self._process.stdin.fileno(), b"%d %d\n" % (page, width))
        until = time.monotonic() + _SECONDS_A_PAGE
        got = b""
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            wanted: int | None = None
            while wanted is None or len(got) < wanted:
                if not selector.select(max(0.0, until - time.monotonic())):
                    raise TimeoutError
                piece = os.read(self._process.stdout.fileno(), 1 << 16)
                if not piece:
                    raise ValueError("the process ended")
                got += piece
                if wanted is None and b"\n" in got:
                    header, _, got = got.partition(b"\n")
                    wanted = _length(header)
                elif wanted is None and len(got) > _LONGEST_HEADER:
                    raise ValueError("no header")
        return got


def _length(header: bytes) -> int:
    wanted = int(header)
    if not 0 <= wanted <= _MOST_BYTES:
        raise ValueError("too large")
    return wanted
