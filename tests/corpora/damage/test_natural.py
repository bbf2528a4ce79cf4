"""Texts of converters and recognisers: what is asked of them and what becomes of their failures."""

from pathlib import Path

import pytest

from extractor.corpora.damage.errors import ConversionFailed, MissingTool
from extractor.corpora.damage.natural import pdftotext_version, text_by_pdftotext, text_by_recognition


def program(folder: Path, body: str) -> str:
    path = folder / "converter"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_converter_gets_the_bytes_and_the_layout_word(tmp_path: Path) -> None:
    echo = program(tmp_path, 'echo "$@"; cat')
    assert text_by_pdftotext("甲".encode(), layout=True, program=echo) == "-enc UTF-8 -layout - -\n甲"
    assert text_by_pdftotext(b"x", layout=False, program=echo) == "-enc UTF-8 - -\nx"


def test_failures_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingTool, match="no-such-program"):
        text_by_pdftotext(b"", layout=False, program=str(tmp_path / "no-such-program"))
    with pytest.raises(MissingTool, match="no-such-program"):
        pdftotext_version(str(tmp_path / "no-such-program"))
    broken = program(tmp_path, "cat > /dev/null; echo damaged >&2; exit 3")
    with pytest.raises(ConversionFailed, match="status 3: damaged"):
        text_by_pdftotext(b"x", layout=False, program=broken)
    slow = program(tmp_path, "exec sleep 20")
    with pytest.raises(ConversionFailed, match=r"longer than 0\.1 s"):
        text_by_pdftotext(b"", layout=False, program=slow, timeout_s=0.1)


def test_the_version_is_the_programs_own_word(tmp_path: Path) -> None:
    assert pdftotext_version(program(tmp_path, 'echo "pdftotext version 22.12.0" >&2')) == "pdftotext version 22.12.0"


def test_a_recogniser_reads_page_by_page() -> None:
    read = {b"one": "甲\t1", b"two": "乙"}
    assert text_by_recognition([b"one", b"two"], read.__getitem__) == "甲\t1\n\f乙\n\f"
