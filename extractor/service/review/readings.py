"""Labels that persons gave a document, by reader: every version is kept, and they are compared with each other."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from extractor.errors import MissingExtra
from extractor.service.jobs.database import Database
from extractor.service.jobs.tables import LABELS
from extractor.service.review.errors import BadReading, Overtaken, UnknownReading

READER = re.compile(r"[\w.-]{1,40}")
"""What a reader may be called: letters of any script, digits, ``_ . -``."""
_PARTS = ("cells", "header_paths", "spans", "facts")
_MOST_DIFFERENCES = 500
_MOST_TRIES = 20


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree: per part (cells, header paths, spans, facts) how many items are equal of how many,
    the places that differ (at most 500), and the tables and projects that only the first or only the second has."""

    first: str
    second: str
    parts: dict[str, Annotated[tuple[int, ...], Field(min_length=2, max_length=2)]]
    differences: tuple[dict[str, Any], ...]
    only_first: tuple[str, ...]
    unmatched: tuple[str, ...]


class Readings:
    """Labels in the service's database, numbered from 1 in each document; the newest of a reader counts. ``database``
    gives it once the server has started."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database

    def versions(self, document: str) -> dict[str, int]:
        """Who labelled the document, in the order of their first labels, with the newest version of each."""
        statement = select(LABELS.c.reader, LABELS.c.version).where(LABELS.c.document == document)
        with self._database().read() as connection:
            rows = connection.execute(statement.order_by(LABELS.c.version))
            return {row.reader: row.version for row in rows}

    def save(self, document: str, reader: str, data: Any, seen: int | None = None) -> int:
        """Keep a label as a new version and give its number.

        BadReading where it breaks the format, Overtaken where the reader has a version after ``seen`` (0: none), which
        this one would put out of sight unseen.
        """
        if not READER.fullmatch(reader):
            raise BadReading("A reader's name has 1 to 40 letters, digits or one of _ . -.")
        parse(data)
        label = _storable(data)
        for _ in range(_MOST_TRIES):
            versions = self.versions(document)
            if seen is not None and versions.get(reader, 0) > seen:
                raise Overtaken(f"The label of {reader} has version {versions[reader]} meanwhile.")
            number = 1 + max(versions.values(), default=0)
            # somebody else's label may have taken the number: then all is looked at again
            with suppress(IntegrityError), self._database().write() as connection:
                row = {"document": document, "version": number, "reader": reader, "label": label}
                connection.execute(LABELS.insert().values(row))
                return number
        raise Overtaken("Others label this document all the time.")

    def read(self, document: str, reader: str) -> dict[str, Any]:
        """The newest label of a reader; UnknownReading where there is none."""
        wanted = select(LABELS.c.label).where(LABELS.c.document == document, LABELS.c.reader == reader)
        with self._database().read() as connection:
            label = connection.execute(wanted.order_by(LABELS.c.version.desc()).limit(1)).scalar_one_or_none()
        if label is None:
            raise UnknownReading(f"{reader!r} has not labelled this document.")
        data: dict[str, Any] = json.loads(label)
        return data


def _storable(data: Any) -> str:
    """The label as JSON text; BadReading where a character is half of a pair, which neither a database nor an answer
    can hold."""
    label = json.dumps(data, ensure_ascii=False)
    try:
        label.encode()
    except UnicodeEncodeError as error:
        raise BadReading(f"The label holds half of a character (at {error.start} of its JSON).") from error
    return label


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
    one, other = (parse_label(json.dumps(data), name) for name, data in (first, second))
    found = compare_readings(one, other)
    parts: dict[str, tuple[int, ...]] = {
        name: (getattr(found, name).right, getattr(found, name).total) for name in _PARTS
    }
    differences = tuple(asdict(one) for one in found.differences[:_MOST_DIFFERENCES])
    only_first = compare_readings(other, one).unmatched
    return Agreement(first[0], second[0], parts, differences, only_first, found.unmatched)
