"""A peer's process: what it answers, and every way in which it does not."""

import sys
from pathlib import Path

import pytest

from extractor.eval.peers.provider import PeerCrash, PeerError, PeerMissing, PeerTimeout
from extractor.eval.peers.worker.raw import RawCell
from extractor.eval.peers.worker_process import WorkerProcess, worker_command

PATIENCE = 60.0


def test_a_good_answer_is_read_and_the_worker_goes_on(fake_worker: list[str]) -> None:
    worker, greeting = WorkerProcess.start(fake_worker)
    measured = worker.read(Path("good.pdf"), PATIENCE)
    assert (greeting.version, greeting.start_seconds, measured.user_seconds) == ("fake 1", 0.5, 0.25)
    assert measured.answer.tables[0].cells[3] == RawCell(1, 1, "12.50")
    assert measured.answer.lines is None
    assert worker.read(Path("good.pdf"), PATIENCE) == measured
    worker.stop()
    assert not worker.running


def test_the_peer_s_own_error_leaves_the_worker_running(fake_worker: list[str]) -> None:
    worker, _ = WorkerProcess.start(fake_worker)
    with pytest.raises(PeerError, match="ValueError: no such page") as caught:
        worker.read(Path("fault.pdf"), PATIENCE)
    assert caught.value.code == "peer_failed"
    assert worker.running
    worker.stop()


@pytest.mark.parametrize(
    ("name", "seconds", "error", "said"),
    [
        ("malformed.pdf", PATIENCE, PeerCrash, "malformed"),
        ("strange.pdf", PATIENCE, PeerCrash, "malformed"),
        ("crash.pdf", PATIENCE, PeerCrash, r"ended without an answer \(status 1: out of memory\)"),
        ("slow.pdf", 0.05, PeerTimeout, "longer than 0.05 s"),
    ],
)
def test_no_answer_is_told_apart_and_ends_the_worker(
    fake_worker: list[str], name: str, seconds: float, error: type[PeerError], said: str
) -> None:
    worker, _ = WorkerProcess.start(fake_worker)
    with pytest.raises(error, match=said):
        worker.read(Path(name), seconds)
    assert not worker.running


def test_a_worker_that_has_ended_can_not_be_asked(fake_worker: list[str]) -> None:
    worker, _ = WorkerProcess.start(fake_worker)
    worker.stop()
    with pytest.raises((PeerCrash, ValueError)):
        worker.read(Path("good.pdf"), PATIENCE)


def test_a_peer_that_can_not_start_is_missing(broken_worker: list[str], tmp_path: Path) -> None:
    with pytest.raises(PeerMissing, match="No module named 'peer'"):
        WorkerProcess.start(broken_worker)
    with pytest.raises(PeerMissing, match="can not be run: No such file"):
        WorkerProcess.start([str(tmp_path / "no-python")])
    with pytest.raises(PeerMissing, match="malformed"):
        WorkerProcess.start([sys.executable, "-c", "print('hello')"])
    with pytest.raises(PeerMissing, match="status 3"):
        WorkerProcess.start([sys.executable, "-c", "raise SystemExit(3)"])


def test_the_real_worker_reads_a_page_and_names_what_it_lacks(tmp_path: Path) -> None:
    from extractor.eval.peers.probe import probe_pdf

    (tmp_path / "probe.pdf").write_bytes(probe_pdf())
    worker, greeting = WorkerProcess.start(worker_command(Path(sys.executable), "pdfplumber"))
    table = worker.read(tmp_path / "probe.pdf", PATIENCE).answer.tables[0]
    worker.stop()
    assert (greeting.version or "").startswith("pdfplumber ")
    assert [cell.text for cell in table.cells] == ["Item", "Amount", "Total", "12.50"]
    with pytest.raises(PeerMissing, match="img2table"):
        WorkerProcess.start(worker_command(Path(sys.executable), "img2table"))
