"""The service for hours: ``make torture``. Each test prints the figures that docs/benchmarks.md records."""

import os
import socket
import statistics
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.service.killing import Report, kill_cycles
from tests.service.postgres import postgres
from tests.service.processes import Answer, Process, ask, send, serving
from tests.service.test_openapi import fuzz

pytestmark = pytest.mark.torture
ASYNC = "/v1/convert/file/async"
CYCLES = int(os.environ.get("CYCLES", "100"))
DOCUMENTS = int(os.environ.get("DOCUMENTS", "5000"))
_UPLOADS = 200
_SLOW = 100


def told(report: Report) -> str:
    starts = "; ".join(
        f"{what} after {statistics.median(seconds):.2f} s (median), {max(seconds):.2f} s (worst)"
        for what, seconds in (("answering", report.answering_seconds), ("accepting", report.accepting_seconds))
    )
    starts += f"; load {os.getloadavg()[0]:.1f}"
    return (
        f"{report.cycles} kills: {report.acknowledged} acknowledged, {len(report.lost)} lost, {report.twice} twice, "
        f"{report.wrong} wrong, at most {report.losses} workers lost by one job; {starts}"
    )


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_kills(kind: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        database = stack.enter_context(postgres()) if kind == "postgresql" else None
        report = kill_cycles(tmp_path / "data", CYCLES, seed=int(time.time()), database=database)
    print(f"\n{kind}: {told(report)}")
    assert (report.lost, report.twice, report.wrong) == ([], 0, 0)


def test_uploads_beside_slow_clients(tmp_path: Path) -> None:
    with serving(tmp_path / "data", workers=2, max_queued_jobs=150, idle_seconds=5) as server:
        before = resident_bytes(server)
        with slow_clients(server.port), health_probed(server.port) as waits:
            time.sleep(1)
            with ThreadPoolExecutor(_UPLOADS) as threads:
                answers = list(threads.map(lambda number: upload(server.port, number), range(_UPLOADS * 5)))
        counts = Counter(answer.status if answer else "connection refused" for answer in answers)
        waits.sort()
        grown = (resident_bytes(server) - before) / 1e6
    p99 = waits[int(len(waits) * 0.99)] * 1000
    median = waits[len(waits) // 2] * 1000
    print(f"\n{_UPLOADS} uploads at once beside {_SLOW} slow clients: {dict(counts)}; memory +{grown:.0f} MB")
    print(f"/health p50 {median:.0f} ms, p99 {p99:.0f} ms, {len(waits)} probes; load {os.getloadavg()[0]:.1f}")
    assert set(counts) <= {200, 202, 413, 429, 503}


def upload(port: int, number: int) -> Answer | None:
    try:
        return send(port, f"upload {number} ".encode() + b"x" * 100_000, ASYNC)
    except (OSError, HTTPException):
        return None


@contextmanager
def slow_clients(port: int) -> Iterator[None]:
    """Connections that bring a byte of their head now and then, opened again when they are closed."""
    stop = threading.Event()

    def crawl() -> None:
        while not stop.is_set():
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=5) as link:
                    for sign in b"POST /v1/convert/file HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 1_000:
                        link.sendall(bytes([sign]))
                        if stop.wait(0.5):
                            return
            except OSError:
                continue

    threads = [threading.Thread(target=crawl) for _ in range(_SLOW)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


@contextmanager
def health_probed(port: int) -> Iterator[list[float]]:
    """How long /health takes, from a process of its own: threads of this one would wait for each other."""
    program = (
        "import sys, time, http.client\n"
        "while True:\n"
        "    start = time.perf_counter()\n"
        "    link = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1]), timeout=30)\n"
        "    link.request('GET', '/health'); link.getresponse().read(); link.close()\n"
        "    print(time.perf_counter() - start, flush=True); time.sleep(0.02)\n"
    )
    waits: list[float] = []
    with subprocess.Popen(["python3", "-c", program, str(port)], stdout=subprocess.PIPE, text=True) as probe:
        try:
            yield waits
        finally:
            probe.kill()
            said = probe.stdout.read() if probe.stdout else ""
            waits += [float(line) for line in said.splitlines() if line.strip()]


def test_memory_stays(tmp_path: Path) -> None:
    with serving(tmp_path / "data", workers=2, max_queued_jobs=10_000, requests_per_minute=10_000_000) as server:
        sizes = {}
        with ThreadPoolExecutor(4) as threads:
            for part in range(10):
                first = part * DOCUMENTS // 10
                numbers = range(first, first + DOCUMENTS // 10)
                list(threads.map(lambda number: send(server.port, b"%d " % number + b"x" * 20_000), numbers))
                sizes[numbers[-1] + 1] = resident_bytes(server) / 1e6
    print("\nresident MB after documents: " + ", ".join(f"{count}: {size:.0f}" for count, size in sizes.items()))
    counts = list(sizes)
    assert sizes[counts[-1]] - sizes[counts[0]] < 50


def resident_bytes(server: Process) -> int:
    status = Path(f"/proc/{server.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def test_what_is_sent_at_random(tmp_path: Path) -> None:
    with serving(tmp_path / "data", workers=1, requests_per_minute=10_000_000) as server:
        done = fuzz(server.port, 800)
    print(done.stdout[-1_500:])
    assert done.returncode == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a small disk")
def test_a_small_disk_fills_and_is_emptied(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], check=True)
    try:
        with serving(folder / "data", workers=1, min_free_bytes=0, retention_hours=1000) as server:
            answers = [send(server.port, b"%d " % number + os.urandom(400_000), ASYNC) for number in range(40)]
            counts = Counter(answer.status for answer in answers)
            taken = [answer.json()["task_id"] for answer in answers if answer.status == 202]
            assert counts[507] > 0
            assert set(counts) == {202, 507}
            assert ask(server.port, "GET", "/health").status == 200
            for task in taken[: len(taken) // 2]:
                ask(server.port, "DELETE", f"/v1/result/{task}")
            start = time.monotonic()
            while send(server.port, b"again" + os.urandom(8), ASYNC).status != 202:
                assert time.monotonic() < start + 60
                time.sleep(0.1)
            rest = taken[len(taken) // 2 :]
            ends = Counter(
                ask(server.port, "GET", f"/v1/status/poll/{task}?wait=30").json()["task_status"] for task in rest
            )
            print(f"\na disk of 8 MB: {dict(counts)}; {time.monotonic() - start:.1f} s after space; {dict(ends)}")
            assert set(ends) == {"success"}
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
