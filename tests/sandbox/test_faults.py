"""Whatever a jailed process does, its document gets a typed error, and the next one is converted."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import ExtractorError, OutOfMemory, TookTooLong, TooLarge, WorkerDied
from extractor.options import Options
from extractor.sandbox import Limits, Sandbox, layers, warm_process

_HERE = Path(__file__).parent
_LIMITS = Limits(seconds=2.0, ocr_seconds=2.0, memory_bytes=512 << 20, result_bytes=8 << 20)
_LINUX = Path("/proc/self/stat").exists()


class _Faults(Sandbox):
    _job = "fault_job"
    _more_path = (str(_HERE),)

    @property
    def parent_pid(self) -> int:
        assert self._parent is not None
        return self._parent.pid


@pytest.fixture(scope="module")
def jail() -> Iterator[_Faults]:
    with _Faults(_LIMITS) as sandbox:
        _convert(sandbox, "behave")
        yield sandbox


def _convert(sandbox: Sandbox, fault: str) -> bytes:
    return sandbox.convert(b"", fault, Options()).json


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        ("eat_memory", OutOfMemory, "512 MB"),
        ("spin", TookTooLong, "2 seconds"),
        ("sleep", TookTooLong, "2 seconds"),
        ("ignore_signals_and_sleep", TookTooLong, "2 seconds"),
        ("abort", WorkerDied, "SIGABRT"),
        ("segfault", WorkerDied, "SIGSEGV"),
        ("leave", WorkerDied, "status 3"),
        ("raise_beyond_the_boundary", WorkerDied, "status 70"),
        ("recurse_without_end", ExtractorError, ""),
        ("flood_with_results", TooLarge, "result_bytes"),
        ("announce_a_huge_result", TooLarge, "result_bytes"),
        ("announce_a_huge_header", WorkerDied, ""),
        ("send_no_json", WorkerDied, ""),
        ("nest_json_deeply", WorkerDied, ""),
        ("send_a_list", WorkerDied, ""),
        ("end_without_a_result", WorkerDied, "no answer"),
        ("lie_about_counts", WorkerDied, "no answer"),
        ("say_nonsense", WorkerDied, "no answer"),
        ("ask_for_an_unknown_step", WorkerDied, "no answer"),
    ],
)
def test_a_fault_costs_its_own_document_only(
    fault: str, error: type[ExtractorError], words: str, jail: _Faults
) -> None:
    parent = jail.parent_pid
    with pytest.raises(error) as caught:
        _convert(jail, fault)
    assert words in caught.value.message
    after = int(_convert(jail, "behave"))
    assert jail.parent_pid == parent, "the warm parent is not harmed"
    assert [child for child in _children(parent) if child <= after] == [], "only the next one waits, forked ahead"


def test_the_same_part_is_not_loaded_for_ever(jail: _Faults) -> None:
    with pytest.raises(WorkerDied, match="again and again"):
        _convert(jail, "ask_for_a_step_again_and_again")
    assert _convert(jail, "behave").isdigit()


def test_a_jailed_process_that_is_killed_is_named(jail: _Faults) -> None:
    def kill() -> None:
        time.sleep(0.5)  # the process forked ahead has its document by then
        while not (children := _children(jail.parent_pid)):
            time.sleep(0.01)
        os.kill(min(children), signal.SIGKILL)

    if not _LINUX:
        pytest.skip("the children of a process are looked for in /proc")
    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(WorkerDied, match="SIGKILL"):
        _convert(jail, "sleep")
    killer.join()
    assert _convert(jail, "behave").isdigit()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_warm_parent_that_is_killed_or_hangs_is_replaced(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm_process, "_END_SECONDS", 0.5)
    if not _LINUX:
        pytest.skip("the children of a process are looked for in /proc")
    with _Faults(_LIMITS) as sandbox:
        _convert(sandbox, "behave")
        parent = sandbox.parent_pid
        orphans: list[int] = []

        def stop() -> None:
            while not (children := _children(parent)):
                time.sleep(0.01)
            orphans.extend(children)
            os.kill(parent, number)

        killer = threading.Thread(target=stop)
        killer.start()
        with pytest.raises(ExtractorError):
            _convert(sandbox, "sleep")
        killer.join()
        assert _convert(sandbox, "behave").isdigit()
        assert sandbox.parent_pid != parent
        assert not [process for process in (parent, *orphans) if _is_alive(process)]


def test_closing_ends_everything() -> None:
    with _Faults(_LIMITS) as sandbox:
        _convert(sandbox, "behave")
        parent = sandbox.parent_pid
    assert not _is_alive(parent)
    sandbox.close()


def test_a_sandbox_may_be_closed_while_it_converts() -> None:
    sandbox = _Faults(Limits(seconds=60.0))
    _convert(sandbox, "behave")
    closer = threading.Timer(0.3, sandbox.close)
    closer.start()
    with pytest.raises(WorkerDied):
        _convert(sandbox, "sleep")
    closer.join()


@pytest.mark.skipif(bool(layers().missing), reason="this system lacks a layer of the jail")
def test_a_required_jail_converts_where_it_holds() -> None:
    with _Faults(_LIMITS, require=True) as sandbox:
        assert _convert(sandbox, "behave").isdigit()


def _children(parent: int) -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _stat(path)[1:2] == [parent]]


def _is_alive(process: int) -> bool:
    return bool(_stat(Path(f"/proc/{process}"))) and _stat(Path(f"/proc/{process}"))[0] != "Z"


def _stat(folder: Path) -> list[int | str]:
    """State and parent of a process; nothing where it is gone."""
    try:
        state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return []
    return [state, int(parent)]
