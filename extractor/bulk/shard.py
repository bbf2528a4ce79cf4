"""``--shard i/n``: which of ``n`` machines converts a file."""

import hashlib
import re
from dataclasses import dataclass

from extractor.errors import UsageError

_WORDS = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Shard:
    """The ``number``-th of ``count`` parts, from 1; which file is in which part is by its source alone."""

    number: int
    count: int

    @classmethod
    def from_words(cls, words: str) -> "Shard":
        """The part that ``i/n`` names; UsageError."""
        match = _WORDS.fullmatch(words)
        number, count = (int(match[1]), int(match[2])) if match else (0, 0)
        if not 1 <= number <= count:
            raise UsageError(f"{words!r} is no shard: write i/n with i from 1 to n, as in 2/4.")
        return cls(number, count)

    @property
    def name(self) -> str:
        """A name for the part's own files."""
        return f"{self.number}-of-{self.count}"

    def holds(self, source: str) -> bool:
        """Whether the file is this part's: by SHA-256, so that it is the same on every machine and in every run."""
        digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1
