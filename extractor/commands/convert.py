"""``extractor convert``: files, folders, patterns and archives → one JSON a document, a manifest and the timings."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.bulk.conversion import Conversion
from extractor.bulk.inputs import plan_tasks
from extractor.bulk.interrupts import stop_on_interrupt
from extractor.bulk.manifest import MANIFEST_NAME, write_manifest
from extractor.bulk.outcome import Outcome
from extractor.bulk.pool import run_tasks
from extractor.bulk.stale_outputs import remove_stale_outputs
from extractor.bulk.work import work_of
from extractor.commands.explain import require_pictures
from extractor.commands.jail import add_jail_arguments, limits_of, say_what_is_missing
from extractor.commands.options import add_option_arguments, options_of, positive
from extractor.errors import UsageError
from extractor.sandbox import Wanted

if TYPE_CHECKING:
    from rich.console import Console


Report = Callable[[Outcome, int], None]
"""Told of each outcome, and of how many files there are as far as is known."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a file, a folder (walked), a quoted pattern or an archive (ZIP, TAR)",
    )
    parser.add_argument("-o", "--output", required=True, metavar="DIR", help="the folder of the results")
    add_option_arguments(parser)
    parser.add_argument(
        "--format",
        choices=("json", "md"),
        default="json",
        help="md: each document as Markdown too, DIR/<path>.md",
    )
    parser.add_argument("--explain", metavar="DIR", help="also draw each PDF page with what was read on it, as PNG")
    parser.add_argument(
        "--jobs", type=positive, default=os.cpu_count() or 1, metavar="N", help="files at once (default: all cores)"
    )
    add_jail_arguments(parser)
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("--verbose", action="store_true", help="a line on stderr for each file")
    loudness.add_argument("--quiet", action="store_true", help="nothing on stderr but errors of the call")


def run(arguments: argparse.Namespace) -> int:
    """Convert everything; 1 when some inputs failed, UsageError before any work when the call is off.

    Ctrl-C ends the files in work, writes the manifest of what is done, and raises KeyboardInterrupt.
    """
    folder = Path(arguments.output)
    _refuse_file(folder)
    pictures = _folder_of_pictures(arguments)
    tasks = plan_tasks(arguments.inputs, folder, *([pictures] if pictures else []))
    options = replace(options_of(arguments), limits=limits_of(arguments))
    wanted = Wanted(markdown=arguments.format == "md", pictures=pictures is not None)
    convert = Conversion(folder, options, wanted, pictures, arguments.require_sandbox)
    say_what_is_missing(arguments)
    outcomes: list[Outcome] = []
    with stop_on_interrupt() as stop:
        with work_of(tasks, convert.options.source) as work, _reporting(arguments, len(tasks)) as report:
            for outcome in run_tasks(work, convert, arguments.jobs, stop):
                outcomes.append(outcome)
                report(outcome, work.given)
        remove_stale_outputs(folder, outcomes)
        write_manifest(folder, outcomes)
    stopped = stop.is_set() and not (work.ended and len(outcomes) == work.given)
    if not arguments.quiet:
        left = f", {max(len(tasks), work.given) - len(outcomes)} not begun" if stopped else ""
        print(f"{_counted(outcomes)}{left}; see {folder / MANIFEST_NAME}", file=sys.stderr)
    if stopped:
        raise KeyboardInterrupt
    return 1 if any(outcome.status == "failed" for outcome in outcomes) else 0


def _folder_of_pictures(arguments: argparse.Namespace) -> Path | None:
    if arguments.explain is None:
        return None
    if arguments.mask:
        raise UsageError("Pictures show the pages with all names on them: --explain and --mask exclude each other.")
    require_pictures()
    _refuse_file(Path(arguments.explain))
    return Path(arguments.explain)


def _refuse_file(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder.")


@contextmanager
def _reporting(arguments: argparse.Namespace, total: int) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if arguments.quiet:
        yield lambda outcome, known: None
    elif not console.is_terminal:
        yield lambda outcome, known: _say(console, outcome, arguments.verbose)
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console) as progress:
            bar = progress.add_task("converting", total=total)

            def report(outcome: Outcome, known: int) -> None:
                _say(progress.console, outcome, arguments.verbose)
                progress.update(bar, advance=1, total=max(total, known))

            yield report


def _say(console: "Console", outcome: Outcome, verbose: bool) -> None:
    """A line for each failure and remark, and with ``verbose`` for each file."""
    lines = [f"{outcome.source}: {remark}" for remark in outcome.remarks]
    if outcome.error is not None and outcome.status == "failed":
        lines.append(f"{outcome.source}: {outcome.error.code}: {outcome.error.message}")
    elif verbose:
        lines.append(f"{outcome.source}: {outcome.status}, {outcome.tables} tables, {outcome.projects} projects")
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _counted(outcomes: list[Outcome]) -> str:
    counts = {status: sum(o.status == status for o in outcomes) for status in ("ok", "partial", "failed", "skipped")}
    said = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    inputs = "1 input" if len(outcomes) == 1 else f"{len(outcomes)} inputs"
    return f"{inputs}: {said}" if said else "no input"
