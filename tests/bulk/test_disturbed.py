"""Whatever ends a run, the next one goes on, and leaves the same bytes as one that nothing disturbed."""

import json
import os
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bulk.disturbed import LIGHT, kill_run, run, tree, write_words
else:
    sys.path.insert(0, str(Path(__file__).parent))
    from disturbed import LIGHT, kill_run, run, tree, write_words

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and limits of files are of POSIX")
_FILES = 500


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """500 inputs, five of them hostile, and what a run over them leaves."""
    base = tmp_path_factory.mktemp("undisturbed")
    write_words(base / "in", _FILES)
    status, said = run(LIGHT, base / "in", base / "out")
    assert status == 1 and "4 failed" in said, said
    return base / "in", tree(base / "out")


def test_the_manifest_has_a_row_an_input(undisturbed: tuple[Path, dict[str, bytes]]) -> None:
    folder, left = undisturbed
    rows = [json.loads(line) for line in left["manifest.jsonl"].splitlines()]
    inputs = {path.relative_to(folder).as_posix() for path in folder.rglob("*.txt")}
    assert [row["source"] for row in rows] == sorted(inputs)
    assert {row["output"] for row in rows if row["output"]} | {"manifest.jsonl"} == set(left)
    assert len({row["error"]["code"] for row in rows if row["error"]}) == 5


def test_kills_change_no_byte(undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    folder, left = undisturbed
    chance = random.Random(1)  # noqa: S311
    killed = sum(kill_run(LIGHT, folder, tmp_path, 80, chance) for _ in range(5))
    assert killed >= 4
    assert run(LIGHT, folder, tmp_path, "--resume")[0] == 1
    assert tree(tmp_path) == left


def test_a_full_disk_ends_the_run_and_changes_no_byte(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    folder, left = undisturbed
    status, said = run(LIGHT, folder, tmp_path, limit=100_000)
    assert status == 1
    assert "journal" in said and "can not be written" in said and "Traceback" not in said
    assert not (tmp_path / "manifest.jsonl").exists(), "none is better than one of a part"
    status, said = run(LIGHT, folder, tmp_path, "--resume")
    assert status == 1 and f"{_FILES} inputs" in said
    assert tree(tmp_path) == left


def test_shards_and_the_run_that_joins_them_leave_the_same(
    undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    folder, left = undisturbed
    for number in (1, 2):
        assert run(LIGHT, folder, tmp_path, "--shard", f"{number}/2", "--fail-on", "never")[0] == 0
    parts = [(tmp_path / f"manifest-{number}-of-2.jsonl").read_bytes().splitlines() for number in (1, 2)]
    assert sorted(line for part in parts for line in part) == sorted(left["manifest.jsonl"].splitlines())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.txt.json")}
    assert run(LIGHT, folder, tmp_path, "--resume")[0] == 1
    assert {path: path.stat().st_mtime_ns for path in before} == before, "nothing is converted twice"
    assert (tmp_path / "manifest.jsonl").read_bytes() == left["manifest.jsonl"]


@pytest.mark.parametrize(("words", "status"), [("never", 0), ("failed", 1), ("partial", 1)])
def test_the_exit_status_is_as_asked_for(tmp_path: Path, words: str, status: int) -> None:
    write_words(tmp_path / "in", 3)
    assert run(LIGHT, tmp_path / "in", tmp_path / "out", "--fail-on", words)[0] == status
    (tmp_path / "in" / "0" / "预算 00000.txt").unlink()
    assert run(LIGHT, tmp_path / "in", tmp_path / "out", "--fail-on", words)[0] == 0
