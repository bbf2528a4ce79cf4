"""The recogniser's process: what it may die of, and what is said then."""

import io
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extractor.document.geometry import BBox
from extractor.document.picture import PagePicture
from extractor.document.recognised import TextQuad
from extractor.errors import OcrFailed
from extractor.ocr import process
from extractor.ocr import recogniser as module
from extractor.ocr.process import WorkerProcess
from extractor.ocr.recogniser import Recogniser
from extractor.ocr.worker.frames import read_frame, write_frame
from extractor.options import OcrOptions
from extractor.pipeline import helpers
from extractor.sandbox.kept_recogniser import KeptRecogniser

FRAMES = Path(module.__file__).parent / "worker" / "frames.py"
QUAD = TextQuad.of_box(BBox(0, 0, 9, 9))


def worker(body: str) -> list[str]:
    """A process that speaks as the recogniser's does and then does ``body``."""
    code = f"import os, runpy, sys, time\nframes = runpy.run_path({str(FRAMES)!r})\nout = sys.stdout.buffer\n"
    code += "say = lambda **said: frames['write_frame'](out, said)\n"
    code += "hear = lambda: frames['read_frame'](sys.stdin.buffer)\n"
    return [sys.executable, "-c", code + body]


def test_frames_come_back_as_they_were_and_broken_ones_not() -> None:
    stream = io.BytesIO()
    write_frame(stream, {"ask": "show", "text": "一"}, b"\x00\n\xff")
    whole = stream.getvalue()
    assert read_frame(io.BytesIO(whole)) == ({"ask": "show", "text": "一"}, b"\x00\n\xff")
    for length in range(len(whole)):
        assert read_frame(io.BytesIO(whole[:length])) is None


def test_a_process_that_is_late_is_killed() -> None:
    process = WorkerProcess(worker("say(ready=True); time.sleep(600)"))
    with pytest.raises(OcrFailed, match="max_page_seconds"):
        process.ask({"ask": "detect"}, b"", 0.2)


def test_a_process_that_reads_nothing_is_killed_too() -> None:
    process = WorkerProcess(worker("say(ready=True); time.sleep(600)"))
    with pytest.raises(OcrFailed, match="max_page_seconds"):
        process.ask({"ask": "show"}, bytes(10_000_000), 0.2)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not say what a process holds")
def test_a_process_that_takes_too_much_memory_is_killed_in_the_midst_of_its_page() -> None:
    process = WorkerProcess(worker("say(ready=True); hear(); held = b'1' * 200_000_000; time.sleep(600)"), 60, 150)
    with pytest.raises(OcrFailed, match="more than 150 MB"):
        process.ask({"ask": "detect"}, b"", 60)


def test_a_process_that_dies_says_how() -> None:
    process = WorkerProcess(worker("say(ready=True); hear(); os._exit(7)"))
    with pytest.raises(OcrFailed, match="status 7"):
        process.ask({"ask": "detect"}, b"", 60)


def test_a_process_that_does_not_start() -> None:
    with pytest.raises(OcrFailed, match="status 3"):
        WorkerProcess([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(OcrFailed, match="can not be started"):
        WorkerProcess(["/no/such/program"])


ECHO = """
say(ready=True)
pages = 0
while (frame := hear()) is not None:
    message, payload = frame
    pages += message['ask'] == 'show'
    if message.get('quads') == [[0.0] * 8]:
        os._exit(1)
    if message['ask'] == 'detect':
        say(quads=[[pages, message['side'], 9, 0, 9, 9, 0, 9]], megabytes=10)
    elif message['ask'] == 'recognise':
        say(lines=[{'bbox': [0, 0, 9, 9], 'characters': [['7', 1, 2, 3, 4, 0.75, [['1', 0.2]]]]}], megabytes=10)
    else:
        say(megabytes=10)
"""


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(process, "worker_command", lambda *_: worker(ECHO))
    monkeypatch.setattr(module, "find_engine", lambda options: "openvino")
    made = Recogniser(OcrOptions(max_worker_pages=2))
    yield made
    made.close()


def page() -> PagePicture:
    return PagePicture(1, np.zeros((3, 4), dtype=np.uint8), None)


def shown(quads: tuple[TextQuad, ...]) -> float:
    """How many pictures the process had been shown when it answered."""
    return quads[0].corners[0][0]


def test_a_picture_is_shown_once_and_a_process_reads_so_many(recogniser: Recogniser) -> None:
    first = page()
    assert shown(recogniser.detect(first)) == 1
    assert shown(recogniser.detect(first)) == 1
    assert shown(recogniser.detect(page())) == 2
    assert shown(recogniser.detect(page())) == 1, "a new process after max_worker_pages"


@pytest.mark.parametrize(("height", "side"), [(1654, 960), (2339, 960), (3307, 1357), (16_000, 1920)])
def test_lines_are_looked_for_in_more_pixels_on_a_larger_sheet(recogniser: Recogniser, height: int, side: int) -> None:
    (quad,) = recogniser.detect(PagePicture(1, np.zeros((height, 2), dtype=np.uint8), 200.0))
    assert quad.corners[0][1] == side


def test_a_line_has_its_characters_with_their_rivals(recogniser: Recogniser) -> None:
    (line,) = recogniser.read(page(), [QUAD])
    assert (line.text, line.confidence, line.bbox) == ("7", 0.75, BBox(0, 0, 9, 9))
    assert line.characters[0].bbox == BBox(1, 2, 3, 4)
    assert line.characters[0].alternatives == (("1", 0.2),)


def test_after_a_death_the_next_page_is_read_by_a_new_process(recogniser: Recogniser) -> None:
    picture = page()
    with pytest.raises(OcrFailed):
        recogniser.read(picture, [TextQuad.of_box(BBox(0, 0, 0, 0))])
    assert shown(recogniser.detect(picture)) == 1


def test_a_sandbox_keeps_one_process_for_its_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helpers, "worker_command", lambda *_: worker(ECHO))
    monkeypatch.setattr(helpers, "find_engine", lambda options: "openvino")
    kept, options = KeptRecogniser(), OcrOptions(max_worker_pages=2)

    def shown_pages() -> float:
        kept.ask({"ask": "show", "shape": [1, 1]}, b"1", 10, options)
        answer = kept.ask({"ask": "detect", "side": 1}, b"", 10, options)
        return float(answer["quads"][0][0])

    assert [shown_pages(), shown_pages(), shown_pages()] == [1, 2, 1], "a new process after max_worker_pages"
    with pytest.raises(OcrFailed):
        kept.ask({"ask": "recognise", "quads": [[0.0] * 8]}, b"", 10, options)
    assert shown_pages() == 1
    kept.close()
    kept.close()
