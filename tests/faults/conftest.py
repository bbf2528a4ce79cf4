"""One warm process for all cases of a module."""

from collections.abc import Iterator

import pytest

from tests.faults.disturbing import Disturbing, disturbing


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Disturbing]:
    """What disturbed processes are forked from."""
    with disturbing(tmp_path_factory.mktemp("warm")) as process:
        yield process
