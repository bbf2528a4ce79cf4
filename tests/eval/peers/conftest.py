"""A fake peer: a worker program whose behaviour is told by the name of the file that it is asked for."""

import sys
from pathlib import Path

import pytest

_WORKER = """
import json, os, sys, time
say = lambda value: print(json.dumps(value), flush=True)
say({"version": "fake 1", "missing": None, "start_seconds": 0.5})
for line in sys.stdin:
    name = json.loads(line)["path"].rsplit("/", 1)[1]
    if name.startswith("fault"):
        say({"error": "ValueError: no such page"})
    elif name.startswith("malformed"):
        print("{", flush=True)
    elif name.startswith("strange"):
        say({"answer": 3})
    elif name.startswith("crash"):
        sys.exit("out of memory")
    elif name.startswith("slow"):
        time.sleep(600)
    else:
        texts = ["Item", "Amount", "Total", "12.50"]
        cells = [
            {"row": n // 2, "column": n % 2, "text": text, "row_span": 1, "column_span": 1, "box": None}
            for n, text in enumerate(texts)
        ]
        table = {"page": 1, "box": [0, 0, 9, 9], "rows": 2, "columns": 2, "cells": cells, "spans_known": True}
        say({"answer": {"tables": [table], "lines": None}, "user_seconds": 0.25, "peak_megabytes": 40.0})
"""


@pytest.fixture
def fake_worker(tmp_path: Path) -> list[str]:
    """The command of a worker that answers, or does what the file is called: fault, malformed, strange, crash, slow."""
    program = tmp_path / "fake_worker.py"
    program.write_text(_WORKER, encoding="utf-8")
    return [sys.executable, str(program)]


@pytest.fixture
def broken_worker(tmp_path: Path) -> list[str]:
    """The command of a worker whose peer can not be imported."""
    program = tmp_path / "broken_worker.py"
    greeting = {"version": None, "missing": "ModuleNotFoundError: No module named 'peer'", "start_seconds": 0.1}
    program.write_text(f"import json\nprint(json.dumps({greeting!r}))\n", encoding="utf-8")
    return [sys.executable, str(program)]
