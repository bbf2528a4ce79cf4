"""The two lists beside the results: what became of each input, and how long it took."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extractor.bulk.files import written_atomically
from extractor.bulk.outcome import Outcome
from extractor.errors import UnwritableOutput

MANIFEST_NAME = "manifest.jsonl"
TIMINGS_NAME = "timings.jsonl"


def write_manifest(folder: Path, outcomes: Iterable[Outcome]) -> None:
    """Write ``manifest.jsonl`` (sorted by source, without times) and ``timings.jsonl``; UnwritableOutput."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.source)
    write_lists(folder / MANIFEST_NAME, folder / TIMINGS_NAME, ordered)


def write_lists(manifest: Path, timings: Path, ordered: Iterable[Outcome]) -> None:
    """Write both lists of outcomes that come in order, one after the other; UnwritableOutput."""
    try:
        with written_atomically(manifest) as lines, written_atomically(timings) as times:
            for outcome in ordered:
                lines.write(_line(outcome.manifest_line()))
                times.write(_line({"source": outcome.source, "seconds": round(outcome.seconds, 3)}))
    except OSError as error:
        raise UnwritableOutput(f"The manifest can not be written to {manifest.parent}: {error.strerror}.") from error


def _line(record: dict[str, Any]) -> bytes:
    """A line of JSON; a lone surrogate, which UTF-8 can not say, is escaped as JSON has it."""
    return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
