"""The recipes of docs/bulk.md do what it says of them, word for word."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="cron and sh are of POSIX")
PAGE = (Path(__file__).parents[2] / "docs" / "bulk.md").read_text(encoding="utf-8")
_LONGEST = 120.0
Environment = dict[str, str]


def recipe(heading: str, kind: str = "") -> str:
    """The one block of commands below a heading."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    (block,) = re.findall(rf"^```{kind}\n(.*?)^```$", section, flags=re.DOTALL | re.MULTILINE)
    return str(block)


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """A search path with an ``extractor`` that converts nothing, and a minute that is over at once."""
    programs = tmp_path / "programs"
    programs.mkdir()
    light = Path(__file__).with_name("light_convert.py")
    said = {
        "extractor": f'test "$1" = convert && shift && exec {shlex.join((sys.executable, str(light)))} "$@"',
        "sleep": f"exec {shutil.which('sleep')} 0.2",
    }
    for name, words in said.items():
        (programs / name).write_text(f"#!/bin/sh\n{words}\n")
        (programs / name).chmod(0o755)
    return {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}


def waited_for(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + _LONGEST
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def test_every_night_costs_what_is_new(environment: Environment, tmp_path: Path) -> None:
    line = recipe("A nightly run").strip()
    minute, hour, *days, command = line.split(maxsplit=5)
    assert minute.isdigit() and hour.isdigit() and days == ["*"] * 3
    for place in ("/archive", "/srv/out", "/var/log"):
        assert place in command
        (tmp_path / place.strip("/")).mkdir(parents=True)
        command = command.replace(f" {place}", f" {tmp_path}{place}")
    archive, out = tmp_path / "archive", tmp_path / "srv" / "out"

    def night() -> int:
        return subprocess.run(["sh", "-c", command], env=environment, check=False, timeout=_LONGEST).returncode

    (archive / "a.txt").write_text("fine", encoding="utf-8")
    (archive / "bad.txt").write_text("corrupt", encoding="utf-8")
    assert night() == 0
    before = (out / "a.txt.json").stat().st_mtime_ns
    (archive / "b.txt").write_text("fine", encoding="utf-8")
    assert night() == 0
    assert (out / "b.txt.json").exists()
    assert (out / "a.txt.json").stat().st_mtime_ns == before
    assert "3 inputs: 2 ok, 1 failed" in (tmp_path / "var" / "log" / "extractor.log").read_text(encoding="utf-8")


def test_a_watched_folder_is_converted_as_it_fills(environment: Environment, tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    command = ["sh", "-c", recipe("A folder that is watched", "sh")]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, start_new_session=True) as watching:
        try:
            (inbox / "a.txt").write_text("fine", encoding="utf-8")
            assert waited_for((out / "a.txt.json").exists)
            (inbox / "b.txt").write_text("half of a f", encoding="utf-8")
            assert waited_for((out / "b.txt.json").exists)
            (inbox / "b.txt").write_text("all of a file", encoding="utf-8")
            assert waited_for(lambda: "all of a file" in (out / "b.txt.json").read_text(encoding="utf-8"))
            assert watching.poll() is None
        finally:
            os.killpg(watching.pid, 9)
