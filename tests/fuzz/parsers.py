"""The parsers of our own as functions of bytes that raise nothing but what they say: for fuzzers, and for the seeds."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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


def _encoded(texts: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


PARSERS: dict[str, Parser] = {
    "doc": Parser(lambda data: read_doc(data, _OPTIONS), _files("*.doc")),
    "docx": Parser(lambda data: read_docx(data, _OPTIONS), _files("*.docx")),
    "xlsx": Parser(lambda data: read_spreadsheet(data, _OPTIONS), _files("*.xlsx")),
    "xls": Parser(lambda data: read_xls(data, _OPTIONS), _files("*.xls")),
    "ods": Parser(lambda data: read_opendocument_spreadsheet(data, _OPTIONS), _files("*.ods")),
    "odt": Parser(lambda data: read_text_document(data, _OPTIONS), _files("*.odt")),
    "text": Parser(lambda data: read_text(data, _OPTIONS), _files("*.txt", "*.md")),
    "csv": Parser(lambda data: read_delimited(data, _OPTIONS), _files("*.csv")),
    "html": Parser(lambda data: read_html(data, _OPTIONS), _files("*.html")),
    "mhtml": Parser(lambda data: read_mhtml(data, _OPTIONS), ()),
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
