"""Text dumps of statements: rows of cells → the bytes of a dump, and what is read of them."""

from collections.abc import Callable, Sequence

import pytest

from extractor.document.document import Document
from extractor.document.table import Table
from extractor.options import Options, RepairOptions
from extractor.pipeline import extract

Rows = Sequence[Sequence[str]]
Read = Callable[..., Document]


@pytest.fixture
def read() -> Read:
    """Read a dump of blocks, each a list of lines or of rows; ``repair`` and ``threshold`` as the options have them."""

    def read_blocks(*blocks: str | Rows, repair: bool = True, threshold: float = 0.9) -> Document:
        parts = [block if isinstance(block, str) else "\n".join("\t".join(row) for row in block) for block in blocks]
        options = Options(repair=RepairOptions(enabled=repair, threshold=threshold))
        return extract("\n\n".join(parts).encode(), options=options, name="dump.txt")

    return read_blocks


@pytest.fixture
def values() -> Callable[[Table], list[list[str]]]:
    """The rows of a table as lists of texts."""
    return lambda table: [[value or "" for value in row.values] for row in table.rows]
