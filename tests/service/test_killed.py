"""Nothing that was acknowledged is lost, whoever is killed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.killing import kill_cycles
from tests.service.postgres import postgres
from tests.service.processes import Process, ask, send, serving

_CYCLES = {"sqlite": 20, "postgresql": 10}
ASYNC = "/v1/convert/file/async"


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with postgres() as address:
        yield address


def test_no_acknowledged_job_is_lost_on_sqlite(tmp_path: Path) -> None:
    report = kill_cycles(tmp_path / "data", _CYCLES["sqlite"], seed=1)
    assert report.acknowledged > report.cycles
    assert (report.lost, report.twice, report.wrong) == ([], 0, 0)
    assert report.accepting_seconds


def test_no_acknowledged_job_is_lost_on_postgresql(database: str, tmp_path: Path) -> None:
    report = kill_cycles(tmp_path / "data", _CYCLES["postgresql"], seed=2, database=database)
    assert report.acknowledged > report.cycles
    assert (report.lost, report.twice, report.wrong) == ([], 0, 0)


def test_two_workers_share_a_store_and_a_database(database: str, tmp_path: Path) -> None:
    words = {"database": database, "storage": f"file://{tmp_path / 'store'}"}
    with serving(tmp_path / "server", workers=0, **words) as server:
        workers = [Process("work", tmp_path / name, 0, workers=1, **words) for name in ("one", "two")]
        try:
            answers = [send(server.port, f"sleep 0.2 {number}".encode(), ASYNC).json() for number in range(12)]
            for answer in answers:
                path = f"/v1/result/{answer['task_id']}"
                ask(server.port, "GET", f"/v1/status/poll/{answer['task_id']}?wait=60")
                assert ask(server.port, "GET", path).json()["document"]["sha256"] == answer["sha256"]
            assert send(server.port, b"sleep 0 once").json()["status"] == "success"
        finally:
            for worker in workers:
                worker.kill()
    assert not list((tmp_path / "one" / "blobs").rglob("*-*"))
