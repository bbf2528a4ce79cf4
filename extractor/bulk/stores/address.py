"""Which words of a call name a store, and which a folder of this machine."""

import re
from pathlib import Path
from urllib.parse import unquote

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
"""Two letters at least: one is a drive of Windows."""
_HERE = ("file", "local")


def is_address(words: str) -> bool:
    """Whether the words are the address of a store, as in ``s3://bucket/folder``; ``file://`` is of this machine."""
    match = _SCHEME.match(words)
    return match is not None and match[1].lower() not in _HERE


def local_words(words: str) -> str:
    """The words with ``file://`` taken off; percent signs are read where no file has the name as it stands."""
    match = _SCHEME.match(words)
    if match is None or match[1].lower() not in _HERE:
        return words
    path = words[match.end() :]
    return path if Path(path).exists() else unquote(path)
