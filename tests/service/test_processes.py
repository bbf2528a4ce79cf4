"""Servers and workers that end: told to, killed, or by a document."""

import signal
import threading
import time
from pathlib import Path

from tests.service.processes import Answer, Process, ask, free_port, send, serving

ASYNC = "/v1/convert/file/async"


def status(port: int, task: str, wait: float = 30) -> str:
    said: str = ask(port, "GET", f"/v1/status/poll/{task}?wait={wait}").json()["task_status"]
    return said


def test_a_signal_lets_documents_in_work_end_and_takes_no_more(tmp_path: Path) -> None:
    answers: list[Answer] = []
    with serving(tmp_path / "data", workers=1) as server:
        waiting = threading.Thread(target=lambda: answers.append(send(server.port, b"sleep 1")))
        waiting.start()
        time.sleep(0.4)
        server.terminate()
        time.sleep(0.2)
        late = send(server.port, b"late")
        ready = ask(server.port, "GET", "/ready")
        waiting.join()
        assert server.wait() == 0
    assert [answer.status for answer in answers] == [200]
    assert (late.status, late.json()["code"], ready.status) == (503, "unavailable", 503)
    assert late.headers["retry-after"]


def test_what_is_not_done_in_time_is_given_back_and_done_by_the_next(tmp_path: Path) -> None:
    with serving(tmp_path / "data", workers=1, drain_seconds=0.2) as server:
        task = send(server.port, b"sleep 1.5", ASYNC).json()["task_id"]
        queued = send(server.port, b"after it", ASYNC).json()["task_id"]
        time.sleep(0.3)
        server.terminate()
        assert server.wait() == 0
    with serving(tmp_path / "data", workers=1) as server:
        assert status(server.port, task) == status(server.port, queued) == "success"


def test_a_worker_shares_the_work_and_ends_at_a_signal(tmp_path: Path) -> None:
    with serving(tmp_path / "data", workers=0) as server:
        task = send(server.port, b"for somebody else", ASYNC).json()["task_id"]
        assert status(server.port, task, 0.1) == "pending"
        worker = Process("work", tmp_path / "data", 0, workers=1)
        try:
            assert status(server.port, task) == "success"
            assert send(server.port, b"at once").status == 200
            worker.terminate()
            assert worker.wait() == 0
        finally:
            worker.kill()


def test_a_document_that_ends_workers_is_set_aside(tmp_path: Path) -> None:
    with serving(tmp_path / "data", workers=0) as server:
        task = send(server.port, b"vanish", ASYNC).json()["task_id"]
        for _ in range(2):
            worker = Process("work", tmp_path / "data", 0, workers=1)
            assert worker.wait() == -signal.SIGKILL
        last = Process("work", tmp_path / "data", 0, workers=1, max_losses=2)
        try:
            said = ask(server.port, "GET", f"/v1/status/poll/{task}?wait=60", seconds=90).json()
        finally:
            last.kill()
        assert said["error"]["code"] == "quarantined"


def test_a_server_off_the_own_machine_needs_a_key(tmp_path: Path) -> None:
    port = free_port()
    server = Process("serve", tmp_path / "data", port, host="0.0.0.0", workers=0)  # noqa: S104 - refused
    assert server.wait() != 0
    assert "make a key first" in server.log.read_text()
