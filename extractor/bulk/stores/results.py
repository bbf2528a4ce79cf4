"""The results of a store, fetched one at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extractor.bulk.output_names import RESULT_ENDING
from extractor.bulk.own_outputs import is_result_file
from extractor.bulk.result_files import ResultFile
from extractor.bulk.stores.store import Store, Unlisted
from extractor.errors import UnreadableSource, UsageError
from extractor.temporary import temporary_folder


@contextmanager
def fetched_results(addresses: Sequence[str]) -> Iterator[list[Iterator[ResultFile]]]:
    """For each folder of a store its results, in the order of a walk; each file is there until the next one is asked
    for. UsageError where there is no folder."""
    missing = next((address for address in addresses if Store.at(address).kind() != "folder"), None)
    if missing is not None:
        raise UsageError(f"{missing} is no folder of a store.")
    with temporary_folder("fetched") as folder:
        places = [folder / f"{number}{RESULT_ENDING}" for number in range(len(addresses))]
        yield [_results(Store.at(address), place) for address, place in zip(addresses, places, strict=True)]


def _results(store: Store, place: Path) -> Iterator[ResultFile]:
    for met in store.walk():
        if isinstance(met, Unlisted):
            raise UnreadableSource(f"{store.address}/{met.name} can not be listed: {met.reason}.")
        if met.name.endswith(RESULT_ENDING):
            store.fetch(met.name, place)
            if is_result_file(place):
                yield ResultFile(place, met.name.removesuffix(RESULT_ENDING))
