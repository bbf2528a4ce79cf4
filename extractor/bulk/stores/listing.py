"""The address of a folder, a file or a pattern in a store → the files there, each with its place among the results."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractor.bulk.stores.store import Store, Stored, Unlisted
from extractor.errors import UsageError

_GLOB_SIGNS = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the store at ``store``; ``found`` says that it was met, not named."""

    store: str
    file: Stored
    found: bool


def is_folder(address: str) -> bool:
    """Whether a folder lies at the address: it is walked. UsageError where it can not be looked at."""
    return not _is_pattern(address) and Store.at(address).kind() == "folder"


def stored_files(address: str, own: Sequence[str]) -> Iterator[Listed | Unlisted]:
    """The files of the folder at the address, those of the addresses in ``own`` (of outputs) left out."""
    store = Store.at(address)
    for met in store.walk(_below_any(store, own)):
        yield met if isinstance(met, Unlisted) else Listed(store.address, met, found=True)


def loose_files(address: str, own: Sequence[str]) -> Iterator[Listed]:
    """The file at the address, or those that the pattern matches; UsageError where there is none."""
    if not _is_pattern(address):
        yield _named(address)
        return
    base = _fixed_part(address)
    store = Store.at(base)
    left_out = _below_any(store, own)
    none = True
    for file in store.matching(address.removeprefix(f"{store.address}/")):
        parts = file.name.split("/")
        if any(part.startswith("~$") for part in parts) or left_out(file.name):
            continue
        none = False
        yield Listed(store.address, file, found=True)
    if none:
        raise UsageError(f"No file matches {address!r}.")


def _is_pattern(address: str) -> bool:
    return bool(_GLOB_SIGNS & set(address)) and Store.at(address).kind() is None


def _named(address: str) -> Listed:
    folder, _, name = address.rstrip("/").rpartition("/")
    store = None if folder.endswith(":/") else Store.at(folder)
    file = store.info(name) if store else None
    if store is None or file is None:
        raise UsageError(f"{address} is not there.")
    return Listed(store.address, file, found=False)


def _fixed_part(pattern: str) -> str:
    """The folder above the first part with a sign of a pattern in it."""
    scheme, _, path = pattern.partition("://")
    parts = path.split("/")
    first = next(number for number, part in enumerate(parts) if _GLOB_SIGNS & set(part))
    if not first:
        raise UsageError(f"{pattern!r} names no bucket.")
    return f"{scheme}://{'/'.join(parts[:first])}"


def _below_any(store: Store, own: Sequence[str]) -> Callable[[str], bool]:
    """Whether a name of the store lies in one of those addresses."""
    prefixes = [f"{Store.at(address).path('')}/" for address in own]
    return lambda name: any(f"{store.path(name)}/".startswith(prefix) for prefix in prefixes)
