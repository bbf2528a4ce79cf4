"""How many instructions a conversion takes, held against a recorded figure: a guard that no other job disturbs.

``python -m extractor.eval.speed.instructions`` counts with valgrind (callgrind) on the shipped budget, twice: a process
that converts it once and one that converts it three times; half the difference is one conversion, start apart. With
``--write`` the figure is recorded; without, the exit status is 1 where it has grown by more than ``--tolerance``.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

RECORD = Path(__file__).with_name("instructions.json")
_DEMO = Path(__file__).resolve().parents[2] / "corpora" / "demo"
_CONVERT = (
    "import sys; from pathlib import Path; from extractor import extract; from extractor.document.wire import to_json\n"
    "data = Path(sys.argv[1]).read_bytes()\n"
    "for _ in range(int(sys.argv[2])): to_json(extract(data, name='document.pdf'))\n"
)
_COLLECTED = re.compile(r"Collected : (\d+)|refs:\s+([\d,]+)")


def main(words: Sequence[str] | None = None) -> int:
    """Count, print, and record or compare."""
    parser = argparse.ArgumentParser(prog="python -m extractor.eval.speed.instructions", description=__doc__)
    parser.add_argument("--write", action="store_true", help="record the figure")
    parser.add_argument("--tolerance", type=float, default=0.05, help="growth that is let pass (default: %(default)s)")
    arguments = parser.parse_args(words)
    if shutil.which("valgrind") is None:
        print("valgrind is not installed: nothing is counted", file=sys.stderr)
        return 2
    document = next(_DEMO.glob("*预算.pdf"))
    found = (_instructions(document, 3) - _instructions(document, 1)) // 2
    about = {"python": platform.python_version(), "pypdfium2": version("pypdfium2"), "numpy": version("numpy")}
    print(f"{document.name}: {found:,} instructions a conversion ({about})")
    if arguments.write:
        RECORD.write_text(json.dumps({"instructions": found, **about}, indent=1) + "\n", encoding="utf-8")
        return 0
    if not RECORD.exists():
        print("nothing is recorded yet: --write records this figure", file=sys.stderr)
        return 2
    return compare(json.loads(RECORD.read_text(encoding="utf-8")), found, about, arguments.tolerance)


def compare(record: dict[str, str | int], found: int, about: dict[str, str], tolerance: float) -> int:
    """1 where the figure has grown too much; of other versions of Python or the libraries it says so and no more."""
    before = int(record["instructions"])
    growth = found / before - 1
    others = [name for name, said in about.items() if record.get(name) != said]
    print(f"recorded: {before:,}; {growth:+.1%}{f'; other versions: {others}' if others else ''}")
    return 1 if growth > tolerance and not others else 0


def _instructions(document: Path, times: int) -> int:
    environment = {**os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as folder:
        counter = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
        run = [*counter, sys.executable, "-c", _CONVERT, str(document), str(times)]
        done = subprocess.run(run, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 - our own
    return counted(done.stderr)


def counted(words: str) -> int:
    """The instructions that callgrind says it collected."""
    found = _COLLECTED.search(words)
    if found is None:
        raise ValueError("callgrind says no count")
    return int((found[1] or found[2]).replace(",", ""))


if __name__ == "__main__":
    sys.exit(main())
