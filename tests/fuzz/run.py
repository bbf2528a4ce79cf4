"""``python -m tests.fuzz.run SECONDS [NAME…]``: each parser under atheris for so long, one after the other (make fuzz).

What a fuzzer found worth keeping lies in ``.fuzz/NAME`` and is where the next run begins; a crash is written there too,
and becomes a test in ``test_parsers.py``. Memory is bounded; a PDF that draws itself would take all of it.
"""

import subprocess
import sys
from pathlib import Path

_KEPT = Path(".fuzz")
_MOST_BYTES, _MOST_MEGABYTES, _SLOW_SECONDS = 65_536, 3_000, 20


def fuzz(name: str, words: list[str]) -> None:
    """Fuzz one parser in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["extractor"]):
        from tests.fuzz.parsers import try_parser

    atheris.Setup([sys.argv[0], *words], lambda data: try_parser(name, data))
    atheris.Fuzz()


def main(seconds: int, names: list[str]) -> int:
    """Each parser in a process of its own; how many of them crashed."""
    from tests.fuzz.parsers import PARSERS

    crashed = 0
    for name in names or list(PARSERS):
        folder = _KEPT / name
        folder.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(PARSERS[name].seeds):
            (folder / f"seed-{number}").write_bytes(seed)
        words = [
            *(f"-max_total_time={seconds}", f"-max_len={_MOST_BYTES}", f"-rss_limit_mb={_MOST_MEGABYTES}"),
            *(f"-timeout={_SLOW_SECONDS}", f"-artifact_prefix={folder}/", "-print_final_stats=1", str(folder)),
        ]
        print(f"\n{name}", flush=True)
        done = subprocess.run([sys.executable, "-m", "tests.fuzz.run", "--one", name, *words], check=False)
        crashed += done.returncode != 0
    return crashed


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        fuzz(sys.argv[2], sys.argv[3:])
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
