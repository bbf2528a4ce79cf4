"""What all tests share."""

import contextlib
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from extractor.document.table import Cell, Column, Row, Table, row_values, slots_of
from extractor.document.text import single_spaced

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
Spans = dict[tuple[int, int], tuple[int, int]]
IN_CI = os.environ.get("CI") == "true"


_listeners: list[set[Path]] = []
"""Who is told of every file that this process opens; an audit hook can not be taken off again."""


def _note_opened(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _listeners and isinstance(arguments[0], str | os.PathLike):
        path = Path(arguments[0])
        for opened in _listeners:
            opened.add(path)


sys.addaudithook(_note_opened)


@pytest.fixture(scope="session")
def files_opened() -> Callable[[], contextlib.AbstractContextManager[set[Path]]]:
    """A context that collects the paths of all files that this process opens within it."""

    @contextlib.contextmanager
    def collect() -> Iterator[set[Path]]:
        opened: set[Path] = set()
        _listeners.append(opened)
        try:
            yield opened
        finally:
            _listeners.remove(opened)

    return collect


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project; without it the test is skipped (in CI: fails)."""
    folder = Path(__file__).parents[1] / ".." / "shared"
    if not folder.is_dir():
        pytest.skip("the real documents (../shared) are not here")
    return folder.resolve()


@pytest.fixture(scope="session")
def demo() -> Path:
    """The folder of demonstration documents that ships with the project."""
    return Path(__file__).parents[1] / "corpora" / "demo"


@pytest.fixture(scope="session")
def odd_files() -> Path:
    """The folder of small odd files; its README says how each was made."""
    return Path(__file__).parent / "data"


@pytest.fixture
def make_form_table() -> Callable[..., Table]:
    """A builder: rows of printed texts, spans by place, an optional title, unit, captions and id."""

    def make(
        rows: Sequence[Sequence[str]],
        spans: Spans | None = None,
        *,
        identity: str = "t1",
        title: str | None = None,
        unit: str | None = None,
        captions: tuple[str, ...] = (),
        header_rows: int = 0,
    ) -> Table:
        width = max(len(row) for row in rows)
        merged = spans or {}
        covered = {
            (r, c)
            for (row, column), (height, breadth) in merged.items()
            for r in range(row, row + height)
            for c in range(column, column + breadth)
            if (r, c) != (row, column)
        }
        cells = []
        for row, texts in enumerate(rows):
            for column in range(width):
                if (row, column) not in covered:
                    raw = texts[column] if column < len(texts) else ""
                    height, breadth = merged.get((row, column), (1, 1))
                    cell_id = f"{identity}.r{row}c{column}"
                    cells.append(Cell(cell_id, row, column, height, breadth, single_spaced(raw), raw, "data"))
        slots = slots_of(cells, len(rows), width)
        return Table(
            id=identity,
            title=title,
            kind="project_targets",
            unit=unit,
            reporting_unit=None,
            as_of=None,
            pages=(),
            captions=captions,
            notes=(),
            declared_empty=False,
            reading="native",
            confidence=1.0,
            header_rows=header_rows,
            columns=tuple(Column(()) for _ in range(width)),
            rows=tuple(Row(row_values(row)) for row in slots[header_rows:]),
            parts=(),
            cells=tuple(cells),
        )

    return make


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return _refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return _refuse_skip(report)


def _refuse_skip(report: Report) -> Report:
    """In CI a test that does not run proves nothing; only LibreOffice may be absent there."""
    excused = hasattr(report, "wasxfail") or "needs_libreoffice" in getattr(report, "keywords", ())
    if IN_CI and report.outcome == "skipped" and not excused:
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report
