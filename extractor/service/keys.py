"""API keys: shown once, kept as hashes, with a name and what they may do."""

import hashlib
import hmac
import secrets
import threading
import time
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from extractor.errors import UsageError
from extractor.service.errors import Unauthorised
from extractor.service.jobs.database import Database
from extractor.service.jobs.tables import KEYS

SCOPES = ("convert", "review", "metrics", "all")
"""``convert``: documents in, results out, one's own only; ``review``: every document on the review page, corrections;
``metrics``: /metrics; ``all``: everything, every key's tasks."""
_SECRET_BYTES = 32
_KNOWN_SECONDS = 5.0
_MOST_KNOWN = 1_024
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Key:
    """Who calls, and what they may do."""

    id: str
    name: str
    scopes: tuple[str, ...]
    requests_per_minute: int | None = None
    max_queued_jobs: int | None = None
    created: float = 0.0
    revoked: float | None = None

    def may(self, scope: str) -> bool:
        """Whether the key has the scope."""
        return scope in self.scopes or "all" in self.scopes


NOBODY = Key("anonymous", "anonymous", ("all",))
"""Who calls a server that knows no keys, on its own machine."""


class Keys:
    """The keys of a database. A key that was looked up is known for some seconds, a revoked one that long too."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, tuple[float, Key]] = {}
        self._lock = threading.Lock()
        self._any: tuple[float, bool] | None = None

    def add(
        self,
        name: str,
        scopes: tuple[str, ...],
        requests_per_minute: int | None = None,
        max_queued_jobs: int | None = None,
    ) -> str:
        """A new key, as it must be sent; it can not be shown again. UsageError when the name is taken."""
        if not scopes or set(scopes) - set(SCOPES):
            raise UsageError(f"The scopes of a key are: {', '.join(SCOPES)}.")
        identity = secrets.token_hex(6)
        secret = f"xk_{identity}_{secrets.token_urlsafe(_SECRET_BYTES)}"
        values = {
            "id": identity,
            "name": name,
            "hash": _hash(secret),
            "scopes": " ".join(scopes),
            "requests_per_minute": requests_per_minute,
            "max_queued_jobs": max_queued_jobs,
            "created": self._database.now(),
        }
        try:
            with self._database.write() as connection:
                connection.execute(KEYS.insert().values(values))
        except IntegrityError as error:
            raise UsageError(f"There is a key called {name!r} already.") from error
        return secret

    def revoke(self, name: str) -> None:
        """End a key; UsageError when there is none of that name, or it was revoked."""
        with self._database.write() as connection:
            statement = update(KEYS).where(KEYS.c.name == name, KEYS.c.revoked.is_(None))
            if connection.execute(statement.values(revoked=self._database.now())).rowcount == 0:
                raise UsageError(f"There is no valid key called {name!r}.")

    def listed(self) -> list[Key]:
        """All keys, without their secrets."""
        with self._database.read() as connection:
            return [_key(row._mapping) for row in connection.execute(select(KEYS).order_by(KEYS.c.created))]

    @property
    def any_known(self) -> "bool | None":
        """What ``any`` found within the last seconds; None: it has to be asked."""
        return None if self._any is None or time.monotonic() > self._any[0] else self._any[1]

    def any(self) -> bool:
        """Whether there ever was a key: then none may call without one."""
        known = self.any_known
        if known is None:
            with self._database.read() as connection:
                found = connection.execute(select(KEYS.c.id).limit(1)).one_or_none() is not None
            self._any = (time.monotonic() + _KNOWN_SECONDS, found)
            return found
        return known

    def known(self, secret: str) -> Key | None:
        """The key if it was looked up within the last seconds."""
        found = self._known.get(_hash(secret))
        return found[1] if found is not None and time.monotonic() < found[0] else None

    def check(self, secret: str) -> Key:
        """Whose key it is; Unauthorised."""
        known = self.known(secret)
        if known is not None:
            return known
        parts = secret.split("_", _PARTS - 1)
        identity = parts[1] if len(parts) == _PARTS else ""
        with self._database.read() as connection:
            row = connection.execute(select(KEYS).where(KEYS.c.id == identity)).one_or_none()
        digest = _hash(secret)
        if row is None or row.revoked is not None or not hmac.compare_digest(row.hash, digest):
            raise Unauthorised("The key is wrong or revoked.")
        key = _key(row._mapping)
        with self._lock:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[digest] = (time.monotonic() + _KNOWN_SECONDS, key)
        return key


def _hash(secret: str) -> str:
    """A plain hash is enough: the secret is 256 random bits, no word that could be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def _key(row: object) -> Key:
    values = dict(row)  # type: ignore[call-overload]
    del values["hash"]
    return Key(**{**values, "scopes": tuple(values["scopes"].split())})
