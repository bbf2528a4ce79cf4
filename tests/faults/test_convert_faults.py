"""Wherever a run of convert is killed or refused a call, the next one leaves what an undisturbed one does."""

import errno
import sys
from pathlib import Path

import pytest

from tests.faults.convert_faults import Convert
from tests.faults.crash_points import START, Points, number_of
from tests.faults.disturbing import Disturbing, Fault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the calls are caught as Linux links them")
_PART = r"/(.*/)?\.extractor-.*\.part"
POINTS: Points = {
    "before the output folder": (START, r"mkdir $"),
    "while the lock is signed": (START, r"write /\.extractor/lock"),
    "before the journal": (START, r"create /\.extractor/journal\.sqlite$"),
    "while the journal's tables are made": (START, r"write /\.extractor/journal\.sqlite-wal"),
    "before a temporary file": (START, rf"create {_PART}"),
    "before a temporary file's bytes": (START, rf"write {_PART}"),
    "after the temporary file": (START, rf"sync {_PART}"),
    "after its sync": (START, rf"chmod {_PART}"),
    "before its name": (START, r"rename .*\.txt\.json"),
    "after its name": (r"rename .*\.txt\.json", r"sync"),
    "before a journal's entry": (r"rename .*\.txt\.json", r"write /\.extractor/journal\.sqlite-wal"),
    "before the timings": (START, r"rename /timings\.jsonl"),
    "while the manifest is written": (r"rename /timings\.jsonl", rf"write {_PART}"),
    "before the manifest's name": (START, r"rename /manifest\.jsonl"),
    "while the report is written": (r"rename /manifest\.jsonl", rf"write {_PART}"),
    "before the report's name": (START, r"rename /report\.jsonl"),
    "before its page": (START, r"rename /report\.html"),
    "before the run's end is noted": (r"rename /report\.html", r"write /\.extractor/journal\.sqlite-wal"),
    "while the journal is folded in": (r"rename /report\.html", r"write /\.extractor/journal\.sqlite$"),
    "before the log is removed": (START, r"unlink /\.extractor/journal\.sqlite-wal"),
}


@pytest.fixture(scope="module")
def convert(warm: Disturbing, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    return Convert(warm, tmp_path_factory.mktemp("convert"))


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_crash_point(point: str, convert: Convert) -> None:
    ended, broken = convert.disturbed(Fault("kill", number_of(POINTS[point], convert.calls)))
    assert ended.status == -9
    assert broken == []


@pytest.mark.parametrize("point", list(POINTS)[::3])
def test_told_to_end_at_a_crash_point(point: str, convert: Convert) -> None:
    assert convert.disturbed(Fault("term", number_of(POINTS[point], convert.calls)))[1] == []


def test_killed_while_the_tables_are_written(warm: Disturbing, tmp_path: Path) -> None:
    convert = Convert(warm, tmp_path / "convert", ["--also", "csv"])
    writing = (START, r"write /tables/csv/.+/cells\.csv")
    assert convert.disturbed(Fault("kill", number_of(writing, convert.calls)))[1] == []


@pytest.mark.parametrize("action", ["fail once", "fail from here"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("calls", ["write", "sync", "rename"])
def test_a_call_fails(calls: str, error: int, action: str, convert: Convert) -> None:
    count = sum(call.startswith(calls) for call in convert.calls)
    # a third of the way the journal is begun, two thirds on the lists are written
    for number in (count // 3, 2 * count // 3):
        assert convert.disturbed(Fault(action, number, (calls,), error))[1] == []


def test_a_write_is_torn(convert: Convert) -> None:
    count = sum(call.startswith("write") for call in convert.calls)
    for number in range(2, count, 9):
        assert convert.disturbed(Fault("tear", number, ("write",)))[1] == []


@pytest.mark.torture
@pytest.mark.parametrize("action", ["kill", "term", "tear", "fail once", "fail from here"])
def test_every_call(action: str, warm: Disturbing, tmp_path: Path) -> None:
    convert = Convert(warm, tmp_path / "convert", ["--also", "csv"])
    numbers = range(1, len(convert.calls) + 1)
    errors = (errno.ENOSPC, errno.EIO) if action.startswith("fail") else (0,)
    broken = {
        (number, error): said
        for error in errors
        for number in numbers
        if (said := convert.disturbed(Fault(action, number, error=error))[1])
    }
    print(f"\nconvert, {action}: {len(numbers) * len(errors)} points, {len(broken)} where something did not hold")
    assert broken == {}
