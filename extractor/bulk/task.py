"""One file to convert."""

from dataclasses import dataclass
from pathlib import Path

from extractor.bulk.output_names import RESULT_ENDING


@dataclass(frozen=True, slots=True)
class Task:
    """One file. ``source`` is its path with ``/`` relative to the folder given or the files' common parent;
    ``found`` says that it was met on a walk or by a pattern, not named; ``temporary`` that it was unpacked or fetched
    only to be converted, so that who reads it removes it. ``witness`` is what the store that it was fetched from says
    of its bytes."""

    path: Path
    source: str
    found: bool
    temporary: bool = False
    witness: str | None = None

    @property
    def name(self) -> str:
        """The file's own name, which may tell its format and its year."""
        return self.source.rpartition("/")[2]

    @property
    def output(self) -> str:
        """Where the result goes, relative to the output folder: the source's path with its ending kept."""
        return output_of(self.source)


@dataclass(frozen=True, slots=True)
class StoredTask:
    """A file that still lies in a store, to be fetched when its turn comes: ``name`` below the store at ``store``,
    ``size`` in bytes; ``witness`` stays while its bytes do, None where the store can not tell."""

    store: str
    name: str
    source: str
    found: bool
    size: int
    witness: str | None


def output_of(source: str) -> str:
    """The path of a source's result, relative to the output folder."""
    return f"{source}{RESULT_ENDING}"
