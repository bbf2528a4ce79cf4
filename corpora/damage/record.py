"""What was damaged where: the record that goes with every damaged document."""

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.corpora.damage.change import FaultKind
from extractor.corpora.damage.pieces import Dialect
from extractor.corpora.label import Sha256


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fault(_Strict):
    """One fault of a torn text.

    ``table`` or ``project`` is its index in the derived label, from 0; ``row`` the grid row in its table (header rows
    counted) and ``column`` the cell in that row where it begins, both from 0. ``truth`` names the values of that
    table or project whose text, place or label is not as it was (``rows.3.values.2``, ``indicators.0.tier1``). The
    lines ``after`` stand in the damaged text from ``line`` on (from 1), ``before`` in the undamaged one; they share no
    line with another fault.
    """

    kind: FaultKind
    variant: str = ""
    table: int | None = None
    project: int | None = None
    row: int
    column: int
    truth: list[str]
    line: Annotated[int, Field(ge=1)]
    before: list[str]
    after: list[str]
    recoverable: bool


class Source(_Strict):
    """The labelled document that the damaged one was made from."""

    id: str
    sha256: Sha256
    name: str


class TornRecord(_Strict):
    """Of a torn text. ``rate`` is the share of rows (of tables, for what befalls a whole table) that were to have a
    fault; ``left_out`` says which tables and projects of the source the text does not hold."""

    record_version: Literal[1] = 1
    sort: Literal["torn"] = "torn"
    source: Source
    kinds: list[FaultKind]
    dialect: Dialect
    rate: float
    seed: int
    faults: list[Fault]
    left_out: list[str]


class Stamp(_Strict):
    """A round stamp: its centre and radius in points on the source page, origin top left."""

    x: float
    y: float
    radius: float


class ScannedPage(_Strict):
    """One page of a scan. ``width`` and ``height`` are those of the scanned page in points, as displayed.

    ``transform`` (a, b, c, d, e, f) maps a place of the source page, in points from its top left corner, to the
    scanned page: x' = a x + c y + e, y' = b x + d y + f; ``placing.moved_box`` applies it.
    """

    number: Annotated[int, Field(ge=1)]
    width: float
    height: float
    skew_degrees: float
    turned_degrees: Literal[0, 90, 180, 270]
    transform: tuple[float, float, float, float, float, float]
    stamps: list[Stamp]


class ScanRecord(_Strict):
    """Of a scan; lengths in points, ``settings`` as of the preset."""

    record_version: Literal[1] = 1
    sort: Literal["scan"] = "scan"
    source: Source
    preset: str
    settings: dict[str, float | int | str | bool | list[float]]
    seed: int
    pages: list[ScannedPage]


class PlainRecord(_Strict):
    """Of a text that a converter or a character recogniser made: nobody knows its faults."""

    record_version: Literal[1] = 1
    sort: Literal["converted"] = "converted"
    source: Source
    producer: str


Record = TornRecord | ScanRecord | PlainRecord


def mended(text: str, faults: list[Fault]) -> str:
    """The damaged text with the faults undone, the last one first; ValueError where it does not hold them."""
    lines = text.split("\n")
    for fault in sorted(faults, key=lambda fault: fault.line, reverse=True):
        start, end = fault.line - 1, fault.line - 1 + len(fault.after)
        if lines[start:end] != fault.after:
            raise ValueError(f"line {fault.line} does not hold the fault {fault.kind}")
        lines[start:end] = fault.before
    return "\n".join(lines)


def write_record(record: Record, path: Path) -> None:
    """Write a record as JSON."""
    path.write_text(json.dumps(record.model_dump(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_torn_record(path: Path) -> TornRecord:
    """Read the record of a torn text; pydantic's ValidationError where it is none."""
    return TornRecord.model_validate_json(path.read_bytes())
