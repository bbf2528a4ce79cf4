"""Files with macros: read like those without, the macros neither run nor kept."""

import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest

from extractor import extract
from extractor.document.wire import to_json

_CALL = b'Sub AutoOpen()\nShell "touch /tmp/ran"\nEnd Sub'


def _document() -> bytes:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("科目名称", "合计"), ("教育支出", "12.00")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (("科目名称", "合计"), ("教育支出", 12)):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_macros(data: bytes, kind: str, plain: str, macro: str) -> bytes:
    """The package as an office program saves it with macros: another content type, and a part with the project."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "[Content_Types].xml":
                assert plain.encode() in part
                part = part.replace(plain.encode(), macro.encode())
            target.writestr(name, part)
        target.writestr(f"{kind}/vbaProject.bin", _CALL)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("kind", "make", "plain", "macro"),
    [
        (
            "word",
            _document,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        (
            "xl",
            _workbook,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    ],
    ids=["docm", "xlsm"],
)
def test_macros_are_left_alone(kind: str, make: Callable[[], bytes], plain: str, macro: str) -> None:
    data = make()
    before, after = extract(data), extract(with_macros(data, kind, plain, macro))
    assert [table.rows for table in after.tables] == [table.rows for table in before.tables]
    assert after.tables
    assert b"AutoOpen" not in to_json(after)
