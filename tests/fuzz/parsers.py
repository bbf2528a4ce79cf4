"""The parsers of our own as functions of bytes that raise nothing but what they say: for fuzzers, and for the seeds.

Of a container a fuzzer would spend its time on checksums: it is given the XML of one member, made well-formed, in a
container that is sound.
"""

import contextlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import etree

from extractor.document.number import holds_two_numbers, read_amount, read_money
from extractor.document.target.reading import is_measured, parse_target
from extractor.errors import SourceError
from extractor.options import SourceOptions
from extractor.sources.container import check_container
from extractor.sources.delimited.reader import read_delimited
from extractor.sources.doc.reader import read_doc
from extractor.sources.docx.reader import read_docx
from extractor.sources.html.reader import read_html, read_mhtml
from extractor.sources.opendocument.spreadsheet import read_opendocument_spreadsheet
from extractor.sources.opendocument.text_document import read_text_document
from extractor.sources.pdf import read_pdf
from extractor.sources.sheets.number_format import display
from extractor.sources.sheets.workbook import read_spreadsheet
from extractor.sources.sheets.xls import read_xls
from extractor.sources.sniff import recognise
from extractor.sources.text.reader import read_text
from tests.hostile.zip_writer import container

_DATA = Path(__file__).parents[1] / "formats" / "data"
_ODD = Path(__file__).parents[1] / "data"
_OPTIONS = SourceOptions(max_inflated_bytes=8 << 20, max_markup_bytes=1 << 20, max_pages=50)
_TEXTS = (
    "≥90%",
    "100万元",
    "1,234.50",
    "（12.3）",
    "不低于95％",
    "提前3天",
    "-",
    "一百二十三万",
    "1．5",
    "２０",
    "2个/年",
)
_FORMATS = ("#,##0.00", "0%", '[红色]-0.0;"合计"@', "yyyy年m月d日", "# ?/?", "0.00E+00", "[h]:mm", "[>=1]0;0.0")
_MHTML = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<table><tr><td colspan=3D2>=D4=A4=CB=E3</td></tr><tr><td>1</td><td>2.50</td></tr></table>\r\n"
    "--b\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: base64\r\n\r\ndGQge30=\r\n--b--\r\n"
)


@dataclass(frozen=True, slots=True)
class Parser:
    """``read`` raises SourceError or nothing; ``seeds`` are good inputs, our own."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def _files(*patterns: str, folder: Path = _DATA, most: int = 48_000) -> tuple[bytes, ...]:
    found = [path.read_bytes() for pattern in patterns for path in sorted(folder.glob(pattern))]
    return tuple(data for data in found if len(data) <= most) or tuple(found[:1])


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _numbers(data: bytes) -> object:
    text = _text(data)
    return read_amount(text), read_money(text), holds_two_numbers(text)


def _targets(data: bytes) -> object:
    text = _text(data)
    return parse_target(text), is_measured(text)


def _formats(data: bytes) -> object:
    text = _text(data)
    return [display(number, text) for number in (0, 1, -1234.5, 44_000, 1e15, 1e-9)]


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def _with_member(path: Path, name: str, read: Callable[[bytes, SourceOptions], object], data: bytes) -> object:
    try:
        root = etree.fromstring(data, etree.XMLParser(recover=True, resolve_entities=False, huge_tree=False))
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return None
    return read(container({**_members(path), name: etree.tostring(root, encoding="utf-8")}), _OPTIONS)


def _part(path: Path, name: str, read: Callable[[bytes, SourceOptions], object]) -> "Parser":
    return Parser(partial(_with_member, path, name, read), (_members(path)[name],))


def _encoded(texts: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


PARSERS: dict[str, Parser] = {
    "doc": Parser(lambda data: read_doc(data, _OPTIONS), _files("*.doc")),
    "docx": Parser(lambda data: read_docx(data, _OPTIONS), _files("*.docx")),
    "docx_document": _part(_ODD / "lists.docx", "word/document.xml", read_docx),
    "docx_numbering": _part(_ODD / "lists.docx", "word/numbering.xml", read_docx),
    "docx_tables": _part(_DATA / "department-targets.docx", "word/document.xml", read_docx),
    "xlsx": Parser(lambda data: read_spreadsheet(data, _OPTIONS), _files("*.xlsx")),
    "xlsx_sheet": _part(_DATA / "department-targets.xlsx", "xl/worksheets/sheet1.xml", read_spreadsheet),
    "xlsx_styles": _part(_DATA / "department-targets.xlsx", "xl/styles.xml", read_spreadsheet),
    "xls": Parser(lambda data: read_xls(data, _OPTIONS), _files("*.xls")),
    "ods": Parser(lambda data: read_opendocument_spreadsheet(data, _OPTIONS), _files("*.ods")),
    "ods_content": _part(_DATA / "department-targets.ods", "content.xml", read_opendocument_spreadsheet),
    "odt_content": _part(_DATA / "department-targets.odt", "content.xml", read_text_document),
    "odt_lists": _part(_ODD / "lists.odt", "content.xml", read_text_document),
    "odt_list_styles": _part(_ODD / "lists.odt", "styles.xml", read_text_document),
    "odt": Parser(lambda data: read_text_document(data, _OPTIONS), _files("*.odt")),
    "text": Parser(lambda data: read_text(data, _OPTIONS), _files("*.txt", "*.md")),
    "csv": Parser(lambda data: read_delimited(data, _OPTIONS), _files("*.csv")),
    "html": Parser(lambda data: read_html(data, _OPTIONS), _files("*.html")),
    "mhtml": Parser(lambda data: read_mhtml(data, _OPTIONS), (_MHTML.encode(),)),
    "container": Parser(lambda data: check_container(data, _OPTIONS), _files("*.xlsx", "*.odt")),
    "sniff": Parser(recognise, _files("*.*", most=12_000)),
    "batch_reader": Parser(
        lambda data: list(read_pdf(data, _OPTIONS)), _files("plain.pdf", "picture-only.pdf", folder=_ODD)
    ),
    "numbers": Parser(_numbers, _encoded(_TEXTS)),
    "targets": Parser(_targets, _encoded(_TEXTS)),
    "number_formats": Parser(_formats, _encoded(_FORMATS)),
}


def try_parser(name: str, data: bytes) -> None:
    """Read the data; whatever is no SourceError is a fault."""
    with contextlib.suppress(SourceError):
        PARSERS[name].read(data)
