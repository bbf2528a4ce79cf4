"""Names of files whose bytes are no UTF-8 → names that JSON can say."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import PurePosixPath
from urllib.parse import quote

from extractor.bulk.archives.names import name_encoding


def is_sayable(path: str) -> bool:
    """Whether the path is Unicode: bytes that are not stand in it as lone surrogates (PEP 383)."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def decoded(path: str) -> str:
    """The path with each broken part read as GB18030 where that gives hanzi, as in names of old Chinese archives;
    else as ``percent_encoded``."""
    return "/".join(part if is_sayable(part) else _decoded_part(part) for part in path.split("/"))


def percent_encoded(path: str) -> str:
    """The path with each byte that is no UTF-8 as ``%B9``: never the same for two names."""
    return "".join(
        character if is_sayable(character) else quote(os.fsencode(character))
        for character in path.replace("%", "%25")
    )  # fmt: skip


def names_for(path: str) -> Iterator[str]:
    """The names that a path whose bytes are no UTF-8 may have, the best first and without end: ``decoded``, then
    ``percent_encoded``, which a file may have by its own name, then that one numbered (``%FF#2.pdf``)."""
    yield decoded(path)
    encoded = percent_encoded(path)
    yield encoded
    ending = PurePosixPath(encoded).suffix
    yield from (f"{encoded.removesuffix(ending)}#{number}{ending}" for number in count(2))


def printable(text: str) -> str:
    """The text on one line of a terminal: control characters as escapes, so that no name moves the cursor."""
    return "".join(
        character if character.isprintable() or character == "\u3000" else character.encode("unicode_escape").decode()
        for character in text
    )


def _decoded_part(part: str) -> str:
    name = os.fsencode(part)
    return name.decode("gb18030") if name_encoding([name]) == "gb18030" else percent_encoded(part)
