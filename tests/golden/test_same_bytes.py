"""The same input gives the same bytes, in whatever order a process happens to hash its strings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEMO = sorted(path for path in (ROOT / "corpora" / "demo").iterdir() if path.is_file())
STATEMENTS = sorted((ROOT / "corpora" / "generated" / "documents").glob("*/*/*.docx"))
"""Whole sets of statements and forms of every template: their rules between tables look lines up by name and code."""


def _converted(files: list[Path], target: Path, hash_seed: str) -> dict[str, bytes]:
    words = [sys.executable, "-m", "extractor", "convert", *map(str, files), "-o", str(target)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run(words, check=True, capture_output=True, cwd=ROOT, env=environment)
    return {
        str(path.relative_to(target)): path.read_bytes()
        for path in sorted(target.rglob("*.json*"))
        if path.name not in ("timings.jsonl", "report.jsonl")  # which tell the time
    }


@pytest.mark.parametrize("files", [DEMO, STATEMENTS], ids=["demo", "generated"])
def test_the_order_of_hashes_changes_nothing(files: list[Path], tmp_path: Path) -> None:
    one, two = (_converted(files, tmp_path / seed, seed) for seed in ("1", "2"))
    assert len(one) == len(files) + 1
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
