"""The names of what a run writes to its folder."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

STATE_NAME = ".extractor"
RESULT_ENDING = ".json"
"""What the name of a result ends in, behind that of its source."""
_LISTS = re.compile(r"(manifest|timings|report)(-[0-9]+-of-[0-9]+)?\.jsonl|report(-[0-9]+-of-[0-9]+)?\.html")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the results of a run go: ``endings`` are of all that is written for a document, behind its source;
    ``obstacle`` says what else is to be written where results would need this folder, None where nothing is."""

    endings: tuple[str, ...] = (RESULT_ENDING,)
    obstacle: Callable[[str], str | None] = lambda folder: None


def folders_of(path: str) -> Iterator[str]:
    """The folders that a path with ``/`` lies in, the outermost first."""
    return (path[:at] for at, character in enumerate(path) if character == "/")


def sources_in_the_way(path: str, endings: Sequence[str]) -> Iterator[str]:
    """The sources for which a file, by one of the ``endings``, is written that has the name of a folder of ``path``."""
    for ending in endings:
        at = path.find(f"{ending}/")
        while at >= 0:
            yield path[:at]
            at = path.find(f"{ending}/", at + 1)


def is_of_the_run(name: str) -> bool:
    """Whether the name, at the top of an output folder, is one of the run's own: its state, its lists and its report,
    and those of shards."""
    return name == STATE_NAME or _LISTS.fullmatch(name) is not None
