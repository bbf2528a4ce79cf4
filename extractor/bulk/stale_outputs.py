"""A result does not outlive a later conversion of its input that gave none."""

from collections.abc import Iterable
from pathlib import Path

from extractor.bulk.inputs import output_of
from extractor.bulk.outcome import Outcome
from extractor.bulk.own_outputs import is_own_file
from extractor.errors import UnwritableOutput


def remove_stale_outputs(folder: Path, outcomes: Iterable[Outcome]) -> None:
    """Remove the results of an earlier run where this one has none; UnwritableOutput when one can not be removed.

    Only the path that the input's own result would have is looked at, and only a result of this program is removed.
    """
    for outcome in outcomes:
        path = folder / output_of(outcome.source)
        if outcome.output is None and is_own_file(path):
            try:
                path.unlink()
            except OSError as error:
                raise UnwritableOutput(f"{path} is out of date and can not be removed: {error.strerror}.") from error
