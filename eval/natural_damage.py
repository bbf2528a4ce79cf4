"""The repair bench on damage that nobody planted: a PDF's text as pdftotext writes it, read without and with repair.

``python -m extractor.eval.natural_damage --manifest M --documents D`` prints, for each way of writing, what becomes of
the cells that the PDF's own reading has right: damaged are those that the text has wrong without repair.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from extractor.corpora import MANIFEST_PATH, Label, read_label, read_manifest
from extractor.corpora.damage.derived import derive_text_label
from extractor.corpora.damage.errors import ConversionFailed, MissingTool
from extractor.corpora.damage.natural import text_by_pdftotext
from extractor.errors import ExtractorError
from extractor.eval.damaged_cells import CellFates, judge_cells
from extractor.eval.mending import read_document, read_text
from extractor.pipeline import extract

_WAYS = {"pdftotext -layout": True, "pdftotext": False}
_COLUMNS = ("text", "texts", "cells right in the PDF", "damaged", "repaired", "left", "wrongly changed",
            "sound made wrong", "wrong of all cells")  # fmt: skip


class NaturalDamage(NamedTuple):
    """What became of the cells of one text: how many texts were added up, and the fates together."""

    texts: int
    fates: CellFates

    def __add__(self, other: object) -> "NaturalDamage":
        if not isinstance(other, NaturalDamage):
            return NotImplemented
        return NaturalDamage(self.texts + other.texts, self.fates + other.fates)


def measure_text(data: bytes, label: Label, text: str) -> NaturalDamage:
    """The fates of the table cells of one PDF in its ``text``; nothing says which of its lines a cell was lost on, so
    that what is left is not told apart into flagged and silent."""
    written = text.encode()
    truth = derive_text_label(label, written, "text.txt", "written by a converter")
    clean = read_document(extract(data), label).places
    before, after = (read_text(written, truth, repair=repair) for repair in (False, True))
    fates, _ = judge_cells((), clean, (before, after), "table")
    return NaturalDamage(1, fates)


def table(found: dict[str, NaturalDamage]) -> str:
    """The figures as a Markdown table, a way of writing a line."""
    lines = [f"| {' | '.join(_COLUMNS)} |", "|" + "---|" * len(_COLUMNS)]
    for way, (texts, fates) in found.items():
        left = fates.flagged + fates.silent
        parts = (_share(part, fates.damaged) for part in (fates.repaired, left, fates.altered))
        wrong = f"{fates.wrong / fates.all:.2%}" if fates.all else "–"
        cells = (way, texts, fates.all, fates.damaged, *parts, fates.spoilt, wrong)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.0%})" if whole else "–"


def _documents(path: Path, folder: Path | None) -> Iterator[tuple[str, bytes, Label]]:
    """The PDFs of the train and dev sets that are here; a set of the test split stays closed."""
    manifest = read_manifest(path).of_split("train", "dev")
    for entry in manifest.sets:
        file = (folder or manifest.folder) / entry.path
        if file.suffix.lower() == ".pdf" and file.is_file():
            yield entry.id, file.read_bytes(), read_label(manifest.folder / entry.labels)


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; 0 done, 1 no PDF was there or pdftotext is not, 2 the words are off."""
    parser = argparse.ArgumentParser(prog="python -m extractor.eval.natural_damage", description=__doc__)
    parser.add_argument("--manifest", type=Path, default=MANIFEST_PATH, help="labelled sets (default: the project's)")
    parser.add_argument("--documents", type=Path, help="the folder that their paths are relative to")
    arguments = parser.parse_args(words)
    found: dict[str, NaturalDamage] = {}
    try:
        for identity, data, label in _documents(arguments.manifest, arguments.documents):
            for way, layout in _WAYS.items():
                own = measure_text(data, label, text_by_pdftotext(data, layout=layout))
                found[way] = found.get(way, NaturalDamage(0, CellFates())) + own
            print(identity, file=sys.stderr, flush=True)
    except (ExtractorError, MissingTool, ConversionFailed) as error:
        print(error, file=sys.stderr)
        return 1
    print(table(found))
    return int(not found)


if __name__ == "__main__":
    sys.exit(main())
