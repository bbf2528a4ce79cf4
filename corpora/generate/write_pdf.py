"""DOCX → PDF by LibreOffice, and the pages on which the rows of each table stand."""

import ctypes
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from extractor.corpora.generate.write_docx import place_name
from extractor.errors import ExtractorError

PROGRAM = "soffice"
_FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
"""The bookmarks of the DOCX become named destinations of the PDF."""
_START_SECONDS, _DOCUMENT_SECONDS = 120, 30
_PLACE = re.compile(place_name(0, 0, "(begin|end)").replace("0", r"(\d+)"))


class TypesettingError(ExtractorError):
    """LibreOffice is absent, or did not make a PDF of each document."""

    code = "typesetting_failed"
    remedy = "Install LibreOffice Writer (soffice) and the Noto CJK fonts, or generate docx and xlsx only."


@dataclass(frozen=True, slots=True)
class TablePages:
    """Pages count from 1: the page on which each grid row begins, and the one on which the table ends."""

    rows: tuple[int, ...]
    end: int

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(range(self.rows[0], self.end + 1))


def can_typeset() -> bool:
    """Whether LibreOffice is here."""
    return shutil.which(PROGRAM) is not None


def typeset(documents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Convert DOCX files in one call, with a profile of its own; the PDF of each name (a plain stem) in ``folder``.

    TypesettingError where LibreOffice is absent, breaks off, or leaves a document out.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise TypesettingError("LibreOffice (soffice) is not here.")
    with tempfile.TemporaryDirectory() as scratch:
        sources = []
        for name, data in documents.items():
            sources.append(Path(scratch) / f"{name}.docx")
            sources[-1].write_bytes(data)
        profile = f"-env:UserInstallation={(Path(scratch) / 'profile').as_uri()}"
        command = [program, "--headless", profile, "--convert-to", _FILTER, "--outdir", str(folder), *map(str, sources)]
        seconds = _START_SECONDS + _DOCUMENT_SECONDS * len(sources)
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=seconds)  # noqa: S603 - words of our own
        except (subprocess.SubprocessError, OSError) as error:
            raise TypesettingError(f"LibreOffice broke off: {error}.") from error
    made = {name: folder / f"{name}.pdf" for name in documents}
    missing = [name for name, path in made.items() if not path.is_file()]
    if missing:
        raise TypesettingError(f"LibreOffice made no PDF of {', '.join(missing)}.")
    return made


def table_pages(path: Path) -> tuple[TablePages, ...]:
    """The pages of the tables of a PDF that was typeset from a DOCX with places, in the document's order."""
    begins: dict[int, dict[int, int]] = {}
    ends: dict[int, int] = {}
    for name, page in _destinations(path):
        match = _PLACE.fullmatch(name)
        if match is None:
            continue
        table, row = int(match[1]), int(match[2])
        if match[4] == "end":
            ends[table] = max(ends.get(table, 0), page)
        else:
            rows = begins.setdefault(table, {})
            rows[row] = min(rows.get(row, page), page)
    return tuple(TablePages(_rising(begins[table]), ends[table]) for table in sorted(begins))


def _rising(pages: Mapping[int, int]) -> tuple[int, ...]:
    """The page of each row, none later than a row below it: of a header that comes again LibreOffice may tell the
    place of its last copy."""
    from_below = [page for _, page in sorted(pages.items(), reverse=True)]
    return tuple(accumulate(from_below, min))[::-1]


def _destinations(path: Path) -> Sequence[tuple[str, int]]:
    """Name and page (from 1) of every named destination."""
    with pypdfium2.PdfDocument(path) as pdf:
        found = []
        for index in range(pdfium.FPDF_CountNamedDests(pdf)):
            length = ctypes.c_long()
            pdfium.FPDF_GetNamedDest(pdf, index, None, length)
            buffer = ctypes.create_string_buffer(max(length.value, 2))
            destination = pdfium.FPDF_GetNamedDest(pdf, index, buffer, length)
            name = buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le")
            found.append((name, int(pdfium.FPDFDest_GetDestPageIndex(pdf, destination)) + 1))
        return found
