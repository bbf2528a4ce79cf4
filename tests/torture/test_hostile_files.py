"""All hostile files and thousands of mutants through the jail: ``make torture``. docs/benchmarks.md has the figures."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from extractor.options import Options
from extractor.sandbox import Limits, Sandbox
from tests.hostile.every_file import EVERY_FILE
from tests.hostile.mutants import mutant
from tests.hostile.outcomes import OURS, Outcome, nothing_left_in, outcome_of, processes_below

pytestmark = pytest.mark.torture
_LIMITS = Limits(seconds=20.0, ocr_seconds=60.0)
_GRACE_SECONDS = 2.0
FIRST_MUTANT, MUTANTS = int(os.environ.get("FIRST_MUTANT", "0")), int(os.environ.get("MUTANTS", "5000"))
_NATIVE = frozenset({"worker_died"})
"""A library of others ended its process: typed, and named here."""


@pytest.fixture
def jail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A jail that leaves no process and no file."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with nothing_left_in(tmp_path), Sandbox(_LIMITS) as sandbox:
        sandbox.convert(b"1", "a.txt", Options())
        before = processes_below(os.getpid())
        yield sandbox
        assert sandbox.convert(b"1", "a.txt", Options()).facts.status == "ok"
        assert len(processes_below(os.getpid())) <= len(before) + 1, "one more: the recogniser that is kept"


def judged(what: str, outcomes: Sequence[Outcome]) -> None:
    """Print the figures; no fault of ours, nothing beyond its limits."""
    slowest, largest = max(outcomes, key=lambda one: one.seconds), max(outcomes, key=lambda one: one.peak_bytes)
    print(f"\n{what}: {len(outcomes)}; {dict(Counter(one.code for one in outcomes).most_common())}")
    print(f"longest {slowest.seconds:.1f} s ({slowest.name}), most {largest.peak_bytes >> 20} MB ({largest.name})")
    for outcome in outcomes:
        if outcome.code in OURS | _NATIVE:
            print(outcome)
    assert [one for one in outcomes if one.code in OURS] == []
    assert [one for one in outcomes if one.peak_bytes > _LIMITS.memory_bytes] == []
    limit = max(_LIMITS.seconds, _LIMITS.ocr_seconds) + _GRACE_SECONDS
    assert [one for one in outcomes if one.seconds > limit] == []


@pytest.mark.parametrize("ending", sorted({Path(file.name).suffix for file in EVERY_FILE}))
def test_every_hostile_file(ending: str, jail: Sandbox) -> None:
    judged(ending, [outcome_of(jail, file) for file in EVERY_FILE if file.name.endswith(ending)])


def test_mutants_of_good_files(jail: Sandbox) -> None:
    numbers = range(FIRST_MUTANT, FIRST_MUTANT + MUTANTS)
    judged("mutants", [outcome_of(jail, mutant(number), ocr="off") for number in numbers])
