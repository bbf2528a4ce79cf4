"""``extractor convert``: files, folders, patterns and archives, here or in stores → one JSON a document, a manifest,
the timings and a report."""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.bulk.continuation import Continuation
from extractor.bulk.conversion import Conversion
from extractor.bulk.files import sweep
from extractor.bulk.inputs import plan_tasks
from extractor.bulk.interrupts import stop_on_interrupt
from extractor.bulk.journal.journal import Journal
from extractor.bulk.journal.key import run_key
from extractor.bulk.manifest import write_lists
from extractor.bulk.outcome import Status
from extractor.bulk.output_folder import OutputFolder
from extractor.bulk.output_names import RESULT_ENDING
from extractor.bulk.own_outputs import MARKDOWN_ENDING
from extractor.bulk.plan import Plan
from extractor.bulk.pool import run_tasks
from extractor.bulk.report.figures import Figures
from extractor.bulk.report.store import write_report
from extractor.bulk.shard import Shard
from extractor.bulk.stores.address import is_address, local_words
from extractor.bulk.stores.output_store import OutputStore
from extractor.bulk.tally import Tally
from extractor.bulk.work import work_of
from extractor.commands.convert_display import reporting
from extractor.commands.explain import require_pictures
from extractor.commands.jail import add_jail_arguments, limits_of, say_what_is_missing
from extractor.commands.options import add_option_arguments, options_of, positive
from extractor.errors import UsageError
from extractor.sandbox import Wanted

if TYPE_CHECKING:
    from extractor.export.tidy.formats import Format

_FAILURES: dict[str, tuple[Status, ...]] = {"never": (), "failed": ("failed",), "partial": ("failed", "partial")}
"""Which statuses make the exit status 1, by the words of ``--fail-on``."""
Output = OutputFolder | OutputStore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a file, a folder (walked), a quoted pattern or an archive (ZIP, TAR); s3://bucket/folder … with the "
        "extra cloud",
    )
    parser.add_argument(
        "-o", "--output", required=True, metavar="DIR", help="the folder of the results, or its address in a store"
    )
    parser.add_argument(
        "--state", metavar="DIR", help="where the journal is kept of a run into a store (default: your state folder)"
    )
    add_option_arguments(parser)
    parser.add_argument(
        "--format",
        choices=("json", "md"),
        default="json",
        help="md: each document as Markdown too, DIR/<path>.md",
    )
    parser.add_argument(
        "--also", type=_formats, default=(), metavar="FORMATS",
        help="tables of all results too, DIR/tables/<format>: parquet,csv … (see extractor export)",
    )  # fmt: skip
    parser.add_argument("--explain", metavar="DIR", help="also draw each PDF page with what was read on it, as PNG")
    parser.add_argument(
        "--workers", "--jobs", dest="jobs", type=positive, metavar="N",
        help="files at once (default: all cores; of a cluster half as many again as it has processors)",
    )  # fmt: skip
    parser.add_argument(
        "--engine", choices=("local", "ray"), default="local", help="ray: convert on a cluster (extra: ray)"
    )
    parser.add_argument(
        "--address", metavar="HOST:PORT", help="with --engine ray: the cluster (default: one begun on this machine)"
    )
    parser.add_argument("--resume", action="store_true", help="skip what an earlier run into DIR finished")
    parser.add_argument(
        "--rehash", action="store_true", help="with --resume: read every file again, whatever its times say"
    )
    add_jail_arguments(parser)
    parser.add_argument(
        "--shard", metavar="I/N", help="only the I-th of N parts of the inputs, each file in one of them"
    )
    parser.add_argument(
        "--fail-on", choices=tuple(_FAILURES), default="failed",
        help="which inputs make the exit status 1 (default: %(default)s; partial: those too)",
    )  # fmt: skip
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("--verbose", action="store_true", help="a line on stderr for each file")
    loudness.add_argument("--quiet", action="store_true", help="nothing on stderr but errors of the call")


def run(arguments: argparse.Namespace) -> int:
    """Convert everything; 1 when some inputs failed, UsageError before any work when the call is off.

    Ctrl-C ends the files in work, writes the manifest of what is done, and raises KeyboardInterrupt.
    """
    pictures = _folder_of_pictures(arguments)
    output = _output_of(arguments)
    own = [output.path, *([pictures] if pictures else [])]
    own_stores = [output.address] if isinstance(output, OutputStore) else []
    endings = (MARKDOWN_ENDING,) if arguments.format == "md" else ()
    written = (RESULT_ENDING, *endings)
    plan = plan_tasks(arguments.inputs, *own, shard=output.shard, own_stores=own_stores, endings=written)
    options = replace(options_of(arguments), limits=limits_of(arguments))
    wanted = Wanted(markdown=arguments.format == "md", pictures=pictures is not None)
    convert = Conversion(output.path, options, wanted, pictures, arguments.require_sandbox, outputs=output.outputs)
    if arguments.engine == "local":
        say_what_is_missing(arguments)
    with output.held():
        if pictures:
            sweep(pictures, alone=False)
        with closing(Journal(output.journal)) as journal:
            key = run_key(convert.options, (*endings, *(["explain"] if pictures else [])))
            continuation = Continuation(
                output.path, journal, key, endings, arguments.resume, arguments.rehash, output.outputs
            )
            continuation.begin(output.shard_journals() if arguments.resume else [])
            with _engine(arguments, convert) as engine:
                tally, left = _convert(arguments, plan, continuation, engine, output)
            remarks = _write_lists(output, journal)
            if left is None:
                journal.end()
        remarks += output.publish()
        if left is None and arguments.also:
            from extractor.commands.export import export_folder

            export_folder(arguments.output, arguments.also)
    if not arguments.quiet:
        for remark in (*continuation.remarks(), *remarks):
            print(remark, file=sys.stderr)
        words = "" if left is None else f", {left} not begun"
        print(f"{tally.in_words()}{words}; see {output.words}", file=sys.stderr)
    if left is not None:
        raise KeyboardInterrupt
    return 1 if any(tally.statuses[status] for status in _FAILURES[arguments.fail_on]) else 0


def _write_lists(output: Output, journal: Journal) -> list[str]:
    """The manifest, the timings and the report of what is done; what is to be said of them."""
    write_lists(output.manifest, output.timings, (entry.outcome for entry in journal.entries()))
    figures = Figures.of(journal.entries(), journal.began, time.time())
    remark = write_report(figures, output.report(".jsonl"), output.report(".html"))
    return [remark] if remark else []


@contextmanager
def _engine(arguments: argparse.Namespace, convert: Conversion) -> Iterator["_Engine"]:
    """What converts, and how many files at once; UsageError, MissingExtra."""
    if arguments.engine == "local":
        yield _Engine(convert, arguments.jobs or os.cpu_count() or 1)
        return
    from extractor.bulk.cluster.ray_cluster import ClusterSandbox, connected

    with connected(arguments.address) as cluster:
        sandbox = ClusterSandbox(cluster, require=convert.require_sandbox)
        yield _Engine(replace(convert, sandbox=lambda _: sandbox), arguments.jobs or cluster.at_once)


@dataclass(frozen=True, slots=True)
class _Engine:
    """Workers for so many files at once."""

    convert: Conversion
    at_once: int


def _convert(
    arguments: argparse.Namespace, plan: Plan, continuation: Continuation, engine: _Engine, output: Output
) -> tuple[Tally, int | None]:
    """Do what is left to do; the counts, and how many inputs Ctrl-C left out, None where none was."""
    tally, total = Tally(), len(plan)
    options = engine.convert.options.source
    opened = work_of(continuation.unread(plan), options, continuation.note_archive, plan.places)
    with stop_on_interrupt() as stop, opened as work:
        with reporting(total, tally, quiet=arguments.quiet, verbose=arguments.verbose) as report:
            for outcome in run_tasks(continuation.left(work), engine.convert, engine.at_once, stop):
                continuation.note(outcome)
                output.keep(continuation.journal)
                tally.add(outcome)
                report(outcome, work.given)
        stopped = stop.is_set() and not (work.ended and tally.inputs == work.given)
        return tally, max(total, work.given) - tally.inputs if stopped else None


def _output_of(arguments: argparse.Namespace) -> Output:
    shard = Shard.from_words(arguments.shard) if arguments.shard else None
    if is_address(arguments.output):
        return OutputStore(arguments.output, Path(arguments.state) if arguments.state else None, shard)
    folder = Path(local_words(arguments.output))
    _refuse_file(folder)
    return OutputFolder(folder, shard)


def _folder_of_pictures(arguments: argparse.Namespace) -> Path | None:
    if arguments.explain is None:
        return None
    if arguments.mask:
        raise UsageError("Pictures show the pages with all names on them: --explain and --mask exclude each other.")
    require_pictures()
    if is_address(arguments.explain):
        raise UsageError("The pictures of --explain go to a folder of this machine.")
    _refuse_file(Path(arguments.explain))
    return Path(arguments.explain)


def _formats(words: str) -> tuple["Format", ...]:
    """Those of ``extractor export``, which takes a while to load."""
    from extractor.commands.export import formats

    return formats(words)


def _refuse_file(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder.")
