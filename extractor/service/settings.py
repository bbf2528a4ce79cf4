"""What a server or a worker is told: one frozen value, from the words of the call and the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from extractor.errors import OptionsError

_PREFIX = "EXTRACTOR_"
_MIB = 1024 * 1024
_GIB = 1024 * _MIB


@dataclass(frozen=True, slots=True)
class Settings:
    """Every word of the service with its default. In the environment each is ``EXTRACTOR_<NAME>``; lists by commas."""

    data_folder: Path = Path("extractor-data")
    """Where the database (SQLite), the uploads, the results and what is just coming in lie."""
    database: str | None = None
    """``postgresql://user:word@host/name``; without it SQLite in the data folder."""
    storage: str | None = None
    """An fsspec URL (``s3://bucket/path``, ``file:///mnt/share``) for uploads and results; else the data folder."""
    host: str = "127.0.0.1"
    port: int = 5001
    workers: int = os.cpu_count() or 1
    """Documents converted at once by this process; 0: only `extractor worker` processes convert."""
    without_keys: bool = False
    """Whether anybody who reaches the server may use it; off the own machine it has to be said."""
    allowed_hosts: tuple[str, ...] = ()
    """Names (without port) that a request may call the server by, besides its own address and localhost."""
    max_upload_bytes: int = 200 * _MIB
    max_uploads: int = 256
    """Uploads that may come in at once; the next is told to come again."""
    max_queued_jobs: int = 1_000
    max_queued_bytes: int = 20 * _GIB
    requests_per_minute: int = 1_200
    """For each key, where the key has no limit of its own."""
    sync_wait_seconds: float = 60.0
    """How long a call that waits for its result is held before it is given the task's number instead."""
    idle_seconds: float = 20.0
    """How long a client may send nothing in the middle of a request, or read nothing of an answer."""
    min_upload_rate: int = 1_024
    """Bytes a second that a body must bring, once ``idle_seconds`` have passed."""
    lease_seconds: float = 30.0
    """How long a job stays with a worker that is not heard of."""
    poll_seconds: float = 0.5
    """How often a worker looks for jobs that other machines put in."""
    max_attempts: int = 3
    """Conversions of one job that may kill their process before the job is set aside."""
    max_losses: int = 10
    """Workers that may vanish with one job in hand before the job is set aside."""
    drain_seconds: float = 30.0
    """How long jobs in work are waited for after SIGTERM; then they go back to the queue."""
    retention_hours: float = 168.0
    """How long results and uploads are kept after the job's end."""
    tombstone_hours: float = 720.0
    """How long it is remembered after that that there was a result."""
    min_free_bytes: int = 256 * _MIB
    """Space on the disk below which no upload is taken."""
    webhook_hosts: tuple[str, ...] = ()
    """Hosts (``name`` or ``name:port``) that may be told of finished jobs; ``http://name:port`` to allow plain HTTP."""
    webhook_secret: str | None = None
    require_sandbox: bool = False
    """Whether the server refuses to work where the system can not jail conversions."""

    def __post_init__(self) -> None:
        if self.webhook_hosts and not self.webhook_secret:
            raise OptionsError("Webhooks are signed: give EXTRACTOR_WEBHOOK_SECRET beside the hosts.")
        for name in ("max_upload_bytes", "max_uploads", "max_queued_jobs", "lease_seconds", "max_attempts"):
            if getattr(self, name) <= 0:
                raise OptionsError(f"{name} must be more than 0.")

    @property
    def is_local(self) -> bool:
        """Whether only programs of this machine reach the server."""
        return self.host in ("127.0.0.1", "::1", "localhost")

    @property
    def database_url(self) -> str:
        """The database's address as the driver wants it."""
        if self.database is None:
            return f"sqlite:///{self.data_folder / 'service.sqlite'}"
        for name in ("postgresql://", "postgres://"):
            if self.database.startswith(name):
                return "postgresql+pg8000://" + self.database.removeprefix(name)
        return self.database


def settings_from(words: Mapping[str, object], environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the call's words, then the environment, then the defaults; OptionsError on a value out of range.

    A word that is None was not said.
    """
    surroundings = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for setting in fields(Settings):
        said = words.get(setting.name)
        text = surroundings.get(_PREFIX + setting.name.upper())
        if said is not None:
            values[setting.name] = said
        elif text is not None:
            values[setting.name] = _value_of(setting.name, str(setting.type), text)
    return Settings(**values)


def _value_of(name: str, kind: str, text: str) -> object:
    try:
        if "tuple" in kind:
            return tuple(part.strip() for part in text.split(",") if part.strip())
        if "bool" in kind:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[text.lower()]
        if "Path" in kind:
            return Path(text)
        return int(text) if "int" in kind else float(text) if "float" in kind else text
    except (KeyError, ValueError):
        raise OptionsError(f"{_PREFIX}{name.upper()} can not be {text!r}.") from None
