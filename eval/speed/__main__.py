"""The words of the benchmark, and its report in Markdown: ``make bench BENCH="--full"``."""

import argparse
import platform
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from extractor.eval.peers.command import PEER_PYTHON
from extractor.eval.speed import fresh_process, growth, real_documents
from extractor.eval.speed.drawn_pdf import table_pages, write_pdf
from extractor.eval.speed.timing import slowdown
from extractor.version import __version__

_ROOT = Path(__file__).resolve().parents[2]
_DOCUMENTS = _ROOT.parent / "shared" / "documents"
_DEMO = _ROOT / "corpora" / "demo"
_LARGEST_QUICKLY = 0.32


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; the plot of growth is written beside the words of ``--plot``."""
    parser = argparse.ArgumentParser(prog="python -m extractor.eval.speed", description=__doc__)
    parser.add_argument("--documents", type=Path, default=_DOCUMENTS, help="folder of PDF (default: the real ones)")
    parser.add_argument("--rounds", type=int, default=3, help="the median counts (default: %(default)s)")
    parser.add_argument("--full", action="store_true", help="all documents for peers, growth up to the largest size")
    parser.add_argument("--only", nargs="+", choices=tuple(_PARTS), default=tuple(_PARTS), help="parts to measure")
    parser.add_argument("--plot", type=Path, help="write the curves of growth here, as SVG")
    parser.add_argument("--peer-python", type=Path, default=None, help="the interpreter that has the peers")
    arguments = parser.parse_args(words)
    print(f"extractor {__version__}, pypdfium2 {version('pypdfium2')}, Python {platform.python_version()}; ", end="")
    print(f"CPU seconds, medians of {arguments.rounds}", flush=True)
    for part in arguments.only:
        before = slowdown()
        for line in _PARTS[part](arguments):
            print(line, flush=True)
        print(f"(machine: {before:.1f} to {slowdown():.1f} times as slow as when quiet)\n", flush=True)
    return 0


def _geometry(arguments: argparse.Namespace) -> Iterator[str]:
    yield "\n| geometry | pages | pages/s |\n|---|---|---|"
    for speed in real_documents.geometry(list(_files(arguments).values()), arguments.rounds):
        yield f"| {speed.what} | {speed.pages} | {speed.per_second:.0f} |"


def _whole(arguments: argparse.Namespace) -> Iterator[str]:
    files = list(_files(arguments).values())
    yield "\n| bytes to JSON | pages | pages/s |\n|---|---|---|"
    for what, chosen in (("whole documents", files), ("their pages with tables", real_documents.table_pages(files))):
        speed = real_documents.whole(chosen, arguments.rounds, what)
        yield f"| {speed.what} | {speed.pages} | {speed.per_second:.1f} |"


def _peers(arguments: argparse.Namespace) -> Iterator[str]:
    paths = list(_files(arguments))
    if not arguments.full:
        paths = sorted(paths, key=lambda path: path.stat().st_size)[: max(1, len(paths) // 4)]
    python = arguments.peer_python or (PEER_PYTHON if PEER_PYTHON.exists() else Path(sys.executable))
    own = real_documents.whole([path.read_bytes() for path in paths], arguments.rounds, "extractor, everything on")
    yield "\n| tables of the same files | pages | pages/s | extractor is |\n|---|---|---|---|"
    yield f"| {own.what} | {own.pages} | {own.per_second:.1f} | |"
    for speed, remark in real_documents.peers(paths, python, 1):
        if speed is None:
            yield f"| {remark} | | | |"
        else:
            ratio = own.per_second / speed.per_second if speed.seconds else 0.0
            yield f"| {speed.what} | {speed.pages} | {speed.per_second:.1f} | {ratio:.1f} times as fast |"


def _start(arguments: argparse.Namespace) -> Iterator[str]:
    page = write_pdf(table_pages(20))
    demo = next(_DEMO.glob("*目标*.pdf"), None) or next(_DEMO.glob("*.pdf"))
    yield "\n| start | CPU seconds |\n|---|---|"
    yield f"| extractor --help | {fresh_process.start_seconds(['--help'], arguments.rounds):.2f} |"
    yield f"| convert, one page of one table, cold | {fresh_process.first_page_seconds(page, arguments.rounds):.2f} |"
    cold = fresh_process.first_page_seconds(demo.read_bytes(), arguments.rounds)
    yield f"| convert, {demo.name}, cold | {cold:.2f} |"
    yield f"| the page again in a warm process | {fresh_process.warm_seconds(page):.4f} |"


def _memory(arguments: argparse.Namespace) -> Iterator[str]:
    found = fresh_process.memory_of(write_pdf(table_pages(0, 200)))
    yield "\n| memory of a worker, 200 pages of tables | MB |\n|---|---|"
    yield f"| after one conversion | {found.once:.0f} |\n| after four | {found.often:.0f} |"


def _growth(arguments: argparse.Namespace) -> Iterator[str]:
    yield "\n| growth | sizes | CPU seconds | exponent |\n|---|---|---|---|"
    curves = []
    for curve in growth.measure_growth(real_documents.convert, 1.0 if arguments.full else _LARGEST_QUICKLY):
        curves.append(curve)
        seconds = ", ".join(f"{value:.2f}" for value in curve.seconds)
        yield f"| {curve.what} | {', '.join(map(str, curve.sizes))} | {seconds} | {curve.exponent:.2f} |"
    if arguments.plot:
        arguments.plot.write_text(growth.draw_growth(curves), encoding="utf-8")


def _files(arguments: argparse.Namespace) -> dict[Path, bytes]:
    folder = arguments.documents if arguments.documents.is_dir() else _DEMO
    paths = [path for path in sorted(folder.rglob("*.pdf")) if "scan" not in path.name]
    return real_documents.readable(paths)


_PARTS = {
    "geometry": _geometry,
    "whole": _whole,
    "peers": _peers,
    "start": _start,
    "memory": _memory,
    "growth": _growth,
}

if __name__ == "__main__":
    sys.exit(main())
