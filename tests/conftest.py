"""What all tests share."""

import contextlib
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

from extractor.document.table import Cell, Column, Row, Table, row_values, slots_of
from extractor.document.text import single_spaced

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
Spans = dict[tuple[int, int], tuple[int, int]]
IN_CI = os.environ.get("CI") == "true"


LONG = frozenset(
    {
        "cli/test_check_command.py::test_what_is_written_for_real_documents_never_contradicts_itself",
        "corpora/generate/test_reports.py::test_the_truth_is_a_label_with_every_cell",
        "eval/benchmarks/test_icdar2013.py::test_the_truth_as_an_answer_is_right_in_everything",
        "eval/sampling/test_estimate.py::test_a_clustered_and_stratified_population_is_covered_at_least_as_often",
        "eval/test_faults.py::test_digit_faults_in_real_documents_leave_no_wrong_amount_proved",
        "eval/test_lost_tiers.py::test_the_command_holds_the_gate",
        "export/tidy/test_formats.py::test_no_exported_cell_is_a_formula_and_the_json_is_as_it_was",
        "export/tidy/test_tables.py::test_keys_are_unique_and_references_lead_somewhere",
        "export/workbook/test_workbooks.py::test_no_formula_of_many_is_one_in_a_workbook",
        "formats/test_matrix.py::test_rich_text_made_of_it_gives_the_same",
        "formats/test_matrix.py::test_the_same_records_and_facts",
        "hostile/test_hostile_files.py::test_no_mutant_of_a_good_file_finds_a_fault_of_ours",
        "layout/test_bounds.py::test_a_huge_page_and_one_over_many_pages_keep_all_rows",
        "models/test_cell_roles_training.py::test_the_command_makes_the_same_file_again_from_train_data_only",
        "models/test_cell_roles_training.py::test_what_was_learned_holds_for_a_new_table",
        "normalise/projects/test_seed_forms.py::test_facts_agree_with_the_label",
        "ocr/test_real_reading.py::test_a_borderless_page_of_300_dots_that_says_nothing",
        "ocr/test_real_reading.py::test_a_page_on_its_other_side_and_a_photograph",
        "repair/forms/test_row_alignment.py::test_nothing_is_lost_or_made_up",
        "repair/statements/test_dumps.py::test_a_table_of_five_thousand_torn_rows_is_given_up_and_said",
        "repair/test_stray_numbers.py::test_numbers_of_a_real_dump",
        "sources/pdf/test_batch.py::test_real_and_hostile_files_are_read_alike",
        "sources/test_decoding.py::test_everyday_characters_in_gbk_are_not_taken_for_big5",
        "sources/test_slots.py::test_collapsing_columns_keeps_the_cover_and_the_cells",
        "sources/test_slots.py::test_every_slot_has_one_owner_and_no_text_is_lost",
        "verify/test_verification.py::test_planted_digit_faults_are_caught",
    }
)
"""Long tests of code that other tests go through too: counting which lines they reach would take thrice their time."""


# how long examples take to be made says how busy the machine is
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_itemcollected(item: pytest.Item) -> None:
    if item.nodeid.removeprefix("tests/").partition("[")[0] in LONG:
        item.add_marker(pytest.mark.no_cover)


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
