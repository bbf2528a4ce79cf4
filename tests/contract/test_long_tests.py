"""The tests that are run without counting the lines they reach are there."""

from pathlib import Path

import pytest

from tests.conftest import LONG


@pytest.mark.parametrize("name", sorted(LONG))
def test_it_is_there(name: str) -> None:
    file, _, test = name.partition("::")
    assert f"def {test}(" in (Path(__file__).parents[1] / file).read_text(encoding="utf-8")
