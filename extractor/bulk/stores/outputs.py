"""Where results are written, and whether they still lie there: a store."""

import hashlib
from dataclasses import replace

from extractor.bulk.journal.entry import Written
from extractor.bulk.outcome import Outcome
from extractor.bulk.own_outputs import MARKDOWN_ENDING, is_own_output
from extractor.bulk.stores.store import Store, Stored
from extractor.bulk.task import output_of
from extractor.errors import UnreadableSource, UnwritableOutput

_BEGINNING_BYTES = 64
_LISTINGS_KEPT = 2


class StoreOutputs:
    """The results in a store. Listings of the folders looked at last are kept, since inputs come in their order: to
    ask for each result by itself would cost a request a file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._put: dict[str, Written] = {}
        self._listings: dict[str, dict[str, Stored]] = {}

    def write(self, name: str, data: bytes) -> None:
        self._store.put(name, data)
        try:
            now = self._store.info(name)
        except UnreadableSource:
            now = None
        self._put[name] = Written(name, hashlib.sha256(data).hexdigest(), now.witness if now else None)

    def written(self, name: str) -> Written | None:
        return self._put.pop(name, None) or self._read(name)

    def still(self, written: Written, *, rehash: bool) -> Written | None:
        there = self._listed(written.path)
        if there is None:
            return None
        if not rehash and written.witness is not None and written.witness == there.witness:
            return written
        now = self._read(written.path)
        return replace(now, witness=there.witness) if now is not None and now.sha256 == written.sha256 else None

    def remove_stale(self, outcome: Outcome) -> None:
        if outcome.output is not None:
            return
        for name in (output_of(outcome.source), f"{outcome.source}{MARKDOWN_ENDING}"):
            try:
                beginning = self._store.read(name, _BEGINNING_BYTES)
            except UnreadableSource as error:
                raise UnwritableOutput(f"It can not be told whether {name} is out of date: {error.message}") from error
            if beginning is not None and is_own_output(beginning, name.rpartition("/")[2]):
                self._store.remove(name)

    def require_room(self) -> None:
        try:
            self._store.put(".extractor/probe", b"probe")
            self._store.remove(".extractor/probe")
        except UnwritableOutput as error:
            raise UnwritableOutput(f"{error.message} Nothing more is converted; go on with --resume.") from error

    def _read(self, name: str) -> Written | None:
        try:
            data = self._store.read(name)
        except UnreadableSource:
            return None
        return None if data is None else Written(name, hashlib.sha256(data).hexdigest(), None)

    def _listed(self, name: str) -> Stored | None:
        folder = name.rpartition("/")[0]
        listing = self._listings.get(folder)
        if listing is None:
            try:
                listing = self._store.files_in(folder)
            except UnreadableSource:
                return None
            while len(self._listings) >= _LISTINGS_KEPT:
                del self._listings[next(iter(self._listings))]
            self._listings[folder] = listing
        return listing.get(name)
