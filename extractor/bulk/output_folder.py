"""What lies in an output folder besides the results, and who may write there."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.bulk.files import sweep
from extractor.bulk.journal.journal import Journal
from extractor.bulk.lock import locked
from extractor.bulk.output_names import STATE_NAME
from extractor.bulk.outputs import FolderOutputs, Outputs
from extractor.bulk.shard import Shard
from extractor.errors import UsageError

_LOCK = "lock"
_JOURNAL = "journal.sqlite"
_SHARD = "shard-"


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """The folder of a run, or of a ``shard`` of one: shards write their results to one tree and keep lists apart."""

    path: Path
    shard: Shard | None = None

    @property
    def outputs(self) -> Outputs:
        """Where the results go."""
        return FolderOutputs(self.path)

    @property
    def words(self) -> str:
        """The manifest's place, for people."""
        return str(self.manifest)

    @property
    def manifest(self) -> Path:
        """What became of each input."""
        return self._list("manifest", ".jsonl")

    @property
    def timings(self) -> Path:
        """How long each input took."""
        return self._list("timings", ".jsonl")

    def report(self, ending: str) -> Path:
        """The summary of the run, ``.json`` or ``.html``."""
        return self._list("report", ending)

    @property
    def journal(self) -> Path:
        """What was done, for a run that goes on with it."""
        return self._state / _JOURNAL

    def shard_journals(self) -> list[Path]:
        """The journals of the shards that wrote here; none for a shard."""
        return [] if self.shard else sorted((self.path / STATE_NAME).glob(f"{_SHARD}*/{_JOURNAL}"))

    def keep(self, journal: Journal) -> None:
        """Told now and then, while documents are converted: here the journal is kept as it is."""

    def publish(self) -> list[str]:
        """Told when the lists are written and the journal is closed: here they lie where they belong."""
        return []

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs out, and remove what killed ones left half written; UsageError where one is at work, or where
        the lists could not be written in the end.

        Shards share the folder with each other, and with nobody else.
        """
        lists = (self.manifest, self.timings, self.report(".jsonl"), self.report(".html"))
        in_the_way = next((path for path in lists if path.is_dir()), None)
        if in_the_way is not None:
            raise UsageError(f"{in_the_way} is a folder, and a list of the run belongs there: give another folder.")
        with ExitStack() as locks:
            locks.enter_context(locked(self.path / STATE_NAME / _LOCK, shared=self.shard is not None))
            if self.shard is not None:
                locks.enter_context(locked(self._state / _LOCK))
            sweep(self.path, alone=self.shard is None)
            yield

    @property
    def _state(self) -> Path:
        state = self.path / STATE_NAME
        return state / f"{_SHARD}{self.shard.name}" if self.shard else state

    def _list(self, stem: str, ending: str) -> Path:
        return self.path / (f"{stem}-{self.shard.name}{ending}" if self.shard else f"{stem}{ending}")
