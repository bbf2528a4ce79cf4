"""A pipe that is named where a file is meant is said to be one; nothing waits for its other end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes with names are of POSIX")
_LONGEST = 60.0


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (["convert", "PIPE", "-o", "out"], 1),
        (["show", "PIPE"], 2),
        (["check", "PIPE"], 1),
        (["export", "PIPE", "-o", "out", "--as", "csv"], 1),
    ],
)
def test_a_pipe_is_no_file(tmp_path: Path, command: list[str], status: int) -> None:
    os.mkfifo(tmp_path / "a.json")
    words = ["a.json" if word == "PIPE" else word for word in command]
    run = subprocess.run(
        [sys.executable, "-m", "extractor", *words],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=_LONGEST,
    )  # fmt: skip
    assert run.returncode == status, run.stderr
    assert "a pipe, a socket or a device" in run.stderr and "Traceback" not in run.stderr


def test_a_pipe_among_results_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    os.mkfifo(tmp_path / "results" / "a.json")
    run = subprocess.run(
        [sys.executable, "-m", "extractor", "export", "results", "-o", "out", "--as", "csv"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=_LONGEST,
    )  # fmt: skip
    assert (run.returncode, run.stderr.split(",")[0]) == (0, "0 documents")
