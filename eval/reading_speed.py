"""How fast the readers are, bytes → content, in CPU time of this process: ``python -m extractor.eval.reading_speed``.

Measured is what the generator typesets of every template: DOCX and XLSX as written, the kinds that LibreOffice saves
them as, and dumps of their text. The same seeds give the same files, so that figures can be compared over time.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.corpora.generate.command import main as generate
from extractor.document.content import Content, Grid
from extractor.options import Options
from extractor.pipeline.contents import read_content
from extractor.sources.sniff import MediaType, sniff

SEEDS = "150-151"
ROUNDS = 5
_SAVED_AS = {"docx": ("doc", "odt", "pdf"), "xlsx": ("xls", "ods")}
KINDS = ("docx", "doc", "odt", "xlsx", "xls", "ods", "rows.txt", "cells.txt", "layout.txt", "plain.txt")
"""Endings of the files, in the order of the printed table. PDF is made for its dumps only: reading one is the work of
several stages, and is measured with them."""


@dataclass(frozen=True, slots=True)
class Speed:
    """What one round over all files of a kind read, and the CPU seconds of the fastest round of each file."""

    kind: str
    files: int
    size: int
    cells: int
    seconds: float


def measure(kind: str, files: Sequence[Path], rounds: int) -> Speed:
    """Read every file of a kind ``rounds`` times; the first reading, which fills caches, counts like the others."""
    size = cells = 0
    seconds = 0.0
    options = Options()
    for path in files:
        data = path.read_bytes()
        media_type = sniff(data, path.name)
        times = []
        for _ in range(rounds):
            before = time.process_time()
            content = read_content(data, media_type, options)
            times.append(time.process_time() - before)
        size += len(data)
        cells += _cells(content)
        seconds += min(times)
    return Speed(kind, len(files), size, cells, seconds)


def _cells(content: Content) -> int:
    return sum(len(element.cells) for element in content.elements if isinstance(element, Grid))


def make_files(folder: Path, seeds: str) -> None:
    """Write the files to be read below ``folder``; those of LibreOffice and pdftotext only where these are here."""
    generate([str(folder), "--seeds", seeds, "--formats", "docx", "xlsx"])
    for ending, targets in _SAVED_AS.items():
        sources = sorted(folder.glob(f"documents/**/*.{ending}"))
        for target in targets if shutil.which("soffice") else ():
            _save_as(sources, target, folder)
    for source in sorted(folder.glob("documents/**/*.docx")):
        content = read_content(source.read_bytes(), MediaType.DOCX, Options())
        for name, dump in (("rows", _rows), ("cells", _cells_alone)):
            source.with_suffix(f".{name}.txt").write_text("\n".join(dump(content)), encoding="utf-8")
    for source in sorted(folder.glob("documents/**/*.pdf")) if shutil.which("pdftotext") else ():
        for name, words in (("layout", ["-layout"]), ("plain", [])):
            _run(["pdftotext", *words, str(source), str(source.with_suffix(f".{name}.txt"))])


def _save_as(sources: Sequence[Path], target: str, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    with tempfile.TemporaryDirectory(dir=folder) as made:
        numbered = [shutil.copy(source, Path(made, f"{n}{source.suffix}")) for n, source in enumerate(sources)]
        _run(["soffice", "--headless", profile, "--convert-to", target, "--outdir", made, *map(str, numbered)])
        for number, source in enumerate(sources):
            shutil.move(Path(made, f"{number}.{target}"), source.with_suffix(f".{target}"))


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=900)  # noqa: S603 - words of our own


def _rows(content: Content) -> Iterator[str]:
    """A row a line, tabs between its cells."""
    for element in content.elements:
        if isinstance(element, Grid):
            yield from ("\t".join(row) for row in _texts(element))
            yield ""
        else:
            yield element.text


def _cells_alone(content: Content) -> Iterator[str]:
    """A cell a line after a tab, a blank line after each row, two after each table."""
    for element in content.elements:
        if isinstance(element, Grid):
            for row in _texts(element):
                yield from ("\t" + text for text in row)
                yield ""
            yield ""
        else:
            yield element.text


def _texts(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = " ".join(cell.raw.split())
    return rows


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print a table; the files are made anew unless a folder holds them."""
    parser = argparse.ArgumentParser(prog="python -m extractor.eval.reading_speed", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="keeps the files here; made where it does not exist")
    parser.add_argument("--seeds", default=SEEDS, help=f"of the generator (default: {SEEDS})")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="the fastest counts (default: %(default)s)")
    arguments = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch, "files")
        if not folder.exists():
            make_files(folder, arguments.seeds)
        _print(measure(kind, sorted(folder.rglob(f"*.{kind}")), arguments.rounds) for kind in KINDS)
    return 0


def _print(speeds: Iterable[Speed]) -> None:
    print("kind        files      bytes    cells  seconds   cells/s    MB/s")
    for one in speeds:
        if one.files:
            rates = f"{one.cells / one.seconds:9.0f} {one.size / one.seconds / 1e6:7.2f}"
            print(f"{one.kind:11} {one.files:5} {one.size:10} {one.cells:8} {one.seconds:8.3f} {rates}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
