"""Where the labelled documents lie on this machine: found by their hash, whatever they are called."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from extractor.corpora import LabelledSet, Manifest


def find_documents(manifest: Manifest, folder: Path | None) -> dict[str, Path]:
    """The manifest's documents by their SHA-256: at their named path, else anywhere below ``folder``.

    The whole folder is only searched for what is not at its path, so that documents of other splits stay closed where
    all is in its place.
    """
    found: dict[str, Path] = {}
    for entry in manifest.sets:
        for place in _places(entry, manifest, folder):
            if entry.sha256 not in found and _digest(place) == entry.sha256:
                found[entry.sha256] = place
    missing = {entry.sha256 for entry in manifest.sets} - set(found)
    for path in sorted(folder.rglob("*")) if folder and missing else ():
        if path.is_file() and not missing <= set(found):
            digest = _digest(path)
            if digest in missing:
                found.setdefault(digest, path)
    return found


def is_changed(entry: LabelledSet, manifest: Manifest, folder: Path | None) -> bool:
    """Whether a file lies where a document should that was not found by its hash: another one than was labelled."""
    return any(_places(entry, manifest, folder))


def _places(entry: LabelledSet, manifest: Manifest, folder: Path | None) -> Iterator[Path]:
    """The files that lie where a document should."""
    places = [manifest.folder / entry.path, *([folder.parent / entry.path, folder / entry.path] if folder else [])]
    return (place for place in places if place.is_file())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
