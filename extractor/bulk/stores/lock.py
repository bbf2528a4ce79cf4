"""Two runs never write to one folder of a store, as far as a store can say so."""

import json
import os
import platform
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from extractor.bulk.files import lives
from extractor.bulk.shard import Shard
from extractor.bulk.stores.store import Store
from extractor.errors import UnreadableSource, UnwritableOutput, UsageError

_FOLDER = ".extractor"
_WHOLE = f"{_FOLDER}/lock"
_RENEW_SECONDS = 60.0
_STALE_SECONDS = 300.0
"""A lock that was not renewed for so long belongs to a run that was killed."""


@contextmanager
def store_locked(store: Store, shard: Shard | None) -> Iterator[None]:
    """Hold the lock of a run, or of its ``shard``; UsageError where another run holds it, UnwritableOutput.

    The lock is an object that says when it was renewed last: a store frees nothing when its holder dies. Where two runs
    should slip in at once, they write the same results; the journal is that of the last.
    """
    own = _WHOLE if shard is None else f"{_FOLDER}/shard-{shard.name}/lock"
    words: dict[str, str | int] = {"pid": os.getpid(), "host": platform.node(), "mark": secrets.token_hex(8)}
    others = [
        name for name in [_WHOLE, *store.in_each_folder(_FOLDER, "lock")] if shard is None or name in (_WHOLE, own)
    ]
    for name in dict.fromkeys(others):
        _refuse_living(store, name)
    if not store.create(own, _signed(words)):
        raise UsageError(f"{store.address} is being written to by another run.")
    ended = threading.Event()
    renewing = threading.Thread(target=_renew, args=(store, own, words, ended), name="lock", daemon=True)
    renewing.start()
    try:
        yield
    finally:
        ended.set()
        renewing.join()
        with suppress(UnwritableOutput):
            store.remove(own)


def _refuse_living(store: Store, name: str) -> None:
    """UsageError where the lock is held; one that was left behind is removed."""
    try:
        said = store.read(name)
    except UnreadableSource as error:
        raise UsageError(f"The lock of {store.address} can not be read: {error.message}") from error
    if said is None:
        return
    with suppress(ValueError, KeyError, TypeError):
        words = json.loads(said)
        killed = words["host"] == platform.node() and not lives(int(words["pid"]))
        if not killed and abs(time.time() - float(words["renewed"])) < _STALE_SECONDS:
            holder = f"process {int(words['pid'])} on {words['host']!r}"
            raise UsageError(
                f"{store.address} is being written to by another run ({holder}). Where that one was killed, its lock "
                f"is void {_STALE_SECONDS / 60:g} minutes after."
            )
    store.remove(name)


def _renew(store: Store, name: str, words: dict[str, str | int], ended: threading.Event) -> None:
    while not ended.wait(_RENEW_SECONDS):
        with suppress(UnwritableOutput):
            store.put(name, _signed(words))


def _signed(words: dict[str, str | int]) -> bytes:
    return json.dumps({**words, "renewed": time.time()}).encode()
