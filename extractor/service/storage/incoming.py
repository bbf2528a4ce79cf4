"""Where uploads lie until they are whole: a folder of each process below the data folder."""

from pathlib import Path


def make_incoming(folder: Path) -> None:
    """Make it again where somebody cleared it away; OSError.

    Not the data folder: where that is away, so is what was acknowledged, and another in its place would hide it.
    """
    for part in (folder.parent, folder):
        part.mkdir(mode=0o700, exist_ok=True)
