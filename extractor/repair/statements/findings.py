"""What was found of a torn table: the hypotheses that were taken or are in doubt, and how sure they are."""

import math
from dataclasses import dataclass
from typing import Final

from extractor.document.table import Table
from extractor.repair.statements.column_model import Model
from extractor.repair.statements.entries import Line

_STEEPNESS: Final = 0.7
STRUCTURAL: Final = 0.95
"""How sure joins, headers and rows put together or parted are: beyond this threshold none of them is made."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A hypothesis about some cells that was taken (``applied``) or is in doubt. ``places`` are rows and columns of
    the table as it is now; ``made_from`` likewise."""

    kind: str
    places: tuple[tuple[int, int], ...]
    before: str
    after: str
    evidence: tuple[str, ...]
    confidence: float
    applied: bool
    alternatives: tuple[str, ...] = ()
    made_from: tuple[tuple[int, int], ...] = ()
    sources: tuple[str, ...] = ()
    """Printed cells of other tables that an amount was taken from."""


def header_finding(head: Table, model: Model, late: int) -> Finding:
    before = " | ".join("/".join(column.path) for column in head.columns)
    after = " | ".join("/".join(path) for path in model.paths)
    kind = "header_row_in_body" if late else "torn_header"
    return Finding(kind, ((-1, 0),), before, after, (f"columns after {model.source}",), 0.95, True)


def echo_finding(line: Line) -> Finding:
    return _left_out("header_in_body", line, "the line prints words of the header alone")


def page_finding(line: Line) -> Finding:
    return _left_out("page_line", line, "the line prints a page number or that the table goes on, and nothing else")


def _left_out(kind: str, line: Line, reason: str) -> Finding:
    text = " ".join(entry.text for entry in line.entries if not entry.is_blank)
    return Finding(kind, ((-1, 0),), text, "", (reason,), STRUCTURAL, True)


def margin_of(confidence: float) -> float:
    """How far ahead a way must stand to be so sure."""
    sure = min(max(confidence, 0.5), 0.999)
    return math.log10(sure / (1 - sure)) / _STEEPNESS


def confidence_of(margin: float) -> float:
    """How sure a way is that stands so far ahead of the next one."""
    return min(0.99, round(1 / (1 + 10 ** (-_STEEPNESS * max(0.0, min(margin, 6.0)))), 2))
