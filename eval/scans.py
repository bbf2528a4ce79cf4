"""The bench of scans: labelled PDFs are scanned by seed, read again, and held against their own labels.

``python -m extractor.eval.scans OUT --dpi 200`` scans the development sets (those of up to ``--most-pages`` pages),
converts each scan in a process of its own, and prints what was read rightly. ``OUT`` keeps scans and readings: a run
that was broken off goes on where it stood; ``--again`` converts anew.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from extractor.corpora import MANIFEST_PATH, Label, LabelledSet, read_label, read_manifest
from extractor.corpora.damage.derived import derive_label
from extractor.corpora.damage.presets import PRESETS
from extractor.corpora.damage.record import Source
from extractor.corpora.damage.scan import scan_pdf
from extractor.errors import ExtractorError
from extractor.eval.command import default_documents
from extractor.eval.documents import find_documents
from extractor.eval.scan_reading import ScanReading, load_reading, read_apart, write_reading
from extractor.eval.scan_scores import ScanScore, score_reading, score_table, scores_as_data

_MOST_PAGES = 12


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scan in the folder, with the label that holds of it."""

    id: str
    path: Path
    label: Label
    pages: int


def main(words: Sequence[str] | None = None) -> int:
    """Scan, convert, score and print; 0 done, 1 nothing was measured, 2 the words are off."""
    arguments = _parser().parse_args(words)
    scores: dict[str, ScanScore] = {}
    try:
        for entry, document in _chosen(arguments):
            scanned = scan_set(entry, document, arguments.manifest.parent, arguments.out, _scanner(arguments))
            reading = read_once(scanned, arguments.out, again=arguments.again)
            scores[entry.id] = score_reading(scanned.label, reading, scanned.pages)
            print(f"{entry.id}: {scores[entry.id].line()}", file=sys.stderr, flush=True)
    except ExtractorError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    print(score_table(scores))
    if arguments.json_file:
        text = json.dumps(scores_as_data(scores), indent=1, ensure_ascii=False)
        arguments.json_file.write_text(text + "\n", encoding="utf-8")
    return int(not scores)


def scan_set(entry: LabelledSet, document: Path, labels: Path, folder: Path, scanner: tuple[str, int]) -> Scanned:
    """The scan of a labelled document by a preset and a seed, made where ``folder`` does not hold it yet."""
    preset, seed = scanner
    data = document.read_bytes()
    path = folder / "scans" / f"{entry.id}-{preset}-{seed}.pdf"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        source = Source(id=entry.id, sha256=hashlib.sha256(data).hexdigest(), name=entry.document)
        partial = path.with_suffix(".partial")
        partial.write_bytes(scan_pdf(data, (preset, PRESETS[preset]), seed, source).pdf)
        partial.replace(path)
    label = derive_label(read_label(labels / entry.labels), path.read_bytes(), path.name, entry.origin)
    return Scanned(path.stem, path, label, _page_count(data))


def read_once(scanned: Scanned, folder: Path, *, again: bool) -> ScanReading:
    """The reading that the folder keeps, or a new one."""
    path = folder / "readings" / f"{scanned.id}.json"
    if not again and path.exists():
        return load_reading(path)
    reading = read_apart(scanned.path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_reading(reading, path)
    return reading


def _scanner(arguments: argparse.Namespace) -> tuple[str, int]:
    return arguments.preset or f"desk{arguments.dpi}", arguments.seed


def _chosen(arguments: argparse.Namespace) -> Iterator[tuple[LabelledSet, Path]]:
    """The PDFs of the train and dev splits that are here and not longer than wanted; a test set stays closed."""
    manifest = read_manifest(arguments.manifest).of_split("train", "dev")
    pdfs = [entry for entry in manifest.sets if Path(entry.path).suffix.lower() == ".pdf"]
    if arguments.sets:
        pdfs = [entry for entry in pdfs if entry.id in arguments.sets]
    manifest = manifest.model_copy(update={"sets": tuple(pdfs)})
    found = find_documents(manifest, arguments.documents or default_documents())
    for entry in pdfs:
        path = found.get(entry.sha256)
        if path is None:
            print(f"{entry.id}: the document is not here", file=sys.stderr)
        elif not arguments.sets and _page_count(path.read_bytes()) > arguments.most_pages:
            print(f"{entry.id}: left out, it has more than {arguments.most_pages} pages", file=sys.stderr)
        else:
            yield entry, path


def _page_count(data: bytes) -> int:
    with pypdfium2.PdfDocument(data) as pdf:
        return len(pdf)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m extractor.eval.scans", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="keeps scans/ and readings/")
    parser.add_argument("--dpi", type=int, choices=(150, 200, 300), default=200, help="of the desk scanner")
    parser.add_argument("--preset", choices=sorted(PRESETS), help="another scanner; it has its own dots an inch")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--manifest", type=Path, default=MANIFEST_PATH, help="the manifest of labelled sets")
    parser.add_argument("--documents", type=Path, help="folder that holds the labelled documents, found by hash")
    parser.add_argument("--set", dest="sets", action="append", metavar="ID", help="this set only, however long")
    parser.add_argument("--most-pages", type=int, default=_MOST_PAGES, help="longer documents are left out")
    parser.add_argument("--again", action="store_true", help="convert anew what was read already")
    parser.add_argument("--json", dest="json_file", type=Path, metavar="FILE", help="write the figures")
    return parser


if __name__ == "__main__":
    sys.exit(main())
