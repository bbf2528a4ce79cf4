"""The repair bench: how many planted tears of each kind the extractor mends, flags, or passes over in silence.

``python -m extractor.eval.damage`` prints the labels of the development sets and of the demonstration as texts, tears
them with one kind of fault at a time, and reads each without and with repair. The extractor sees the torn text only.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from extractor.corpora import MANIFEST_PATH, read_label, read_manifest
from extractor.corpora.damage.record import Source
from extractor.corpora.damage.tears import KINDS
from extractor.errors import ExtractorError
from extractor.eval.damage_bench import GROUNDS, Bench, Ground, Measured, Tally, measure, open_bench, total, untorn_text
from extractor.eval.mending import Outcome

DEMO_MANIFEST = MANIFEST_PATH.parent / "demo" / "truth" / "manifest.toml"
_COLUMNS = (
    *("fault", "faults", "damaged cells", "repaired", "left, flagged", "left, silent", "wrongly changed"),
    *("decidable", "of these repaired", "sound made wrong", "wrong of all cells", "F1 torn", "F1 repaired"),
)
_LONGEST_SHOWN = 160


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; 0 done, 1 no label could be torn, 2 the words are off."""
    arguments = _parser().parse_args(words)
    figures: dict[str, dict[str, Any]] = {}
    outcomes: list[tuple[str, Outcome]] = []
    try:
        for ground in arguments.grounds or GROUNDS:
            benches = list(_benches(arguments.manifest or [MANIFEST_PATH, DEMO_MANIFEST], ground))
            if benches:
                found = _measure_all(benches, arguments)
                outcomes += [
                    (ground, outcome) for runs in found.values() for _, run in runs for outcome in run.outcomes
                ]
                tallies = {kind: total([run.tally for _, run in runs]) for kind, runs in found.items()}
                figures[ground] = {
                    kind: tally_data(tallies[kind]) | {"wrong": _wrong(runs)} for kind, runs in found.items()
                }
                print(f"\n{ground} ({len(benches)} texts)\n\n{table(tallies)}", flush=True)
    except ExtractorError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    for text in _sample(outcomes, arguments.show):
        print(f"\n{text}")
    if arguments.json_file:
        arguments.json_file.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(not figures)


def _measure_all(benches: Sequence[Bench], arguments: argparse.Namespace) -> dict[str, list[tuple[str, Measured]]]:
    """By kind of fault (``none``: the undamaged texts) the measurements, each with its set and seed; kinds that have
    no place in these texts are left out."""
    seeds = range(arguments.first_seed, arguments.first_seed + arguments.seeds)
    found = {"none": [(bench.source.id, bench.untorn) for bench in benches]}
    for kind in arguments.kinds or list(KINDS):
        started = time.process_time()
        runs = [
            (f"{bench.source.id} seed {seed}", measure(bench, kind, arguments.rate, seed))
            for bench in benches
            for seed in seeds
        ]
        print(f"{benches[0].ground} {kind}: {time.process_time() - started:.0f} s", file=sys.stderr, flush=True)
        if any(run.outcomes for _, run in runs):
            found[kind] = runs
    return found


def _wrong(runs: Sequence[tuple[str, Measured]]) -> list[str]:
    """Each wrong change as a line."""
    return [
        f"{name}, {change.place.sort} {change.place.number} {change.place.path}: "
        f"truth {change.truth!r}, torn {change.torn!r}, repaired {change.repaired!r}"
        for name, run in runs
        for change in run.wrong
    ]


def table(tallies: dict[str, Tally]) -> str:
    """The figures as a Markdown table, a kind a line; ``together`` adds the kinds up."""
    rows = dict(tallies)
    rows["together"] = total([tally for name, tally in tallies.items() if name != "none"])
    lines = [f"| {' | '.join(_COLUMNS)} |", "|" + "---|" * len(_COLUMNS)]
    return "\n".join([*lines, *(f"| {' | '.join(_cells(name, tally))} |" for name, tally in rows.items())])


def _cells(name: str, tally: Tally) -> list[str]:
    cells = tally.cells
    own = (cells.repaired, cells.flagged, cells.silent, cells.altered)
    return [
        *(name, str(tally.fates.total()), str(cells.damaged)),
        *(_share(part, cells.damaged) for part in own),
        *(str(cells.decidable), _share(cells.decided, cells.decidable), str(cells.spoilt), f"{tally.wrong_share:.2%}"),
        *(_figure(tally.before.value), _figure(tally.after.value)),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.0%})" if whole else "–"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def tally_data(tally: Tally) -> dict[str, Any]:
    """One tally as plain data."""
    return {
        "faults": tally.fates.total(),
        "fates": dict(sorted(tally.fates.items())),
        "told": dict(sorted(tally.told.items())),
        "f1_torn": tally.before.value,
        "f1_repaired": tally.after.value,
        "repair": asdict(tally.changes),
        "cells": asdict(tally.cells),
        "wrong_share": tally.wrong_share,
    }


def _benches(manifests: Sequence[Path], ground: Ground) -> Iterator[Bench]:
    """The train and dev sets whose labels can be torn, each text once: one that was printed in several formats has one
    label. A set of the test split stays closed."""
    seen = set[str]()
    for path in manifests:
        manifest = read_manifest(path).of_split("train", "dev")
        for entry in manifest.sets:
            source = Source(id=entry.id, sha256=entry.sha256, name=entry.document)
            label = read_label(manifest.folder / entry.labels)
            text = untorn_text(label, source, ground)
            bench = open_bench(label, source, ground) if text and text not in seen else None
            seen.add(text)
            if bench is not None:
                yield bench


def _sample(outcomes: Sequence[tuple[str, Outcome]], count: int) -> Iterator[str]:
    """Some outcomes drawn at random, told so that a reader can judge them."""
    chosen = Random(0).sample(list(outcomes), min(count, len(outcomes)))  # noqa: S311 - a sample, no secret
    return (describe(ground, outcome) for ground, outcome in chosen)


def describe(ground: str, outcome: Outcome) -> str:
    """One fault and its fate: the lines, and what was read at its places without and with repair."""
    fault = outcome.fault
    kind = " ".join(filter(None, (fault.kind, fault.variant)))
    told = "told by the rest" if fault.recoverable else "not told by the rest"
    lines = [f"{ground}, {kind}, line {fault.line}: {outcome.fate}, {told}"]
    lines += [f"  - {_shown(line)}" for line in fault.before] + [f"  + {_shown(line)}" for line in fault.after]
    for (place, before), (_, after) in zip(outcome.before, outcome.after, strict=True):
        truth = "unknown" if before.truth is None else repr(before.truth)
        lines.append(f"    {place.path}: truth {truth}, torn {before.predicted!r}, repaired {after.predicted!r}")
    return "\n".join(lines)


def _shown(line: str) -> str:
    return line.replace("\t", " ⇥ ")[:_LONGEST_SHOWN]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m extractor.eval.damage", description=__doc__)
    parser.add_argument(
        "--manifest", type=Path, action="append", help="labelled sets (default: the project's and the demonstration's)"
    )
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), metavar="KIND", help="default: all")
    parser.add_argument("--grounds", nargs="+", choices=list(GROUNDS), metavar="GROUND", help="default: all")
    parser.add_argument("--rate", type=float, default=0.05, help="share of rows with a fault (default: 0.05)")
    parser.add_argument("--seeds", type=int, default=2, metavar="N", help="texts a kind and set (default: 2)")
    parser.add_argument("--first-seed", type=int, default=0, metavar="N", help="the first seed (default: 0)")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print so many faults to check by hand")
    parser.add_argument("--json", dest="json_file", type=Path, metavar="FILE", help="write the figures")
    return parser


if __name__ == "__main__":
    sys.exit(main())
