import io
import zipfile

import docx
import openpyxl
import pytest

from extractor.errors import CorruptSource, EmptySource, EncryptedSource, ExtractorError, NoDocument, UnsupportedFormat
from extractor.sources.sniff import MediaType, ending_fits, recognise, sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str, **contents: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name in names:
            container.writestr(name, contents.get(name, b""))
    return buffer.getvalue()


def word_file() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def excel_file() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def compound_file(stream: str) -> bytes:
    name = stream.encode("utf-16-le") + b"\0\0"
    entry = name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes(62)
    return OLE.ljust(512, b"\0") + entry


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7\n", "a.docx", MediaType.PDF),
        (b"junk before\n%PDF-1.4\n", None, MediaType.PDF),
        (word_file(), "a.pdf", MediaType.DOCX),
        (excel_file(), "a.txt", MediaType.XLSX),
        ("部门预算".encode(), None, MediaType.TEXT),
        ("部门预算收支总表".encode("gb18030"), "a.txt", MediaType.TEXT),
        ("部门预算".encode("utf-16"), "a.txt", MediaType.TEXT),
        (b"plain", "a.doc", MediaType.TEXT),
        (compound_file("WordDocument"), "a.pdf", MediaType.DOC),
    ],
)
def test_content_decides(data: bytes, name: str | None, expected: MediaType) -> None:
    assert sniff(data, name) == expected


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (compound_file("PowerPoint Document"), "PowerPoint 97"),
        (compound_file("Something"), "OLE compound file"),
        (b"GIF89a\0\0", "GIF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
        (zipped("a.txt"), "ZIP archive"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "OFD"),
        (bytes(range(256)) * 4, "binary data"),
        (b'<?xml version="1.0"?><a/>', "an XML file"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XLSX"),
        (b'<?xml version="1.0"?><w:d xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', "DOCX"),
        (b'<?xml version="1.0"?><office:document xmlns:office="urn:x"/>', "OpenDocument"),
    ],
)
def test_unsupported_formats_are_named(data: bytes, named: str) -> None:
    with pytest.raises(UnsupportedFormat, match=named):
        sniff(data, None)


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, compound_file("Something")])
def test_unknown_bytes_are_a_damaged_document_only_where_the_ending_says_so(data: bytes) -> None:
    for name in ("a.pdf", "a.DOC", "a.xlsx", "a.zip"):
        with pytest.raises((CorruptSource, UnsupportedFormat)) as raised:
            sniff(data, name)
        assert not isinstance(raised.value, NoDocument), name
    for no_claim in (None, "a", "Thumbs.db", "a.bin"):
        with pytest.raises(NoDocument):
            sniff(data, no_claim)


def test_recognise_tells_unsupported_formats_apart_without_raising() -> None:
    assert recognise(zipped("a.txt")) is MediaType.ZIP
    assert recognise(compound_file("WordDocument")) is MediaType.DOC


def test_no_bytes() -> None:
    with pytest.raises(EmptySource):
        sniff(b"", "a.pdf")


def test_encrypted_office_file() -> None:
    with pytest.raises(EncryptedSource):
        sniff(compound_file("EncryptedPackage"), "a.docx")


def test_a_mention_of_the_encrypted_stream_in_a_document_is_not_encryption() -> None:
    mention = compound_file("WordDocument") + b"x" + "EncryptedPackage".encode("utf-16-le") + bytes(70)
    assert recognise(mention) is MediaType.DOC


def test_truncated_container() -> None:
    with pytest.raises(CorruptSource):
        sniff(word_file()[:2000], "a.docx")


def test_a_text_in_no_known_encoding() -> None:
    latin = "naïveté déjà vu, élève, à côté".encode("latin-1")
    with pytest.raises(CorruptSource):
        sniff(latin, "a.txt")
    with pytest.raises(UnsupportedFormat):
        sniff(latin, "a.bin")


def test_ending_fits() -> None:
    assert ending_fits(MediaType.PDF, "预算.PDF")
    assert not ending_fits(MediaType.PDF, "预算.docx")
    assert ending_fits(MediaType.PDF, None)
    assert ending_fits("something/else", "a.xyz")


@pytest.mark.parametrize("length", [1, 4, 8, 30, 100, 600])
def test_only_own_errors_escape_from_any_beginning(length: int) -> None:
    for data in (word_file(), excel_file(), compound_file("WordDocument"), "预算".encode() * 300):
        try:
            recognise(data[:length], "a.docx")
        except ExtractorError:
            continue
