"""``extractor sample``: a list to check by hand, drawn from an archive without labels, and the accuracy that the
answers give."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.bulk.archives.recognise import archive_kind
from extractor.bulk.code_files import is_code_or_data
from extractor.bulk.conversion import Conversion
from extractor.bulk.inputs import Task, plan_tasks
from extractor.bulk.interrupts import stop_on_interrupt
from extractor.bulk.manifest import MANIFEST_NAME, write_manifest
from extractor.bulk.pool import run_tasks
from extractor.commands.options import add_option_arguments, options_of, positive
from extractor.errors import UnwritableOutput, UsageError

_RESULTS = "results"
_MOST_NAMED = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument(
        "target", type=Path, metavar="DIR", help="the archive's folder; with --answers the sample.json of the sample"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="the folder of the sample, made anew")
    parser.add_argument("--results", type=Path, metavar="RESULTS", help="results of extractor convert DIR, taken as is")
    parser.add_argument("--cells", type=positive, default=300, metavar="N", help="numbers to check (default: 300)")
    parser.add_argument("--tables", type=positive, default=60, metavar="N", help="whole tables to check (default: 60)")
    parser.add_argument(
        "--documents", type=positive, default=200, metavar="N", help="documents to draw from, at most (default: 200)"
    )
    parser.add_argument(
        "--half-width", type=_share, metavar="SHARE", help="as many numbers as make the interval this wide to each side"
    )
    parser.add_argument(
        "--expected",
        type=_share,
        default=0.98,
        metavar="SHARE",
        help="the accuracy to plan --half-width for (default: 0.98)",
    )
    parser.add_argument(
        "--confidence", type=_share, default=0.95, metavar="SHARE", help="of the interval (default: 0.95)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another one draws another sample (default: 1)"
    )
    parser.add_argument("--answers", type=Path, metavar="CSV", help="the answers: prints the accuracy")
    parser.add_argument("--json", dest="json_file", type=Path, metavar="FILE", help="write the accuracy as JSON too")
    parser.add_argument(
        "--jobs",
        type=positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help="files converted at once (default: all cores)",
    )
    add_option_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Draw a sample, or weigh answers; 0 done, 1 some documents were not converted, UsageError where a word is off."""
    if arguments.answers is not None:
        return _weigh(arguments)
    if arguments.output is None:
        raise UsageError("Give the folder of the sample with -o.")
    return _draw(arguments)


def _weigh(arguments: argparse.Namespace) -> int:
    from rich.console import Console

    from extractor.eval.sampling.accuracy import accuracy_of
    from extractor.eval.sampling.answers import read_answers
    from extractor.eval.sampling.outcome import accuracy_data, print_accuracy
    from extractor.eval.sampling.plan import read_plan

    plan = read_plan(arguments.target)
    accuracy = accuracy_of(plan, read_answers(arguments.answers, plan))
    print_accuracy(accuracy, Console(), arguments.half_width)
    if arguments.json_file:
        data = json.dumps(accuracy_data(accuracy), indent=1, ensure_ascii=False)
        arguments.json_file.write_text(data + "\n", encoding="utf-8")
    return 0


def _draw(arguments: argparse.Namespace) -> int:
    from extractor.eval.sampling.build import PAGE_NAME, Drawn, build_sample, write_sample
    from extractor.eval.sampling.cards import find_original
    from extractor.eval.sampling.choose import Wishes, choose_documents, source_kind_of

    archive: Path = arguments.target
    folder: Path = arguments.output
    if archive.is_file():
        raise UsageError(f"{archive} is a file: sample draws from a folder (unpack an archive first).")
    if not archive.is_dir():
        raise UsageError(f"There is no folder {archive}.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and not empty: a sample is never written over another one.")
    wishes = Wishes(
        cells=arguments.cells,
        tables=arguments.tables,
        documents=arguments.documents,
        seed=arguments.seed,
        confidence=arguments.confidence,
        half_width=arguments.half_width,
        accuracy=arguments.expected,
    )
    met = [task for task in plan_tasks([str(archive)], folder) if isinstance(task, Task)]
    packed = [task for task in met if archive_kind(task.path, task.name)]
    tasks = {task.source: task for task in met if task not in packed and not is_code_or_data(task.path)}
    if packed:
        names = ", ".join(task.source for task in packed[:_MOST_NAMED])
        more = ", …" if len(packed) > _MOST_NAMED else ""
        print(f"Archives are not drawn from, unpack them first: {names}{more}", file=sys.stderr)
    known = _known_results(arguments.results) if arguments.results else None
    sources = sorted(tasks if known is None else known)
    by_kind = choose_documents(((source, source_kind_of(source)) for source in sources), wishes.documents, wishes.seed)
    chosen = [source for _, drawn in by_kind.values() for source in drawn]
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    if known is None:
        known = _convert([tasks[source] for source in chosen], arguments)
    sample = build_sample(
        [
            Drawn(
                source,
                source_kind_of(source),
                known[source].path,
                find_original(archive / source, folder, arguments.password),
                known[source].skipped,
            )
            for source in chosen
        ],
        {kind: count for kind, (count, _) in by_kind.items()},
        wishes,
    )
    with _writing(folder):
        write_sample(sample, folder)
    failed = sum(len(group.failed) for group in sample.plan.groups.values())
    lost = f", {failed} not converted" if failed else ""
    counts = f"{len(sample.cards)} items of {len(chosen)} documents (of {len(sources)}{lost})"
    print(f"{counts}; open {folder / PAGE_NAME}", file=sys.stderr)
    return int(failed > 0)


def _known_results(folder: Path) -> dict[str, "_Result"]:
    """What the manifest of a conversion says: its sources with their results."""
    try:
        lines = (folder / MANIFEST_NAME).read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines if line.strip()]
        kept = {record["source"]: record["output"] for record in records if record["status"] != "skipped"}
    except OSError as error:
        raise UsageError(f"{folder / MANIFEST_NAME} can not be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{folder / MANIFEST_NAME} is no manifest of extractor convert.") from error
    return {source: _Result(folder / output if output else None) for source, output in kept.items()}


def _convert(tasks: Sequence[Task], arguments: argparse.Namespace) -> dict[str, "_Result"]:
    """Convert the drawn documents into the sample's own folder of results."""
    folder = arguments.output / _RESULTS
    convert = Conversion(folder, options_of(arguments))
    with stop_on_interrupt() as stop:
        outcomes = list(run_tasks(tasks, convert, arguments.jobs, stop))
        write_manifest(folder, outcomes)
        if stop.is_set() and len(outcomes) < len(tasks):
            raise KeyboardInterrupt
    return {
        outcome.source: _Result(folder / outcome.output if outcome.output else None, outcome.status == "skipped")
        for outcome in outcomes
    }


@dataclass(frozen=True, slots=True)
class _Result:
    """Where a document's result lies, None where there is none; ``skipped``: it was no document."""

    path: Path | None
    skipped: bool = False


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnwritableOutput(f"The sample can not be written to {folder}: {error.strerror}.") from error


def _share(words: str) -> float:
    try:
        share = float(words)
    except ValueError:
        share = 0.0
    if not 0 < share < 1:
        raise argparse.ArgumentTypeError(f"{words!r} is no share between 0 and 1, such as 0.01")
    return share
