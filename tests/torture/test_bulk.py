"""Many documents for hours: ``make torture``. Each test prints the figures that docs/benchmarks.md records.

``DOCUMENTS`` (5000) and ``CYCLES`` (20 kills) make it shorter or longer.
"""

import json
import os
import random
import re
import shutil
import subprocess
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bulk.disturbed import LIGHT, WHOLE, kill_run, results, run, tree, write_words
from tests.torture.lost_machine import environment, kill_node, two_nodes
from tests.torture.small_documents import write_documents

pytestmark = pytest.mark.torture
DOCUMENTS = int(os.environ.get("DOCUMENTS", "5000"))
KILLS = int(os.environ.get("CYCLES", "20"))
_FEW = min(200, DOCUMENTS)
_SOME = min(1_000, DOCUMENTS)


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds by the clock, processor seconds of all processes and of the parent alone, its memory in MB
    after a tenth of the results and at the end."""

    status: int
    said: str
    clock: float
    processor: float
    parent: float
    memory: tuple[float, float]


def measured(program: Sequence[str], folder: Path, out: Path, *words: str) -> Measured:
    """Run to the end, looking at the parent meanwhile."""
    began, before = time.monotonic(), os.times()
    command = [*program, str(folder), "-o", str(out), *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        looks: list[tuple[float, float]] = []
        ended = threading.Event()
        looking = threading.Thread(target=_look, args=(process.pid, looks, ended))
        looking.start()
        _, said = process.communicate()
        ended.set()
        looking.join()
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    memory = [size for _, size in looks]
    early = memory[len(memory) // 10] if memory else 0.0
    parent = max((seconds for seconds, _ in looks), default=0.0)
    return Measured(
        process.returncode, said, time.monotonic() - began, processor, parent, (early, max(memory, default=0.0))
    )


def _look(pid: int, looks: list[tuple[float, float]], ended: threading.Event) -> None:
    ticks = os.sysconf("SC_CLK_TCK")
    while not ended.wait(0.2):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            status = Path(f"/proc/{pid}/status").read_text()
        except OSError:
            return
        size = re.search(r"VmRSS:\s+(\d+)", status)
        if size:
            looks.append(((int(fields[11]) + int(fields[12])) / ticks, int(size[1]) / 1024))


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    write_documents(folder, DOCUMENTS)
    return folder


@pytest.fixture(scope="module")
def undisturbed(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """What a run that nothing disturbs leaves; its figures are printed."""
    out = tmp_path_factory.mktemp("undisturbed")
    done = measured(WHOLE, inputs, out, "--workers", "2", "--fail-on", "never", "--quiet")
    assert done.status == 0, done.said
    report = json.loads((out / "report.jsonl").read_text(encoding="utf-8"))
    print(
        f"\n{DOCUMENTS} documents, two workers: {done.clock:.0f} s by the clock, {done.processor:.0f} s of processor "
        f"({done.processor / DOCUMENTS * 1000:.0f} ms a document), of these {done.parent:.1f} s the parent's own "
        f"({done.parent / done.processor:.1%}); its memory {done.memory[0]:.0f} MB after a tenth, at most "
        f"{done.memory[1]:.0f} MB; load {os.getloadavg()[0]:.1f}; {report['statuses']}"
    )
    assert done.memory[1] - done.memory[0] < 50
    yield tree(out)
    shutil.rmtree(out)


def test_the_manifest_has_a_row_an_input(inputs: Path, undisturbed: dict[str, bytes]) -> None:
    rows = [json.loads(line) for line in undisturbed["manifest.jsonl"].splitlines()]
    assert [row["source"] for row in rows] == sorted(
        path.relative_to(inputs).as_posix() for path in inputs.rglob("*") if path.is_file()
    )
    failed = {row["error"]["code"] for row in rows if row["status"] == "failed"}
    print(f"\nfailures by code: {sorted(failed)}")
    assert not failed & {"internal_error", "unwritable_output"}


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a small disk")
def test_kills_and_a_full_disk_change_no_byte(inputs: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - not for secrets
    each = DOCUMENTS // (KILLS + 5)
    half = sum(map(len, undisturbed.values())) * 6 // 10
    killed = 0
    with small_disk(tmp_path / "disk", half) as disk:
        out = disk / "out"
        for number in range(KILLS):
            if number == KILLS // 2:
                status, said = run(WHOLE, inputs, out, "--resume", "--quiet", "--fail-on", "never")
                assert status == 1 and "written" in said and "--resume" in said and "Traceback" not in said, said
                filled = len([*out.rglob("*.json")])
                resize(disk, half * 10)
            killed += kill_run(WHOLE, inputs, out, each, chance)
        status, said = run(WHOLE, inputs, out, "--resume", "--fail-on", "never")
        assert status == 0, said
        print(f"\n{killed} kills, a disk that was full at {filled} results, then: {said.splitlines()[-1]}")
        assert tree(out) == undisturbed


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def resize(folder: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)


def test_two_workers_beside_one(tmp_path: Path) -> None:
    """With so many documents that the start, a second of one process, counts for little."""
    write_documents(tmp_path / "in", _SOME, seed=2)
    clocks: dict[str, float] = {}
    for workers in ("1", "2", "1", "2"):
        out = tmp_path / f"out-{workers}"
        done = measured(WHOLE, tmp_path / "in", out, "--workers", workers, "--fail-on", "never")
        clocks[workers] = min(done.clock, clocks.get(workers, done.clock))
    print(
        f"\n{_SOME} documents: one worker {clocks['1']:.1f} s, two {clocks['2']:.1f} s, "
        f"{clocks['1'] / clocks['2']:.2f} times as fast; load {os.getloadavg()[0]:.1f}"
    )


@pytest.mark.parametrize("packed", [False, True])
def test_a_finished_run_is_gone_over_quickly(packed: bool, tmp_path: Path) -> None:
    """With a converter that converts nothing: what is measured is the run."""
    write_words(tmp_path / "words", DOCUMENTS, hostile_every=DOCUMENTS + 1)
    folder, few = tmp_path / "words", tmp_path / "few"
    write_words(few, 10, hostile_every=11)
    if packed:
        folder, few = packed_folder(folder, 1_000), packed_folder(few, 10)
    seconds = {}
    for place in (few, folder):
        out = tmp_path / f"out-{place.name}"
        for words in ((), ("--resume",), ("--resume",), ("--resume",)):
            done = measured(LIGHT, place, out, *words, "--fail-on", "never", "--quiet")
            assert done.status == 0, done.said
            seconds[place] = done.processor
            time.sleep(2.5)  # times younger than two seconds are not trusted
    each = (seconds[folder] - seconds[few]) / DOCUMENTS * 1000
    print(f"\nresume of {DOCUMENTS} {'members of archives' if packed else 'files'}: {each:.2f} ms each, processor time")


def packed_folder(folder: Path, members: int) -> Path:
    """The files of a folder in archives of so many."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    place = folder.with_name(f"{folder.name}-packed")
    place.mkdir()
    for number in range(0, len(files), members):
        with zipfile.ZipFile(place / f"{number:06}.zip", "w") as archive:
            for path in files[number : number + members]:
                archive.write(path, path.relative_to(folder).as_posix())
    return place


def test_a_machine_of_the_cluster_is_lost(tmp_path: Path) -> None:
    """Two nodes of a local Ray cluster, one of which is killed while it converts."""
    write_documents(tmp_path / "in", _FEW, seed=3)
    assert run(WHOLE, tmp_path / "in", tmp_path / "here", "--fail-on", "never")[0] == 0
    began = time.monotonic()
    with two_nodes() as (address, second):
        started = time.monotonic() - began
        where = ["--engine", "ray", "--address", address, "--fail-on", "never", "--quiet"]
        command = [*WHOLE, str(tmp_path / "in"), "-o", str(tmp_path / "there"), *where]
        with subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, text=True) as process:
            while process.poll() is None and results(tmp_path / "there") < _FEW // 4:
                time.sleep(0.05)
            assert process.poll() is None
            kill_node(second)
            _, said = process.communicate(timeout=1800)
    assert process.returncode == 0, said
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    clock = time.monotonic() - began
    print(
        f"\nRay, {_FEW} documents, one of two nodes killed after {_FEW // 4}: {clock:.0f} s, {started:.0f} of them to "
        "start, the same bytes"
    )
