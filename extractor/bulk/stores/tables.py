"""Tables for a store: written here, then stored when they are whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.bulk.stores.store import Store
from extractor.temporary import temporary_folder


@contextmanager
def written_to_store(address: str) -> Iterator[Path]:
    """A place of this machine to write a folder of tables, or one file, whose files go to the address in the end;
    UnwritableOutput. An error on the way leaves the store as it was."""
    parent, _, name = address.rstrip("/").rpartition("/")
    with temporary_folder("store") as folder:
        place = folder / name
        yield place
        store = Store.at(address if place.is_dir() else parent)
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file():
                store.put_file(path.relative_to(place if place.is_dir() else place.parent).as_posix(), path)
