"""One member of an archive before it is unpacked, and the limits that unpacking keeps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from extractor.errors import SourceError


@dataclass(frozen=True, slots=True)
class Entry:
    """A member: its name as printed, its sizes as declared (None where nothing says), how its bytes are read, and
    why they are not: an entry with a ``refusal`` is never opened."""

    name: str
    open: Callable[[], IO[bytes]]
    size: int | None = None
    packed: int | None = None
    refusal: SourceError | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one archive, what is nested in it included, may unpack to. Sizes in bytes, counted as they come out."""

    max_member_bytes: int
    max_inflated_bytes: int
    max_members: int = 20_000
    max_ratio: int = 100
    """How many times its packed size a member may be, and a packed TAR as a whole."""
    ratio_free_bytes: int = 1024 * 1024
    """What is no larger than this is never refused for its ratio: a form of blanks packs well."""
