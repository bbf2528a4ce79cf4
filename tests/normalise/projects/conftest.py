"""The forms of these tests: rows of strings → a table of the contract."""

from collections.abc import Callable

import pytest

from extractor.document.table import Table

MakeTable = Callable[..., Table]


@pytest.fixture
def make_table(make_form_table: MakeTable) -> MakeTable:
    """A builder: rows of printed texts, spans by place, an optional title, unit, captions and id."""
    return make_form_table
