"""Documents as data frames: Arrow, pandas and Polars tables of the tidy model, by name.

>>> from extractor import extract
>>> from extractor.export.frames import pandas_frames
>>> frames = pandas_frames([extract("budget.pdf")])                 # doctest: +SKIP
>>> frames["statement_lines"].query("measure == 'project'")         # doctest: +SKIP
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.document.document import Document
from extractor.errors import MissingExtra
from extractor.export.tidy.arrow import arrow_tables as _arrow_tables
from extractor.export.tidy.tables import tidy_rows
from extractor.export.tidy.view import DocumentView

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Documents = Iterable[Document | tuple[str, Document]]
"""Documents, each alone (its path is then its file's name) or behind its path, which is a part of its key."""


def arrow_tables(documents: Documents) -> "dict[str, pa.Table]":
    """The tidy tables as Arrow: amounts are decimal128; MissingExtra without pyarrow.

    A number of too many digits is empty, as in every format.
    """
    return _arrow_tables(tidy_rows(view) for view in _views(documents))


def pandas_frames(documents: Documents) -> "dict[str, pd.DataFrame]":
    """The tidy tables as pandas data frames: amounts are ``Decimal`` objects, few different words are categories.

    MissingExtra without pyarrow and pandas.
    """
    try:
        import pandas  # noqa: F401 - said here, where the hint can name what to install
    except ImportError as error:
        raise MissingExtra("Data frames of pandas need pandas", "pandas") from error
    return {name: table.to_pandas() for name, table in arrow_tables(documents).items()}


def polars_frames(documents: Documents) -> "dict[str, pl.DataFrame]":
    """The tidy tables as Polars data frames: amounts are ``Decimal(38, 8)``; MissingExtra without polars."""
    try:
        import polars
    except ImportError as error:
        raise MissingExtra("Data frames of Polars need polars", "polars") from error
    frames: dict[str, pl.DataFrame] = {}
    for name, table in arrow_tables(documents).items():
        frame = polars.from_arrow(table)
        assert isinstance(frame, polars.DataFrame)  # noqa: S101 - of a table it is one
        frames[name] = frame
    return frames


def _views(documents: Documents) -> Iterator[DocumentView]:
    for given in documents:
        source, document = given if isinstance(given, tuple) else (given.source.name or "", given)
        yield DocumentView(document, source)
