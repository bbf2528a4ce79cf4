"""The files to convert, archives opened one after the other as their turn comes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from extractor.bulk.archives.entry import Limits
from extractor.bulk.archives.recognise import ArchiveKind, archive_kind
from extractor.bulk.archives.unpack import Unpacking, refused
from extractor.bulk.journal.witness import witness_of
from extractor.bulk.outcome import Outcome
from extractor.bulk.output_names import Places
from extractor.bulk.stores.fetching import fetched
from extractor.bulk.task import StoredTask, Task
from extractor.errors import DuplicateMember
from extractor.options import SourceOptions
from extractor.temporary import temporary_folder

NoteArchive = Callable[[str, str | None, int], None]
"""Told of each archive that was opened to its end: its source, its witness, how many parts it gave."""


class Work:
    """Tasks in order, and in an archive's place those of its members, with the outcomes of what is no task.

    A member is unpacked when it is asked for, so that no more lies in ``folder`` than is in work, and one archive
    within an archive. ``given`` counts what was handed out, ``ended`` says that there is no more.
    """

    def __init__(
        self,
        tasks: Iterable[Task | Outcome],
        folder: Path,
        options: SourceOptions,
        note_archive: NoteArchive = lambda source, witness, parts: None,
        places: Places = Places(),  # noqa: B008 - frozen
    ) -> None:
        self._tasks = tasks
        self._note_archive = note_archive
        self._places = places
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
        obstacle = self._places.obstacle(task.source)
        if obstacle is not None:
            if task.temporary:
                task.path.unlink(missing_ok=True)
            message = f"Its members need the folder {task.source}, where {obstacle} is written."
            return (refused(task.source, DuplicateMember(message)),)
        return self._members_of(task, kind)

    def _members_of(self, task: Task, kind: ArchiveKind) -> Iterator[Task | Outcome]:
        folder = self._folder / str(next(self._archives))
        folder.mkdir()
        witness = task.witness if task.temporary else witness_of(task.path)  # before it is read: a change then shows
        parts = 0
        for part in Unpacking(folder, self._limits, self._password, self._places.endings).members(task, kind):
            parts += 1
            yield part
        if task.temporary:
            task.path.unlink(missing_ok=True)
        self._note_archive(task.source, witness, parts)


@contextmanager
def work_of(
    tasks: Iterable[Task | StoredTask | Outcome],
    options: SourceOptions,
    note_archive: NoteArchive = lambda source, witness, parts: None,
    places: Places = Places(),  # noqa: B008 - frozen
) -> Iterator[Work]:
    """The work of a call, and a folder for what is fetched and unpacked, which is gone afterwards."""
    with (
        temporary_folder("archives") as folder,
        closing(fetched(tasks, folder, max(options.max_bytes, options.max_inflated_bytes))) as here,
    ):
        yield Work(here, folder, options, note_archive, places)
