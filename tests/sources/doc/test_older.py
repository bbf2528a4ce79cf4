"""Word 95 and before: by way of LibreOffice, which is asked only then."""

import struct
from types import SimpleNamespace

import pytest

from extractor.document.content import Content
from extractor.errors import CorruptSource, EncryptedSource, NeedsLibreOffice
from extractor.options import SourceOptions
from extractor.sources.doc.older import read_word
from extractor.sources.libreoffice import libreoffice_program

TEXT_AT = 1024
STYLE_SHEET_ORIGINAL, STYLE_SHEET, CHARACTER_PAGES, PARAGRAPH_PAGES = 0x58, 0x60, 0xB8, 0xC0
"""Where the header of Word 6 says the offsets and lengths of these parts."""


def word_6(word: SimpleNamespace, text: bytes) -> bytes:
    """A Word 6 document of plain paragraphs: everything lies in the main stream, places of pages take two bytes."""
    block = bytearray(TEXT_AT)
    struct.pack_into("<HHHH", block, 0, 0xA5DC, 101, 0, 0x0804)
    struct.pack_into("<H", block, 12, 101)
    struct.pack_into("<II", block, 24, TEXT_AT, TEXT_AT + len(text))
    struct.pack_into("<I", block, 52, len(text))
    stream = bytes(block) + text
    stream += bytes(-len(stream) % 512)
    first_page = len(stream) // 512
    bounds = struct.pack("<II", TEXT_AT, TEXT_AT + len(text))
    stream += (bounds.ljust(511, b"\0") + b"\1") * 2
    style = struct.pack("<HHHH", 0, 1 | 0xFFF << 4, 2, 0) + b"\6Normal\0" + struct.pack("<HHH", 2, 0, 0)
    sheet = struct.pack("<HHHHHHHH", 14, 1, 8, 1, 91, 15, 0, 0) + struct.pack("<H", len(style)) + style
    parts = {
        CHARACTER_PAGES: bounds + struct.pack("<H", first_page),
        PARAGRAPH_PAGES: bounds + struct.pack("<H", first_page + 1),
        STYLE_SHEET_ORIGINAL: sheet,
        STYLE_SHEET: sheet,
    }
    file = bytearray(stream)
    for at, part in parts.items():
        struct.pack_into("<II", file, at, len(file), len(part))
        file += part
    struct.pack_into("<I", file, 32, len(file))
    data: bytes = word.compound_file({"WordDocument": bytes(file)})
    return data


def test_without_libreoffice_the_error_says_how_to_get_it(
    word: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NeedsLibreOffice, match="apt-get install"):
        read_word(word_6(word, b"Budget\r"), SourceOptions())


def test_libreoffice_is_not_asked_for_others(word: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    good = read_word(word.write_doc([word.para("甲\r")]), SourceOptions())
    assert (good.reader, word.said(good)) == ("doc", ["甲"])
    for header, error in (({10: b"\x00\x13"}, EncryptedSource), ({0: b"\0\0"}, CorruptSource)):
        with pytest.raises(error):
            read_word(word.write_doc([word.para("甲\r")], header=header), SourceOptions())


if libreoffice_program() is None:
    typesets = pytest.mark.skip(reason="LibreOffice (soffice) is not here")
else:
    typesets = pytest.mark.needs_libreoffice


@pytest.mark.needs_libreoffice
@typesets
def test_a_word_6_document_is_read(word: SimpleNamespace) -> None:
    content: Content = read_word(word_6(word, b"Budget 941.39\rSecond\r"), SourceOptions())
    assert word.said(content) == ["Budget 941.39", "Second"]
    assert content.reader == "libreoffice+docx"
