"""The results of a store, fetched one at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from extractor.bulk.listed_results import is_manifest_name, lost_results
from extractor.bulk.output_names import RESULT_ENDING
from extractor.bulk.own_outputs import is_result_file
from extractor.bulk.result_files import ResultFile
from extractor.bulk.stores.store import Store, Unlisted
from extractor.errors import UnreadableSource, UsageError
from extractor.temporary import temporary_folder

_LISTINGS_KEPT = 2


@contextmanager
def fetched_results(addresses: Sequence[str]) -> Iterator[list[Iterator[ResultFile]]]:
    """For each folder of a store its results, in the order of a walk, and behind them those that its manifests name
    and that are no results any more, or are gone; each file is there until the next one is asked for. UsageError where
    there is no folder."""
    missing = next((address for address in addresses if Store.at(address).kind() != "folder"), None)
    if missing is not None:
        raise UsageError(f"{missing} is no folder of a store.")
    with temporary_folder("fetched") as folder:
        places = [folder / str(number) for number in range(len(addresses))]
        yield [_results(Store.at(address), place) for address, place in zip(addresses, places, strict=True)]


def _results(store: Store, folder: Path) -> Iterator[ResultFile]:
    """``folder`` is of this machine, for what is fetched."""
    folder.mkdir()
    place = folder / f"result{RESULT_ENDING}"
    lists: list[str] = []
    others: set[str] = set()
    for met in store.walk():
        if isinstance(met, Unlisted):
            raise UnreadableSource(f"{store.address}/{met.name} can not be listed: {met.reason}.")
        if is_manifest_name(met.name.rpartition("/")[2]):
            lists.append(met.name)
        if met.name.endswith(RESULT_ENDING):
            store.fetch(met.name, place)
            if is_result_file(place):
                yield _result(store, met.name, place)
            else:
                others.add(met.name)
    others.update(lists)
    for name in _lost(store, folder, lists, others):
        place.unlink(missing_ok=True)
        if name in others:
            store.fetch(name, place)
        yield _result(store, name, place)


def _lost(store: Store, folder: Path, lists: Sequence[str], others: set[str]) -> Iterator[str]:
    """What the manifests name and is not there; ``others`` is there and is no result."""

    @lru_cache(maxsize=_LISTINGS_KEPT)  # manifests are sorted: what lies in one folder is asked for together
    def listed(parent: str) -> frozenset[str]:
        return frozenset(store.files_in(parent))

    for parent, names in groupby(lists, key=lambda name: name.rpartition("/")[0]):
        below = f"{parent}/" if parent else ""
        manifests = []
        for name in names:
            manifests.append(folder / name.rpartition("/")[2])
            store.fetch(name, manifests[-1])

        def is_there(output: str, below: str = below) -> bool:
            name = f"{below}{output}"
            return name not in others and name in listed(name.rpartition("/")[0])

        yield from (f"{below}{output}" for output in lost_results(manifests, is_there))


def _result(store: Store, name: str, place: Path) -> ResultFile:
    return ResultFile(place, name.removesuffix(RESULT_ENDING), f"{store.address}/{name}")
