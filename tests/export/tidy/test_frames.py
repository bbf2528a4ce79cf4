"""Documents as Arrow, pandas and Polars tables."""

import builtins
from decimal import Decimal
from typing import Any

import pytest

from extractor.document.document import Document
from extractor.errors import MissingExtra
from extractor.export.frames import arrow_tables, pandas_frames, polars_frames
from extractor.export.tidy.tables import TIDY_TABLES
from tests.export.tidy.documents import document_of

TWO: list[Document | tuple[str, Document]] = [
    document_of("甲", value=Decimal("0.1")),
    ("乙/预算.pdf", document_of("乙", value=Decimal("0.2"))),
]
NAMES = [table.name for table in TIDY_TABLES]


def test_arrow_sums_are_exact() -> None:
    tables = arrow_tables(TWO)
    assert list(tables) == NAMES
    assert sum(tables["statement_lines"]["value"].to_pylist()) == Decimal("0.3")
    assert tables["documents"]["source"].to_pylist() == ["甲", "乙/预算.pdf"]


def test_pandas_has_decimals_and_categories() -> None:
    frames = pandas_frames(TWO)
    lines = frames["statement_lines"]
    assert list(frames) == NAMES
    assert lines["yuan"].tolist() == [Decimal("1000.00000000"), Decimal("2000.00000000")]
    assert str(lines["measure"].dtype) == "category"


def test_polars_has_decimals() -> None:
    lines = polars_frames(TWO)["statement_lines"]
    assert str(lines.schema["yuan"]) == "Decimal(precision=38, scale=8)"
    assert lines["yuan"].sum() == Decimal("3000")


def test_no_document_gives_empty_frames() -> None:
    assert {len(frame) for frame in pandas_frames([]).values()} == {0}


@pytest.mark.parametrize(("library", "frames"), [("pandas", pandas_frames), ("polars", polars_frames)])
def test_a_library_that_is_not_there_is_named(library: str, frames: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == library:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=rf"extractor\[{library}\]"):
        frames(TWO)
