"""``python -m tests.fuzz.run SECONDS [NAME…]``: each parser under atheris for so long, one after the other (make fuzz).

A run begins with the seeds, with what is kept (``corpus.py``) and with what lies in ``.fuzz/NAME`` from runs before; a
crash is written there, and becomes a test in ``test_parsers.py``. ``--keep [NAME…]`` chooses the fewest inputs of
``.fuzz`` that reach what all of them reach, and keeps those. Memory is bounded; a PDF that draws itself would take all
of it.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.corpus import keep, kept

_FOUND = Path(".fuzz")
_MOST_BYTES, _MOST_MEGABYTES, _SLOW_SECONDS = 65_536, 3_000, 20
_CRASHES = ("crash-", "timeout-", "slow-unit-", "oom-", "leak-")


def fuzz(name: str, words: list[str]) -> None:
    """Fuzz one parser in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["extractor"]):
        from tests.fuzz.parsers import try_parser

    # to choose inputs, a fuzzer starts itself again through a shell, by its first word
    atheris.Setup([f"{sys.executable} -m tests.fuzz.run --one {name}", *words], lambda data: try_parser(name, data))
    atheris.Fuzz()


def fuzz_each(seconds: int, names: list[str]) -> int:
    """Each parser in a process of its own; how many of them crashed."""
    from tests.fuzz.parsers import PARSERS

    crashed = 0
    for name in names or PARSERS:
        folder = _FOUND / name
        folder.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate((*PARSERS[name].seeds, *kept(name))):
            (folder / f"seed-{number}").write_bytes(seed)
        words = (f"-max_total_time={seconds}", f"-artifact_prefix={folder}/", "-print_final_stats=1", str(folder))
        print(f"\n{name}", flush=True)
        crashed += _ended(name, *words) != 0
    return crashed


def keep_each(names: list[str]) -> int:
    """Of what was found for each parser, keep the fewest inputs that reach as much."""
    for name in names or (path.name for path in sorted(_FOUND.iterdir())):
        with TemporaryDirectory() as folder, TemporaryDirectory() as chosen:
            for path in _inputs(name):
                (Path(folder) / path.name).write_bytes(path.read_bytes())
            if _ended(name, "-set_cover_merge=1", chosen, folder):
                return 1
            count = keep(name, [path.read_bytes() for path in Path(chosen).iterdir()])
        print(f"{name}: {count} kept", flush=True)
    return 0


def _ended(name: str, *words: str) -> int:
    bounds = (f"-max_len={_MOST_BYTES}", f"-rss_limit_mb={_MOST_MEGABYTES}", f"-timeout={_SLOW_SECONDS}")
    command = [sys.executable, "-m", "tests.fuzz.run", "--one", name, *bounds, *words]
    return subprocess.run(command, check=False).returncode


def _inputs(name: str) -> Iterator[Path]:
    found = sorted((_FOUND / name).glob("*"))
    return (path for path in found if not path.name.startswith(_CRASHES))


if __name__ == "__main__":
    first, *others = sys.argv[1:]
    if first == "--one":
        fuzz(others[0], others[1:])
    elif first == "--keep":
        sys.exit(keep_each(others))
    else:
        sys.exit(fuzz_each(int(first), others))
