"""The addresses that the user named → the files of stores to convert, each with the one path of its result."""

from collections.abc import Sequence

from extractor.bulk.archives.names import harmless, member_path
from extractor.bulk.plan import UNSAFE, Plan
from extractor.bulk.stores.listing import Listed, is_folder, loose_files, stored_files
from extractor.bulk.stores.store import Unlisted
from extractor.bulk.task import StoredTask
from extractor.errors import UsageError


def add_stored_inputs(plan: Plan, addresses: Sequence[str], own: Sequence[str]) -> None:
    """Plan the files at the addresses of folders, files and patterns, the addresses in ``own`` (of outputs) left out.

    A file that was named or matched keeps its path below the common parent of all such files. UsageError.
    """
    loose = []
    for address in addresses:
        if is_folder(address):
            _add_folder(plan, address, own)
        else:
            loose += list(loose_files(address, own))
    if not loose:
        return
    paths = [f"{one.store}/{one.file.name}" for one in loose]
    parent = _common_parent(paths)
    for one, path in zip(loose, paths, strict=True):
        _add(plan, one, path[len(parent) :])


def _add_folder(plan: Plan, address: str, own: Sequence[str]) -> None:
    for met in stored_files(address, own):
        if isinstance(met, Unlisted):
            source = harmless(met.name or address.rstrip("/").rpartition("/")[2])
            plan.add(f"{address}/{met.name}", source, found=True, trouble=met.reason)
        else:
            _add(plan, met, met.file.name)


def _add(plan: Plan, one: Listed, relative: str) -> None:
    source = member_path(relative)
    if source is None:
        plan.add(f"{one.store}/{one.file.name}", harmless(relative), found=one.found, trouble=UNSAFE)
    else:
        plan.add_stored(StoredTask(one.store, one.file.name, source, one.found, one.file.size, one.file.witness))


def _common_parent(paths: Sequence[str]) -> str:
    """What all paths begin with, up to a slash; UsageError where they are of different stores."""
    first, last = min(paths), max(paths)
    alike = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    parent = first[: first.rfind("/", 0, alike) + 1]
    if parent.endswith("://"):
        raise UsageError(f"{first} and {last} have no common folder; convert them apart.")
    return parent
