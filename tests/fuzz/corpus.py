"""What fuzzers found worth keeping: for each parser an archive of inputs that together reach what any found reached.

``tests/fuzz/corpus/NAME.tar.xz``: inputs much alike, which are small only when packed together.
"""

import hashlib
import io
import tarfile
from collections.abc import Collection
from pathlib import Path

_FOLDER = Path(__file__).parent / "corpus"
_MOST_INPUTS, _MOST_BYTES = 400, 4 << 20
"""Of a parser, before they are packed: all of them are read in each test run."""


def kept(name: str) -> tuple[bytes, ...]:
    """The inputs kept for a parser, by their digests; none where it was not fuzzed yet."""
    path = _FOLDER / f"{name}.tar.xz"
    if not path.exists():
        return ()
    with tarfile.open(path, "r:xz") as archive:
        members = [archive.extractfile(member) for member in archive]
        return tuple(member.read() for member in members if member)


def keep(name: str, inputs: Collection[bytes]) -> int:
    """Keep the small ones among the inputs; how many there are. The same inputs make the same bytes."""
    chosen: list[bytes] = []
    room = _MOST_BYTES
    for data in sorted(set(inputs), key=lambda one: (len(one), one))[:_MOST_INPUTS]:
        room -= len(data)
        if room < 0:
            break
        chosen.append(data)
    _FOLDER.mkdir(exist_ok=True)
    with tarfile.open(_FOLDER / f"{name}.tar.xz", "w:xz", format=tarfile.USTAR_FORMAT, preset=9) as archive:
        for data in sorted(chosen, key=_digest):
            member = tarfile.TarInfo(_digest(data))
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return len(chosen)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
