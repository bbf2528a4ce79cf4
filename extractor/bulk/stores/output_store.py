"""A run whose results go to a store: its journal and lists are kept on this machine and copied to the store."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from extractor.bulk.journal.journal import Journal
from extractor.bulk.output_folder import OutputFolder
from extractor.bulk.outputs import Outputs
from extractor.bulk.own_outputs import is_report_beginning
from extractor.bulk.shard import Shard
from extractor.bulk.stores.lock import store_locked
from extractor.bulk.stores.outputs import StoreOutputs
from extractor.bulk.stores.store import Store
from extractor.errors import UnreadableSource, UnwritableOutput

_STATE = ".extractor"
_COPY_SECONDS = 300.0
_COPY_SHARE = 50
"""A copy of the journal is made no more often than every so many seconds, and takes no more than 2 % of the time."""
_BEGINNING_BYTES = 64


class OutputStore:
    """The store at an address, and ``state``, the folder of this machine where its runs have their journal."""

    def __init__(self, address: str, state: Path | None = None, shard: Shard | None = None) -> None:
        self._store = Store.at(address)
        self._local = OutputFolder(state or _default_state(self._store.address), shard)
        self._outputs = StoreOutputs(self._store)
        self._next_copy = time.monotonic() + _COPY_SECONDS

    @property
    def address(self) -> str:
        return self._store.address

    @property
    def path(self) -> Path:
        """The folder of this machine."""
        return self._local.path

    @property
    def shard(self) -> Shard | None:
        return self._local.shard

    @property
    def outputs(self) -> Outputs:
        return self._outputs

    @property
    def manifest(self) -> Path:
        return self._local.manifest

    @property
    def timings(self) -> Path:
        return self._local.timings

    @property
    def words(self) -> str:
        return f"{self.address}/{self.manifest.name}"

    @property
    def journal(self) -> Path:
        return self._local.journal

    def report(self, ending: str) -> Path:
        return self._local.report(ending)

    def shard_journals(self) -> list[Path]:
        """Journals to learn from besides the own one: what this machine's shards and those of others, and runs of other
        machines, left in the store. UnreadableSource."""
        taken = []
        for number, name in enumerate(self._journals_there()):
            path = self.journal.parent / f"taken-{number}.sqlite"
            self._store.fetch(name, path)
            taken.append(path)
        return [*self._local.shard_journals(), *taken]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs out, of this machine by the lock of the folder, of others by an object of the store."""
        with ExitStack() as locks:
            locks.enter_context(self._local.held())
            locks.enter_context(store_locked(self._store, self.shard))
            try:
                yield
            finally:
                for path in self.journal.parent.glob("taken-*.sqlite"):
                    path.unlink(missing_ok=True)

    def keep(self, journal: Journal) -> None:
        """Copy the journal to the store where the last copy is old; what fails is tried again the next time."""
        began = time.monotonic()
        if began < self._next_copy:
            return
        copy = self.journal.with_name("copy.sqlite")
        try:
            journal.snapshot(copy)
            self._store.put_file(self._journal_there(), copy)
        except UnwritableOutput:
            pass
        finally:
            copy.unlink(missing_ok=True)
        took = time.monotonic() - began
        self._next_copy = time.monotonic() + max(_COPY_SECONDS, _COPY_SHARE * took)

    def publish(self) -> list[str]:
        """Copy the lists and the journal to the store; what is to be said of it. UnwritableOutput."""
        remarks = []
        for path in (self.manifest, self.timings, self.report(".jsonl"), self.report(".html")):
            if not path.exists():
                continue
            if path.stem.startswith("report") and self._is_taken(path.name):
                remarks.append(f"{path.name} in {self.address} is no report: none is written.")
            else:
                self._store.put_file(path.name, path)
        self._store.put_file(self._journal_there(), self.journal)
        there = self._store.info(self._journal_there())
        self._mark.write_text((there and there.witness) or "", encoding="utf-8")
        return remarks

    def _journal_there(self) -> str:
        return f"{_STATE}/{self.journal.relative_to(self.path / _STATE).as_posix()}"

    def _journals_there(self) -> list[str]:
        """The names in the store: the own one, where another machine wrote it, and for a whole run all of shards."""
        own = self._journal_there()
        there = self._store.info(own)
        names = [] if there is None or there.witness == self._published() else [own]
        return names if self.shard else [*names, *self._store.in_each_folder(_STATE, self.journal.name)]

    def _published(self) -> str:
        """The witness of the journal that this machine copied to the store."""
        try:
            return self._mark.read_text(encoding="utf-8")
        except OSError:
            return ""

    @property
    def _mark(self) -> Path:
        return self.journal.with_name("published")

    def _is_taken(self, name: str) -> bool:
        try:
            beginning = self._store.read(name, _BEGINNING_BYTES)
        except UnreadableSource:
            return True
        return beginning is not None and not is_report_beginning(beginning)


def _default_state(address: str) -> Path:
    """Below the user's folder of state (XDG Base Directory), a folder of the address's own."""
    base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")  # noqa: PTH111 - one rule for both
    name = hashlib.sha256(address.encode()).hexdigest()[:16]
    return Path(base) / "extractor" / name
