"""A sample of the hostile files, each through the jail; all of them, and thousands of mutants, by ``make torture``."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.options import Options
from extractor.sandbox import Limits, Sandbox
from tests.hostile.every_file import EVERY_FILE
from tests.hostile.mutants import good_files, mutant, mutant_of
from tests.hostile.outcomes import OURS, nothing_left_in, outcome_of, processes_below

_LIMITS = Limits(seconds=10.0, ocr_seconds=20.0, memory_bytes=512 << 20)
_EXPECTED = {
    "header_only.pdf": "corrupt_file",
    "header_missing.pdf": "corrupt_file",
    "table_missing.pdf": "corrupt_file",
    "table_of_four_thousand_million_entries.pdf": "ok",
    "table_before_itself.pdf": "ok",
    "tables_of_two_revisions_before_each_other.pdf": "ok",
    "object_stream_that_promises_a_thousand_million.pdf": "corrupt_file",
    "tree_of_itself.pdf": "too_large",
    "tree_of_two_that_hold_each_other.pdf": "partial",
    "tree_of_null.pdf": "partial",
    "more_pages_than_are_read.pdf": "too_large",
    "page_is_a_number.pdf": "partial",
    "contents_is_the_page.pdf": "partial",
    "box_ten_to_the_38.pdf": "ok",
    "box_of_strings.pdf": "ok",
    "packed_as_unknown.pdf": "ok",
    "forms_that_double_thirty_times.pdf": "out_of_memory",
    "font_without_a_map.pdf": "partial",
    "font_map_to_control_characters.pdf": "partial",
    "picture_of_a_hundred_thousand_squared.pdf": "partial",
    "encrypted_by_rc4_40_with_its_password.pdf": "ok",
    "encrypted_by_rc4_128_with_a_wrong_password.pdf": "encrypted_file",
    "encrypted_by_aes_128_without_its_password.pdf": "encrypted_file",
    "encrypted_by_aes_256_with_its_owners_password.pdf": "ok",
    "encrypted_with_a_password_of_no_encoding.pdf": "encrypted_file",
    "main_part_declares_a_thousand_million_laughs.docx": "corrupt_file",
    "main_part_declares_a_type_after_a_long_comment.docx": "corrupt_file",
    "main_part_declares_a_type_in_utf_16.docx": "corrupt_file",
    "main_part_of_the_strict_dialect.docx": "unsupported_format",
    "cells_outside_of_rows.docx": "ok",
    "cells_whose_gridSpan_lies_1.docx": "corrupt_file",
    "tables_nested_5000_deep.docx": "corrupt_file",
    "container_with_the_main_part_twice.docx": "corrupt_file",
    "container_that_says_a_wrong_checksum.docx": "corrupt_file",
    "container_of_parts_over_each_other.docx": "too_large",
    "inserted_document_of_the_disk.docx": "partial",
    "container_of_a_directory_at_itself.doc": "corrupt_file",
    "pieces_beyond_the_end.doc": "corrupt_file",
    "character_pages_of_nothing.doc": "partial",
    "encrypted_by_its_own_word.doc": "encrypted_file",
    "merge_of_the_whole_sheet.xlsx": "too_large",
    "cell_in_a_negative_row.xlsx": "corrupt_file",
    "text_of_escapes_of_half_pairs.xlsx": "ok",
    "sheet_that_declares_laughs_in_utf_16.xlsx": "corrupt_file",
    "sheet_that_declares_an_entity_after_a_long_comment.xlsx": "corrupt_file",
    "cells_and_rows_repeated_ten_thousand_times.ods": "too_large",
    "spans_nested_five_thousand_deep.odt": "corrupt_file",
    "cells_of_huge_numbers.xls": "corrupt_file",
    "blocks_nested_a_hundred_thousand_deep.html": "corrupt_file",
    "an_encoding_that_runs_code.html": "ok",
    "declares_entities.html": "partial",
    "page_of_cut_base_64.mht": "partial",
    "surrogates_by_their_code.txt": "corrupt_file",
    "of_every_byte.txt": "corrupt_file",
    "of_white_space.txt": "unsupported_format",
    "of_two_to_the_31_squared.png": "too_large",
    "of_a_text_that_unpacks_to_a_thousand_million.png": "corrupt_file",
    "of_sixty_five_thousand_squared.jpg": "too_large",
    "of_two_to_the_32_squared.tif": "too_large",
}
_MUTANTS = 200
_WERE_FAULTS = {
    ("department-targets.xls", 1236): "corrupt_file",
    ("self-evaluation.xls", 3916): "corrupt_file",
    ("department-targets.cells.txt", 4629): "partial",
}
"""Mutants that found a chain of directories without an end, twice, and a lone cell that took longer than a minute."""


@pytest.fixture(scope="module")
def jail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A jail whose helpers' temporary files would lie in a folder that is looked at."""
    folder = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        with Sandbox(_LIMITS) as sandbox, nothing_left_in(folder):
            sandbox.convert(b"1", "a.txt", Options())
            before = processes_below(os.getpid())
            yield sandbox
            assert sandbox.convert(b"1", "a.txt", Options()).facts.status == "ok"
            assert set(processes_below(os.getpid())) <= set(before), "a process is left"


def test_there_are_as_many_as_are_promised() -> None:
    names = [file.name for file in EVERY_FILE]
    assert len(names) == len(set(names)) >= 200
    assert sum(name.endswith(".pdf") for name in names) >= 100
    assert sum(name.endswith(".docx") for name in names) >= 60
    assert {Path(name).suffix for name in names} >= {".doc", ".xlsx", ".xls", ".html", ".txt", ".png", ".jpg", ".tif"}
    assert set(_EXPECTED) <= set(names)


@pytest.mark.parametrize("name", _EXPECTED)
def test_a_hostile_file_is_a_result_or_a_typed_error(name: str, jail: Sandbox) -> None:
    outcome = outcome_of(jail, next(file for file in EVERY_FILE if file.name == name))
    assert outcome.code == _EXPECTED[name], outcome
    assert outcome.peak_bytes < _LIMITS.memory_bytes


def test_no_mutant_of_a_good_file_finds_a_fault_of_ours(jail: Sandbox) -> None:
    outcomes = [outcome_of(jail, mutant(number), ocr="off") for number in range(_MUTANTS)]
    assert [outcome for outcome in outcomes if outcome.code in OURS | {"worker_died"}] == []


@pytest.mark.parametrize(("name", "number"), _WERE_FAULTS)
def test_a_mutant_that_found_a_fault_once(name: str, number: int, jail: Sandbox) -> None:
    path = next(path for path in good_files() if path.name == name)
    assert outcome_of(jail, mutant_of(path, number), ocr="off").code == _WERE_FAULTS[name, number]


@pytest.mark.parametrize("name", ["\udcff.txt", "a\0b.txt", "../a.txt", "a" * 100_000 + ".txt"], ids=range(4))
def test_any_name_goes_into_the_jail(name: str, jail: Sandbox) -> None:
    assert jail.convert("部门预算\n合计 3.50\n".encode(), name, Options()).facts.status == "ok"
