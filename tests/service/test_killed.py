"""Nothing that was acknowledged is lost, whoever is killed."""

from pathlib import Path

from tests.service.killing import kill_cycles

_CYCLES = 10


def test_no_acknowledged_job_is_lost_on_sqlite(tmp_path: Path) -> None:
    report = kill_cycles(tmp_path / "data", _CYCLES, seed=1)
    assert report.acknowledged > _CYCLES
    assert (report.lost, report.twice, report.wrong) == ([], 0, 0)
    assert report.accepting_seconds
