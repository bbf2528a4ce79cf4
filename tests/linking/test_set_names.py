"""A set's name is one that a file can have, whatever a document calls its department."""

import pytest

from extractor.linking.set_names import set_name


def test_it_says_whose_the_set_is() -> None:
    assert set_name("320000", "江苏省委办公厅", 2018, "budget", unit=False) == "320000-江苏省委办公厅-2018-budget"
    assert set_name(None, "示例局/机关", 2018, "final_account", unit=True) == "示例局_机关-unit-2018-final_account"


@pytest.mark.parametrize("name", ["局" * 5000, "😀" * 99, "局\0\x1b[31m\n", "../../x"])
def test_it_is_the_name_of_a_file(name: str) -> None:
    made = set_name("../..", name, 9999, "final_account", unit=True)
    assert len(f"{made}-10000.set.json".encode()) <= 255
    assert made.isprintable() and "/" not in made
