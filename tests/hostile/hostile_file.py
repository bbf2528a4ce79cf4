"""A file made to do harm, and the list of those that a module makes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file by its ``name``, which says what is wrong with it and ends as its format does; ``make`` gives the bytes
    when they are needed, for some are large. ``password`` is given with it."""

    name: str
    make: Make
    password: str | None = None


class HostileFiles:
    """The files of one module, in the order written."""

    def __init__(self, ending: str) -> None:
        self._ending = ending
        self.files: list[HostileFile] = []

    def __call__(self, make: Make) -> Make:
        """Take a function without parameters in, under its own name: for use as a decorator."""
        self.add(make.__name__, make)
        return make

    def add(self, name: str, make: Make, password: str | None = None) -> None:
        """Take a file in."""
        self.files.append(HostileFile(f"{name}.{self._ending}", make, password))

    def add_bytes(self, named: Iterable[tuple[str, bytes]]) -> None:
        """Take small files in that are made at once."""
        for name, data in named:
            self.add(name, partial(bytes, data))
