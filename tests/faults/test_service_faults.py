"""Wherever the service is killed or refused a call, what it acknowledged has its result after the next start."""

import errno
import sys
from pathlib import Path

import pytest

from tests.faults.crash_points import START, Points, number_of
from tests.faults.disturbing import Disturbing, Fault
from tests.faults.service_faults import Service

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the calls are caught as Linux links them")
_LOG = r"write /service\.sqlite-wal"
_UPLOAD = r"/incoming/.+/.+"
_BLOB = r"rename /blobs/../"
POINTS: Points = {
    "before the folder of blobs": (START, r"mkdir /blobs$"),
    "before the database": (START, r"create /service\.sqlite$"),
    "while the tables are made": (START, _LOG),
    "before the upload's file": (START, rf"create {_UPLOAD}"),
    "before the upload's bytes": (START, rf"write {_UPLOAD}"),
    "after the upload's file": (START, rf"sync {_UPLOAD}"),
    "before the upload has its place": (START, _BLOB),
    "before its place is synced": (_BLOB, r"sync /blobs/.."),
    "before the job's row": (r"sync /blobs/..", _LOG),
    "before the job's row is synced": (r"sync /blobs/..", r"sync /service\.sqlite-wal"),
    "before the result's file": (START, r"create /blobs/../\.extractor-"),
    "after the result's file": (START, r"sync /blobs/../\.extractor-"),
    "before the result's name": (r"chmod /blobs/../\.extractor-", _BLOB),
    "before the row of the result": (r"chmod /blobs/../\.extractor-", _LOG),
    "before the row of the result is synced": (r"chmod /blobs/../\.extractor-", r"sync /service\.sqlite-wal"),
    "before the service's lock is removed": (START, r"unlink /workers/"),
}


@pytest.fixture(scope="module")
def service(warm: Disturbing, tmp_path_factory: pytest.TempPathFactory) -> Service:
    return Service(warm, tmp_path_factory.mktemp("service") / "data")


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_crash_point(point: str, service: Service) -> None:
    ended, broken = service.disturbed(Fault("kill", number_of(POINTS[point], service.calls)))
    assert ended.status == -9
    assert broken == []


@pytest.mark.parametrize(
    ("point", "action", "error"),
    [
        ("before the folder of blobs", "fail once", errno.EIO),
        ("while the tables are made", "fail once", errno.EIO),
        ("before the upload's bytes", "fail once", errno.ENOSPC),
        ("before the job's row is synced", "fail once", errno.EIO),
        ("after the result's file", "fail once", errno.ENOSPC),
        ("before the result's name", "fail once", errno.EIO),
        ("before the row of the result is synced", "fail once", errno.EIO),
        ("before the row of the result", "fail from here", errno.ENOSPC),
    ],
)
def test_a_call_fails(point: str, action: str, error: int, service: Service) -> None:
    assert service.disturbed(Fault(action, number_of(POINTS[point], service.calls), error=error))[1] == []


@pytest.mark.torture
@pytest.mark.parametrize("action", ["kill", "term", "tear", "fail once", "fail from here"])
def test_every_call(action: str, warm: Disturbing, tmp_path: Path) -> None:
    service = Service(warm, tmp_path / "data")
    numbers = range(1, len(service.calls) + 1)
    errors = (errno.ENOSPC, errno.EIO) if action.startswith("fail") else (0,)
    broken = {}
    for error in errors:
        for number in numbers:
            if said := service.disturbed(Fault(action, number, error=error))[1]:
                broken[number, error] = said
                # at once: such a run takes an hour, and its end may never come
                print(f"\nservice, {action} {errno.errorcode.get(error, '')} at {number}: {said}", flush=True)
    print(f"\nservice, {action}: {len(numbers) * len(errors)} points, {len(broken)} where something did not hold")
    assert broken == {}
