"""How a long conversion goes, on stderr: a live display on a terminal, a line now and then in a log."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractor.bulk.file_names import printable
from extractor.bulk.outcome import Outcome
from extractor.bulk.tally import Tally

if TYPE_CHECKING:
    from rich.console import Console

Report = Callable[[Outcome, int], None]
"""Told of each outcome, and of how many files there are as far as is known."""
_LOG_SECONDS = 30.0
"""A log gets a line about the whole no more often than this."""


@contextmanager
def reporting(total: int, tally: Tally, *, quiet: bool, verbose: bool) -> Iterator[Report]:
    """What is told of each outcome; the counts are the caller's."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet:
        yield lambda outcome, known: None
    elif console.is_terminal:
        with _live(console, total, tally, verbose) as report:
            yield report
    else:
        yield _log(console, total, tally, verbose)


def _log(console: "Console", total: int, tally: Tally, verbose: bool) -> Report:
    began = said = time.monotonic()

    def report(outcome: Outcome, known: int) -> None:
        nonlocal said
        _say(console, outcome, verbose)
        now = time.monotonic()
        if now - said >= _LOG_SECONDS:
            said = now
            _print(console, progress_in_words(tally, max(total, known), now - began))

    return report


@contextmanager
def _live(console: "Console", total: int, tally: Tally, verbose: bool) -> Iterator[Report]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("converting"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    began = time.monotonic()
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=total)

        def report(outcome: Outcome, known: int) -> None:
            _say(progress.console, outcome, verbose)
            rates = _rates(tally, time.monotonic() - began)
            progress.update(bar, advance=1, total=max(total, known), description=rates)

        yield report


def progress_in_words(tally: Tally, known: int, seconds: float) -> str:
    """One line about the whole, for a log."""
    done = tally.inputs - tally.resumed
    left = known - tally.inputs
    wait = f", about {_span(seconds / done * left)} left" if done and left > 0 else ""
    return f"{tally.inputs} of {known} inputs, {_rates(tally, seconds)}{wait}"


def _rates(tally: Tally, seconds: float) -> str:
    share = tally.proved_share
    parts = [
        f"{tally.new_pages / seconds if seconds else 0:.1f} pages/s",
        f"{tally.failed} failed",
        *([f"{share:.1%} of amounts proved"] if share is not None else []),
        *([f"{tally.resumed} done before"] if tally.resumed else []),
    ]
    return ", ".join(parts)


def _span(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


def _say(console: "Console", outcome: Outcome, verbose: bool) -> None:
    """A line for each failure and remark, and with ``verbose`` for each file; nothing of what was done before."""
    if outcome.resumed:
        return
    lines = [f"{outcome.source}: {remark}" for remark in outcome.remarks]
    if outcome.error is not None and outcome.status == "failed":
        lines.append(f"{outcome.source}: {outcome.error.code}: {outcome.error.message}")
    elif verbose:
        lines.append(f"{outcome.source}: {outcome.status}, {outcome.tables} tables, {outcome.projects} projects")
    for line in lines:
        _print(console, line)


def _print(console: "Console", line: str) -> None:
    console.print(printable(line), markup=False, highlight=False, soft_wrap=True)
