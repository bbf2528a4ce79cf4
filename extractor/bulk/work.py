"""The files to convert, archives opened one after the other as their turn comes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from extractor.bulk.archives.entry import Limits
from extractor.bulk.archives.recognise import archive_kind
from extractor.bulk.archives.unpack import Unpacking
from extractor.bulk.outcome import Outcome
from extractor.bulk.task import Task
from extractor.options import SourceOptions
from extractor.temporary import temporary_folder


class Work:
    """Tasks in order, and in an archive's place those of its members, with the outcomes of what is no task.

    A member is unpacked when it is asked for, so that no more lies in ``folder`` than is in work, and one archive
    within an archive. ``given`` counts what was handed out, ``ended`` says that there is no more.
    """

    def __init__(self, tasks: Iterable[Task | Outcome], folder: Path, options: SourceOptions) -> None:
        self._tasks = tasks
        self._folder = folder
        self._limits = Limits(options.max_bytes, options.max_inflated_bytes)
        self._password = options.password
        self._archives = count()
        self.given = 0
        self.ended = False

    def __iter__(self) -> Iterator[Task | Outcome]:
        for task in self._tasks:
            for part in (task,) if isinstance(task, Outcome) else self._parts_of(task):
                self.given += 1
                yield part
        self.ended = True

    def _parts_of(self, task: Task) -> Iterable[Task | Outcome]:
        kind = archive_kind(task.path, task.name)
        if kind is None:
            return (task,)
        folder = self._folder / str(next(self._archives))
        folder.mkdir()
        return Unpacking(folder, self._limits, self._password).members(task, kind)


@contextmanager
def work_of(tasks: Iterable[Task | Outcome], options: SourceOptions) -> Iterator[Work]:
    """The work of a call, and a folder for what is unpacked, which is gone afterwards."""
    with temporary_folder("archives") as folder:
        yield Work(tasks, folder, options)
