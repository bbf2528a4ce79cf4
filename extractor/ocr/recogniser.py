"""Pictures of pages → the lines found in them and what is written there."""

import atexit
import os
import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from extractor.document.geometry import BBox
from extractor.document.picture import PagePicture
from extractor.document.recognised import Alternative, RecognisedCharacter, RecognisedLine, TextQuad
from extractor.ocr.installed import find_engine
from extractor.ocr.process import recogniser_process
from extractor.options import OcrOptions
from extractor.outside import RecogniserProcess

_A4_INCHES, _USUAL_DPI = 11.7, 200.0
_MOST_TIMES = 2.0
"""The detector's time grows with the square of this."""
_IDLE_SECONDS = 30.0
"""A process that nobody asks for so long is ended: it holds more than half a gigabyte."""


class Recogniser:
    """Reads pictures by a process that it starts when first asked and starts anew after ``max_worker_pages``.

    The same pictures give the same answers. Raises OcrUnavailable where nothing is installed to read with, OcrFailed
    where the process dies or is late; the next picture is read by a new one.
    """

    def __init__(self, options: OcrOptions) -> None:
        self._options = options
        self._worker: RecogniserProcess | None = None
        self._owner = os.getpid()
        self._shown: PagePicture | None = None
        self._pages = 0
        self._lock = threading.RLock()
        self._idle: threading.Timer | None = None

    def require(self) -> None:
        """Raise OcrUnavailable where there is nothing to read with; nothing is started."""
        find_engine(self._options)

    def detect(self, picture: PagePicture) -> tuple[TextQuad, ...]:
        """Where lines of text stand, from the top to the bottom."""
        return tuple(map(_quad, self._ask(picture, {"ask": "detect", "side": self._side(picture)})["quads"]))

    def read(self, picture: PagePicture, quads: Sequence[TextQuad]) -> tuple[RecognisedLine, ...]:
        """What is written in each of ``quads``, in their order. What holds no character is left out; characters one
        above the other are a line each."""
        flat = [[value for corner in quad.corners for value in corner] for quad in quads]
        return tuple(map(_line, self._ask(picture, {"ask": "recognise", "quads": flat})["lines"]))

    def _side(self, picture: PagePicture) -> int:
        """Pixels of the longer side of the picture in which lines are looked for: letters on a large sheet are as
        large there as on A4."""
        longest = max(picture.pixel_width, picture.pixel_height) / (picture.dpi or _USUAL_DPI)
        larger = min(_MOST_TIMES, max(1.0, longest / _A4_INCHES))
        return round(self._options.detection_side * larger)

    def close(self) -> None:
        """End the process; the next picture starts it again."""
        with self._lock:
            self._wait_no_longer()
            worker, self._worker, self._shown = self._worker, None, None
            if worker is not None and self._owner == os.getpid():
                worker.stop()

    def _ask(self, picture: PagePicture, message: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            self._wait_no_longer()
            try:
                worker = self._showing(picture)
                answer = worker.ask(message, b"", self._options.max_page_seconds)
            except BaseException:
                # an answer that was not waited for would be taken for the next one's
                self.close()
                raise
            self._idle = threading.Timer(_IDLE_SECONDS, self.close)
            self._idle.daemon = True
            self._idle.start()
            return answer

    def _showing(self, picture: PagePicture) -> RecogniserProcess:
        """The running process, which has ``picture`` before it."""
        options = self._options
        if self._worker is not None and self._owner != os.getpid():
            # a fork's pipes are its parent's
            self._worker, self._shown = None, None
        if self._worker is not None and self._shown is not picture:
            worn = self._pages >= options.max_worker_pages or self._worker.megabytes > options.max_worker_megabytes
            if worn:
                self.close()
        if self._worker is None:
            self._worker = recogniser_process(find_engine(options))
            self._owner, self._pages = os.getpid(), 0
        if self._shown is not picture:
            pixels = np.ascontiguousarray(picture.pixels)
            shape = {"ask": "show", "shape": list(pixels.shape)}
            self._worker.ask(shape, pixels.tobytes(), options.max_page_seconds)
            self._shown, self._pages = picture, self._pages + 1
        return self._worker

    def _wait_no_longer(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None


@cache
def recogniser_of(options: OcrOptions) -> Recogniser:
    """The one recogniser of this process with these options, so that many documents share a process to read by."""
    recogniser = Recogniser(options)
    atexit.register(recogniser.close)
    return recogniser


def _quad(values: Sequence[float]) -> TextQuad:
    x0, y0, x1, y1, x2, y2, x3, y3 = map(float, values)
    return TextQuad(((x0, y0), (x1, y1), (x2, y2), (x3, y3)))


def _line(said: dict[str, Any]) -> RecognisedLine:
    characters = tuple(
        RecognisedCharacter(str(text), BBox(*map(float, box)), float(probability), _alternatives(others))
        for text, *box, probability, others in said["characters"]
    )
    return RecognisedLine(characters, BBox(*map(float, said["bbox"])))


def _alternatives(said: Sequence[Sequence[Any]]) -> tuple[Alternative, ...]:
    return tuple(Alternative(str(text), float(probability)) for text, probability in said)
