"""A result does not outlive a later conversion of its input that gave none."""

from collections.abc import Iterable
from pathlib import Path

from extractor.bulk.outcome import Outcome
from extractor.bulk.own_outputs import MARKDOWN_ENDING, is_own_file
from extractor.bulk.task import output_of
from extractor.errors import UnwritableOutput


def remove_stale_outputs(folder: Path, outcomes: Iterable[Outcome]) -> None:
    """Remove the results of an earlier run where this one has none; UnwritableOutput when one can not be removed.

    Only the path that the input's own result would have is looked at, and only a result of this program is removed.
    """
    for outcome in outcomes:
        if outcome.output is not None:
            continue
        for path in (folder / output_of(outcome.source), folder / f"{outcome.source}{MARKDOWN_ENDING}"):
            try:
                if is_own_file(path):
                    path.unlink()
            except OSError as error:
                raise UnwritableOutput(f"{path} is out of date and can not be removed: {error.strerror}.") from error
