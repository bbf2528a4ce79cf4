"""The two lists beside the results: what became of each input, and how long it took."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from extractor.bulk.files import write_atomically
from extractor.bulk.outcome import Outcome
from extractor.errors import UnwritableOutput

MANIFEST_NAME = "manifest.jsonl"
TIMINGS_NAME = "timings.jsonl"


def write_manifest(folder: Path, outcomes: Iterable[Outcome]) -> None:
    """Write ``manifest.jsonl`` (sorted by source, without times) and ``timings.jsonl``; UnwritableOutput."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.source)
    timings = [{"source": outcome.source, "seconds": round(outcome.seconds, 3)} for outcome in ordered]
    try:
        write_atomically(folder / MANIFEST_NAME, _lines([outcome.manifest_line() for outcome in ordered]))
        write_atomically(folder / TIMINGS_NAME, _lines(timings))
    except OSError as error:
        raise UnwritableOutput(f"The manifest can not be written to {folder}: {error.strerror}.") from error


def _lines(records: Sequence[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
