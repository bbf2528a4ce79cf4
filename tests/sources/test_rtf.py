import os
import stat
from pathlib import Path

import docx
import pytest

from extractor.document.content import Grid, Paragraph
from extractor.errors import CorruptSource, LibreOfficeFailed
from extractor.options import SourceOptions
from extractor.sources.libreoffice import libreoffice_program
from extractor.sources.rtf import read_rtf

TABLE = rb"""{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}
\pard \'d4\'a4\'cb\'e3\par
\trowd\clmgf\cellx3000\clmrg\cellx6000\pard\intbl \'ca\'d5\'c8\'eb\cell\cell\row
\trowd\cellx3000\cellx6000\pard\intbl \'ca\'fd\cell 941.39\cell\row\pard\par}"""


def pretend_libreoffice(made: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that writes ``made`` whatever it is asked: the reader's own part is the same."""
    (folder / "made.docx").write_bytes(made)
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\nmkdir made && cp {folder / 'made.docx'} made/document.docx\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_what_libreoffice_saved_is_read_and_the_way_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document()
    document.add_paragraph("预算")
    document.save(str(tmp_path / "source.docx"))
    pretend_libreoffice((tmp_path / "source.docx").read_bytes(), tmp_path, monkeypatch)
    content = read_rtf(TABLE, SourceOptions())
    assert [element.text for element in content.elements if isinstance(element, Paragraph)] == ["预算"]
    assert content.reader == "libreoffice+docx"


def test_a_result_that_is_no_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_libreoffice(b"nothing of the kind", tmp_path, monkeypatch)
    with pytest.raises(CorruptSource):
        read_rtf(TABLE, SourceOptions())


if libreoffice_program() is None:
    converts = pytest.mark.skip(reason="LibreOffice (soffice) is not here")
else:
    converts = pytest.mark.needs_libreoffice


@pytest.mark.needs_libreoffice
@converts
def test_a_table_with_merged_cells() -> None:
    content = read_rtf(TABLE, SourceOptions())
    grid = next(element for element in content.elements if isinstance(element, Grid))
    assert [(cell.raw, cell.column_span) for cell in grid.cells] == [("收入", 2), ("数", 1), ("941.39", 1)]


@pytest.mark.needs_libreoffice
@converts
def test_what_only_begins_like_one_is_typed() -> None:
    with pytest.raises((LibreOfficeFailed, CorruptSource)):
        read_rtf(b"{\\rtf" + bytes(range(256)) * 40, SourceOptions(max_libreoffice_seconds=60))
