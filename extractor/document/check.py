"""Findings: what was tested, what was put right, what could not be done."""

from dataclasses import dataclass
from decimal import Decimal

from extractor.document.vocabulary import CheckStatus, Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """Something lost, capped or doubtful, said aloud: a stable ``code``, where it is, and a remedy in the message."""

    code: str
    severity: Severity
    message: str
    page: int | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One tested identity. ``residual`` = actual - expected; ``tolerance`` by interval arithmetic as in XBRL
    Calculations 1.1: n parts and a total, each rounded to 0.01, may differ by (n + 1) x 0.005."""

    id: str
    rule: str
    status: CheckStatus
    subjects: tuple[str, ...]
    message: str
    expected: Decimal | str | None = None
    actual: Decimal | str | None = None
    residual: Decimal | None = None
    tolerance: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """One inference that changed (``applied``) or would change what was printed.

    ``evidence`` holds words and ids of checks that pass since; ``made_from`` the cells whose text was copied or moved
    into ``subjects``: an identity of only those proves nothing of what was written.
    """

    id: str
    kind: str
    subjects: tuple[str, ...]
    before: str
    after: str
    evidence: tuple[str, ...]
    alternatives: tuple[str, ...]
    confidence: float
    applied: bool
    made_from: tuple[str, ...] = ()
