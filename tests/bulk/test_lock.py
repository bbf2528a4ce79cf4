"""One run a folder, and no run kept out by a dead one."""

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.bulk.files import sweep, write_atomically
from extractor.bulk.lock import locked
from extractor.bulk.output_folder import OutputFolder
from extractor.bulk.shard import Shard
from extractor.errors import UnwritableOutput, UsageError


def test_a_second_run_is_refused_and_told_whose_the_first_is(tmp_path: Path) -> None:
    first, second = OutputFolder(tmp_path).held(), OutputFolder(tmp_path).held()
    with first, pytest.raises(UsageError, match=r"another run \(process \d+ on"), second:
        pass
    with OutputFolder(tmp_path).held():
        pass


def test_a_killed_process_locks_nothing(tmp_path: Path) -> None:
    code = (
        "import os, signal; from pathlib import Path; from extractor.bulk.lock import locked\n"
        f"with locked(Path({str(tmp_path / 'lock')!r})): os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == -9
    assert (tmp_path / "lock").read_text(encoding="utf-8").startswith('{"pid"')
    with locked(tmp_path / "lock"):
        pass


def test_shards_share_a_folder_but_not_with_a_whole_run_nor_with_their_like(tmp_path: Path) -> None:
    one, two = (OutputFolder(tmp_path, Shard(number, 2)) for number in (1, 2))
    with one.held(), two.held():
        for refused in (OutputFolder(tmp_path), OutputFolder(tmp_path, Shard(1, 2))):
            with pytest.raises(UsageError, match="another run"), refused.held():
                pass
    with OutputFolder(tmp_path).held(), pytest.raises(UsageError, match="another run"), one.held():
        pass


def test_a_folder_that_can_not_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(UnwritableOutput), OutputFolder(tmp_path / "file").held():
        pass


def test_half_written_files_of_the_dead_are_swept_and_no_others(tmp_path: Path) -> None:
    write_atomically(tmp_path / "2024" / "a.json", b"{}")
    code = (
        "import os, signal; from pathlib import Path; from extractor.bulk.files import written_atomically\n"
        f"with written_atomically(Path({str(tmp_path / '2024' / 'b.json')!r})): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    mine, far = tmp_path / ".part", tmp_path / ".extractor-00000000-1-x.part"
    mine.touch()
    far.touch()
    assert len(list(tmp_path.rglob(".extractor-*"))) == 2
    assert sweep(tmp_path, alone=False) == 1, "what another machine writes is left"
    assert sweep(tmp_path, alone=True) == 1
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [".part", "a.json"]
