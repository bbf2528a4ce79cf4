"""Labels that persons gave a document, by reader: kept as files, every version, and compared with each other."""

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from extractor.errors import MissingExtra
from extractor.service.review.errors import BadReading, UnknownReading

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")
READER = re.compile(r"[\w.-]{1,40}")
"""What a reader may be called: letters of any script, digits, ``_ . -``."""
_PARTS = ("cells", "header_paths", "spans", "facts")
_MOST_DIFFERENCES = 500


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree: per part (cells, header paths, spans, facts) how many items are equal of how many,
    the places that differ (at most 500), and what only the second has."""

    first: str
    second: str
    parts: dict[str, tuple[int, int]]
    differences: tuple[dict[str, Any], ...]
    unmatched: tuple[str, ...]


class ReadingFiles:
    """Labels in ``<folder>/<document>/<number>-<reader>.json``, numbered from 1; the newest of a reader counts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()

    def readers(self, document: str) -> tuple[str, ...]:
        """Who labelled the document, in the order of their first labels."""
        return tuple(dict.fromkeys(path.stem.partition("-")[2] for path in self._paths(document)))

    def save(self, document: str, reader: str, data: Any) -> int:
        """Keep a label as a new version and give its number; BadReading where it breaks the format."""
        if not READER.fullmatch(reader):
            raise BadReading("A reader's name has 1 to 40 letters, digits or one of _ . -.")
        parse(data)
        with self._lock:
            folder = self._of(document)
            folder.mkdir(parents=True, exist_ok=True)
            number = 1 + max((int(path.stem.partition("-")[0]) for path in self._paths(document)), default=0)
            path = folder / f"{number:06d}-{reader}.json"
            part = path.with_suffix(".part")
            with part.open("wb") as stream:
                stream.write(json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n")
                stream.flush()
                os.fsync(stream.fileno())
            part.rename(path)
        return number

    def read(self, document: str, reader: str) -> dict[str, Any]:
        """The newest label of a reader; UnknownReading where there is none."""
        paths = [path for path in self._paths(document) if path.stem.partition("-")[2] == reader]
        if not paths:
            raise UnknownReading(f"{reader!r} has not labelled this document.")
        data: dict[str, Any] = json.loads(paths[-1].read_bytes())
        return data

    def _paths(self, document: str) -> list[Path]:
        return sorted(self._of(document).glob("*.json"))

    def _of(self, document: str) -> Path:
        if not _NAME.fullmatch(document):
            raise KeyError(document)
        return self._folder / document


def parse(data: Any) -> object:
    """The label as its typed value; BadReading with the place of the first faults."""
    from extractor.corpora.label import LabelError, parse_label

    try:
        return parse_label(json.dumps(data), "The label")
    except LabelError as error:
        raise BadReading(error.message) from error


def agreement(first: tuple[str, Any], second: tuple[str, Any]) -> Agreement:
    """Compare two labels, each with its reader's name; MissingExtra without the parts that measure."""
    from extractor.corpora.label import parse_label

    try:
        from extractor.eval.readings import compare_readings
    except ImportError as error:
        raise MissingExtra("Agreement is measured by the parts of `extractor eval`", "eval") from error
    found = compare_readings(*(parse_label(json.dumps(data), name) for name, data in (first, second)))
    parts = {name: (getattr(found, name).right, getattr(found, name).total) for name in _PARTS}
    differences = tuple(asdict(one) for one in found.differences[:_MOST_DIFFERENCES])
    return Agreement(first[0], second[0], parts, differences, found.unmatched)
