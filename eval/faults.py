"""The fault bench: how many planted faults the checks catch, and how many wrong amounts stay proved.

``python -m extractor.eval.faults --documents FOLDER`` plants faults one at a time in the amounts of the labelled PDF
(whose amounts the extractor reads as labelled) and verifies again.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from extractor.corpora import MANIFEST_PATH, read_manifest
from extractor.document.check import Check
from extractor.document.document import Document
from extractor.document.wire import from_json
from extractor.eval.command import default_documents
from extractor.eval.documents import find_documents
from extractor.eval.planting import KINDS, Fault, choose_faults, plant
from extractor.eval.score import Counts, Scores, Share
from extractor.eval.score import Tally as Outcomes
from extractor.pipeline import extract, verify_again

_MOST = 40


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the faults of one kind.

    ``at_cell``: a check fails since that has a wrong cell among its subjects; ``anywhere``: some check fails since;
    ``proved``: a wrong amount is marked proved all the same, ``hidden``: so, and no check fails since.
    """

    planted: int = 0
    at_cell: int = 0
    anywhere: int = 0
    proved: int = 0
    hidden: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.planted + other.planted,
            self.at_cell + other.at_cell,
            self.anywhere + other.anywhere,
            self.proved + other.proved,
            self.hidden + other.hidden,
        )


def measure_faults(document: Document, kind: str, most: int = _MOST, seed: int = 0) -> Tally:
    """Plant at most ``most`` faults of one kind, one at a time, no place twice; the same seed gives the same ones."""
    known = set(_failures(verify_again(document).checks))
    tally = Tally()
    random = Random(f"{seed} {kind}")  # noqa: S311 - a sample that can be drawn again, no secret
    for fault in choose_faults(document, kind, most, random):
        tally += _measure(document, fault, known)
    return tally


def fault_scores(data: Mapping[str, Any], scores: Scores) -> Scores:
    """The check catch rate of one document as scores, all kinds together and by kind; no fault, no figure.

    ``faults_caught`` is the share of the faults after which some check fails; ``faults_unproved`` the share after
    which no wrong amount is proved. Faults are planted only where every labelled number is read as labelled: in a
    wrong reading nobody knows what is caught.
    """
    numbers = scores.get("numeric_cells")
    if not isinstance(numbers, Counts) or numbers != Counts(numbers.true_positive, unknown=numbers.unknown):
        return {}
    if not numbers.true_positive:
        return {}
    document = from_json(json.dumps(data))
    tallies = {kind: measure_faults(document, kind) for kind in KINDS}
    together = sum(tallies.values(), Tally())
    found: Scores = {
        "faults_caught": Share(together.anywhere, together.planted),
        "faults_unproved": Share(together.planted - together.proved, together.planted),
        "faults_caught.outcomes": Outcomes({name: getattr(together, name) for name in Tally.__slots__}),
    }
    for kind, tally in tallies.items():
        found[f"faults_caught.{kind}"] = Share(tally.anywhere, tally.planted)
        found[f"faults_unproved.{kind}"] = Share(tally.planted - tally.proved, tally.planted)
    return found


def _measure(document: Document, fault: Fault, known: set[tuple[str, tuple[str, ...]]]) -> Tally:
    verification = verify_again(plant(document, fault))
    new = [failure for failure in _failures(verification.checks) if failure not in known]
    at_cell = any(cell in fault for _, subjects in new for cell in subjects)
    wrong = [cell for cell, value in fault.items() if value]
    proved = any(verification.states.get(cell) == "proved" for cell in wrong)
    return Tally(1, int(at_cell), int(bool(new)), int(proved), int(proved and not new))


def _failures(checks: Iterable[Check]) -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((check.rule, check.subjects) for check in checks if check.status == "fail")


def main(words: list[str] | None = None) -> int:
    """Measure the labelled PDF that are here; 1 where there are none."""
    parser = argparse.ArgumentParser(prog="python -m extractor.eval.faults", description=__doc__)
    parser.add_argument("--documents", type=Path, default=default_documents(), help="folder of the labelled documents")
    parser.add_argument("--most", type=int, default=_MOST, metavar="N", help="faults of a kind in a document")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args(words)
    total: dict[str, Tally] = {}
    for name, path in _labelled_pdf(arguments.documents):
        document = extract(path)
        tallies = {kind: measure_faults(document, kind, arguments.most, arguments.seed) for kind in KINDS}
        if any(tally.planted for tally in tallies.values()):
            _print(name, tallies)
            total = {kind: total.get(kind, Tally()) + tally for kind, tally in tallies.items()}
    if total:
        _print("all", {**total, "together": sum(total.values(), Tally())})
    return 0 if total else 1


def _labelled_pdf(folder: Path | None) -> Iterator[tuple[str, Path]]:
    """The real ones, which lie in the folder; those that the project typesets and keeps are left out."""
    manifest = read_manifest(MANIFEST_PATH).of_split("dev")
    found = {
        digest: path
        for digest, path in find_documents(manifest, folder).items()
        if folder and path.resolve().is_relative_to(folder.resolve())
    }
    entries = [entry for entry in manifest.sets if entry.document.endswith(".pdf") and entry.sha256 in found]
    return ((entry.id, found[entry.sha256]) for entry in entries)


def _print(name: str, tallies: dict[str, Tally]) -> None:
    """One Markdown table; shares are of the faults planted."""
    print(f"\n{name}\n\n| fault | planted | caught at the cell | caught anywhere | still proved | of these hidden |")
    print("|---|---|---|---|---|---|")
    for kind, tally in tallies.items():
        counts = (tally.at_cell, tally.anywhere, tally.proved, tally.hidden)
        cells = " | ".join(f"{count} ({count / tally.planted:.0%})" if tally.planted else "–" for count in counts)
        print(f"| {kind} | {tally.planted} | {cells} |")


if __name__ == "__main__":
    sys.exit(main())
