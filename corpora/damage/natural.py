"""Texts as converters and character recognition make them: nobody planted their faults, and nobody knows them all."""

import subprocess
from collections.abc import Callable, Sequence

from extractor.corpora.damage.errors import ConversionFailed, MissingTool

Recognise = Callable[[bytes], str]
"""Reads one page: a PNG or JPEG picture → its lines of text, from top to bottom, parted by line breaks."""

_PROGRAM = "pdftotext"
_TIMEOUT_S = 60.0
_PAGE_BREAK = "\f"


def text_by_pdftotext(data: bytes, *, layout: bool, program: str = _PROGRAM, timeout_s: float = _TIMEOUT_S) -> str:
    """The text of a PDF as poppler's pdftotext writes it, its pages ended by form feeds.

    ``layout``: columns are kept apart by spaces, as on the page; without it, cells follow each other line by line.
    MissingTool where the program is not here, ConversionFailed where it fails or takes longer than ``timeout_s``.
    """
    words = [program, "-enc", "UTF-8", *(["-layout"] if layout else []), "-", "-"]
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=timeout_s, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise MissingTool(f"The program {program} (poppler-utils) is not installed.") from error
    except subprocess.TimeoutExpired as error:
        raise ConversionFailed(f"{program} took longer than {timeout_s:g} s.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise ConversionFailed(f"{program} ended with status {done.returncode}: {said}")
    return done.stdout.decode("utf-8", "replace")


def pdftotext_version(program: str = _PROGRAM) -> str:
    """The program's own name and version; MissingTool where it is not here."""
    try:
        done = subprocess.run([program, "-v"], capture_output=True, timeout=_TIMEOUT_S, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise MissingTool(f"The program {program} (poppler-utils) is not installed.") from error
    return done.stderr.decode("utf-8", "replace").split("\n")[0].strip()


def text_by_recognition(pages: Sequence[bytes], recognise: Recognise) -> str:
    """The text of page pictures (``Scan.pages``) as a recogniser reads them, its pages ended by form feeds.

    What the recogniser raises is not held.
    """
    return "".join(f"{recognise(page)}\n{_PAGE_BREAK}" for page in pages)
