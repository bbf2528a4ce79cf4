"""Real PDF side by side: geometry alone, whole conversions, whole conversions of the pages with tables."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median

import pypdfium2

from extractor.document.wire import to_json
from extractor.errors import SourceError
from extractor.eval.peers.catalogue import PEERS
from extractor.eval.peers.peer import WorkerPeer
from extractor.eval.peers.provider import PeerError
from extractor.eval.peers.worker_process import worker_command
from extractor.eval.speed.timing import median_seconds
from extractor.options import Options
from extractor.pipeline import extract
from extractor.pipeline.rare_collections import rare_collections
from extractor.sources.pdf import read_pdf
from extractor.sources.pdf.batch import batch_reader
from extractor.sources.pdf.reader import CallReader

PEER_NAMES = ("pdfplumber", "pdfplumber-rs", "pdf-oxide", "camelot-lattice", "pymupdf", "tabula")
_PEER_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Speed:
    """CPU seconds for so many pages."""

    what: str
    pages: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.pages / self.seconds if self.seconds else 0.0


def readable(paths: Sequence[Path]) -> dict[Path, bytes]:
    """The files that convert, with their bytes: a scan or a damaged file says nothing of speed."""
    found = {}
    for path in paths:
        data = path.read_bytes()
        try:
            extract(data, name=path.name)
        except SourceError:
            continue
        found[path] = data
    return found


def geometry(files: Sequence[bytes], rounds: int) -> Iterator[Speed]:
    """PDFium's floor, then glyphs and rulings as the extractor reads them, compiled and call by call."""
    pages = sum(_floor(data, with_text=False) for data in files)
    ways: dict[str, Callable[[bytes], object]] = {
        "PDFium, pages loaded": lambda data: _floor(data, with_text=False),
        "PDFium, text pages too: the floor": lambda data: _floor(data, with_text=True),
        "RawPage, read call by call": lambda data: list(read_pdf(data, Options().source, CallReader())),
    }
    if batch_reader() is not None:
        ways["RawPage, compiled"] = lambda data: list(read_pdf(data, Options().source))
    for what, read in ways.items():
        # as a conversion does it
        read = rare_collections()(read)
        yield Speed(what, pages, median_seconds(_all_of(read, files), rounds))


def whole(files: Sequence[bytes], rounds: int, what: str) -> Speed:
    """Bytes to finished JSON, everything on."""
    pages = sum(_floor(data, with_text=False) for data in files)
    return Speed(what, pages, median_seconds(_all_of(convert, files), rounds))


def convert(data: bytes) -> bytes:
    """One conversion, as ``extractor convert`` does it."""
    return to_json(extract(data, name="document.pdf"))


def table_pages(files: Sequence[bytes]) -> list[bytes]:
    """Each file with its pages that have a table, alone."""
    found = []
    for data in files:
        document = extract(data, name="document.pdf")
        pages = sorted({page - 1 for table in document.tables for page in table.pages})
        if pages:
            with closing(pypdfium2.PdfDocument(data)) as source, closing(pypdfium2.PdfDocument.new()) as target:
                target.import_pages(source, pages)
                stream = BytesIO()
                target.save(stream)
            found.append(stream.getvalue())
    return found


def peers(paths: Sequence[Path], python: Path, rounds: int) -> Iterator[tuple[Speed | None, str]]:
    """What each peer takes for the same files, its start apart; or why there is no figure."""
    for entry in (entry for entry in PEERS if entry.name in PEER_NAMES):
        times, pages, version = [], 0, ""
        try:
            for _ in range(rounds):
                peer = WorkerPeer(entry, worker_command(python, entry.name), time_limit=_PEER_SECONDS)
                with closing(peer):
                    version = peer.version()
                    costs = [_cost(peer, path) for path in paths]
                times.append(sum(seconds for seconds, _ in costs))
                pages = sum(count for _, count in costs)
        except PeerError as error:
            yield None, f"{entry.name}: {error.message}"
            continue
        yield Speed(f"{version}: {entry.what}", pages, median(times)), ""


def _cost(peer: WorkerPeer, path: Path) -> tuple[float, int]:
    peer.extract(path)
    cost = peer.cost(path)
    return (cost.user_seconds, cost.pages) if cost is not None else (0.0, 0)


def _all_of(read: Callable[[bytes], object], files: Sequence[bytes]) -> Callable[[], object]:
    def run() -> None:
        for data in files:
            read(data)

    return run


def _floor(data: bytes, *, with_text: bool) -> int:
    """The pages, each loaded by PDFium and closed."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        count = len(document)
        for index in range(count):
            with closing(document[index]) as page:
                if with_text:
                    page.get_textpage().close()
    return count
