"""Large pages: what a process holds stays as it was, whether the kernel gathers it or not."""

import subprocess
import sys

_CODE = """
import hashlib
from pathlib import Path
from extractor.sandbox.large_pages import gather_pages
data = bytes(range(256)) * (64 << 10)
held, numbers = hashlib.sha256(data).hexdigest(), list(range(300_000))
gathered = gather_pages()
assert hashlib.sha256(data).hexdigest() == held and numbers == list(range(300_000))
rollup = Path("/proc/self/smaps_rollup")
lines = rollup.read_text().splitlines() if rollup.exists() else []
large = sum(int(line.split()[1]) for line in lines if line.startswith("AnonHugePages:"))
assert not gathered or not lines or large >= 1024 * gathered, (gathered, large)
assert gather_pages() >= 0
print("held")
"""


def test_memory_keeps_its_contents() -> None:
    done = subprocess.run([sys.executable, "-c", _CODE], capture_output=True, text=True, check=False)
    assert done.stdout == "held\n", done.stderr
