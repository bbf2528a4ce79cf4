"""What a file is, by its content; the ending only breaks ties."""

import codecs
import re
from enum import StrEnum
from pathlib import PurePath

from extractor.errors import CorruptSource, EmptySource, EncryptedSource, NoDocument, SourceError, UnsupportedFormat
from extractor.sources.container import ZIP_ERRORS, open_container
from extractor.sources.decoding import decode, is_binary, may_be_text
from extractor.sources.delimited.dialect import find_dialect, is_surely_delimited


class MediaType(StrEnum):
    """The formats that are recognised; ``READABLE`` are those that a reader exists for."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    TEXT = "text/plain"
    CSV = "text/csv"
    DOC = "application/msword"
    XLS = "application/vnd.ms-excel"
    PPT = "application/vnd.ms-powerpoint"
    OLE = "application/x-ole-storage"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    OFD = "application/ofd"
    ZIP = "application/zip"
    RAR = "application/vnd.rar"
    SEVEN_ZIP = "application/x-7z-compressed"
    GZIP = "application/gzip"
    RTF = "application/rtf"
    HTML = "text/html"
    MHTML = "multipart/related"
    XML = "application/xml"
    XML_SPREADSHEET = "application/vnd.ms-excel.xml-2003"
    XML_WORD = "application/vnd.ms-word.xml-2003"
    FLAT_OPENDOCUMENT = "application/vnd.oasis.opendocument.flat"
    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    BMP = "image/bmp"
    TIFF = "image/tiff"
    WEBP = "image/webp"


PICTURES = frozenset({MediaType.PNG, MediaType.JPEG, MediaType.TIFF})
"""Pictures that may be of pages; a recogniser reads them."""
READABLE = frozenset(
    {
        MediaType.PDF,
        MediaType.DOCX,
        MediaType.DOC,
        MediaType.XLSX,
        MediaType.XLS,
        MediaType.ODT,
        MediaType.ODS,
        MediaType.RTF,
        MediaType.HTML,
        MediaType.MHTML,
        MediaType.CSV,
        MediaType.TEXT,
        *PICTURES,
    }
)

_NAMES: dict[MediaType, str] = {
    MediaType.DOC: "a Word 97 document (DOC)",
    MediaType.XLS: "an Excel 97 workbook (XLS)",
    MediaType.PPT: "a PowerPoint 97 presentation (PPT)",
    MediaType.OLE: "an OLE compound file without a known document",
    MediaType.PPTX: "a PowerPoint presentation (PPTX)",
    MediaType.XLSB: "a binary Excel workbook (XLSB)",
    MediaType.ODT: "an OpenDocument text (ODT)",
    MediaType.ODS: "an OpenDocument spreadsheet (ODS)",
    MediaType.OFD: "an OFD document (GB/T 33190)",
    MediaType.ZIP: "a ZIP archive (`extractor convert` unpacks it)",
    MediaType.RAR: "a RAR archive",
    MediaType.SEVEN_ZIP: "a 7-Zip archive",
    MediaType.GZIP: "a GZIP archive (`extractor convert` unpacks it)",
    MediaType.RTF: "a Rich Text document (RTF)",
    MediaType.HTML: "an HTML page",
    MediaType.MHTML: "a web archive (MHTML)",
    MediaType.XML: "an XML file",
    MediaType.XML_SPREADSHEET: "an XML Spreadsheet of Excel 2003 (save it as XLSX)",
    MediaType.XML_WORD: "a Word document as one XML file (save it as DOCX)",
    MediaType.FLAT_OPENDOCUMENT: "an OpenDocument as one XML file (save it as ODT or ODS)",
    MediaType.PNG: "a PNG picture",
    MediaType.JPEG: "a JPEG picture",
    MediaType.GIF: "a GIF picture",
    MediaType.BMP: "a BMP picture",
    MediaType.TIFF: "a TIFF picture",
    MediaType.WEBP: "a WebP picture",
}
_ENDINGS: dict[MediaType, tuple[str, ...]] = {
    MediaType.PDF: (".pdf",),
    MediaType.DOCX: (".docx", ".docm", ".dotx", ".dotm"),
    MediaType.XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    MediaType.TEXT: (".txt", ".text", ".md", ".markdown", ".tsv", ".csv", ".log", ""),
    MediaType.CSV: (".csv", ".tsv", ".tab", ".txt"),
    MediaType.DOC: (".doc", ".dot", ".wps"),
    MediaType.XLS: (".xls", ".xlt", ".et"),
    MediaType.PPT: (".ppt", ".pps", ".dps"),
    MediaType.PPTX: (".pptx", ".ppsx", ".pptm"),
    MediaType.XLSB: (".xlsb",),
    MediaType.ODT: (".odt", ".ott"),
    MediaType.ODS: (".ods", ".ots"),
    MediaType.OFD: (".ofd",),
    MediaType.ZIP: (".zip",),
    MediaType.RAR: (".rar",),
    MediaType.SEVEN_ZIP: (".7z",),
    MediaType.GZIP: (".gz", ".tgz"),
    MediaType.RTF: (".rtf",),
    MediaType.HTML: (".html", ".htm", ".xhtml"),
    MediaType.MHTML: (".mht", ".mhtml"),
    MediaType.XML: (".xml",),
    MediaType.PNG: (".png",),
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.GIF: (".gif",),
    MediaType.BMP: (".bmp",),
    MediaType.TIFF: (".tif", ".tiff"),
    MediaType.WEBP: (".webp",),
}
_MAGIC: tuple[tuple[bytes, MediaType], ...] = (
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"GIF8", MediaType.GIF),
    (b"II*\0", MediaType.TIFF),
    (b"MM\0*", MediaType.TIFF),
    (b"Rar!\x1a\x07", MediaType.RAR),
    (b"7z\xbc\xaf\x27\x1c", MediaType.SEVEN_ZIP),
    (b"\x1f\x8b\x08", MediaType.GZIP),
    (b"{\\rtf", MediaType.RTF),
)
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, MediaType], ...] = (
    ("WordDocument", MediaType.DOC),
    ("Workbook", MediaType.XLS),
    ("Book", MediaType.XLS),
    ("PowerPoint Document", MediaType.PPT),
)
_OLE_ENTRY_BYTES = 128
_PAGE = re.compile(r"<(?:!doctype html|html|head|body|meta|title)\b")
_ELEMENT = re.compile(r"<(?:!--|style|script|table|div|center|font|p|h[1-6]|span|frameset)\b|<!--")
_TABLE_ENDINGS = frozenset({".csv", ".tsv", ".tab", *_ENDINGS[MediaType.XLS], *_ENDINGS[MediaType.XLSX]})
"""Exports write delimited text under the endings of workbooks too."""
_XML_KINDS: tuple[tuple[str, MediaType], ...] = (
    ("urn:schemas-microsoft-com:office:spreadsheet", MediaType.XML_SPREADSHEET),
    ("schemas.microsoft.com/office/word/2003/wordml", MediaType.XML_WORD),
    ("schemas.microsoft.com/office/2006/xmlpackage", MediaType.XML_WORD),
    ("<office:document", MediaType.FLAT_OPENDOCUMENT),
)
_MARKUP_WITHIN = 2048
"""Characters at the beginning in which a page says that it is one."""
_PDF_HEADER_WITHIN_BYTES = 1024
_PDF_END = re.compile(rb"startxref\s+\d+\s+%%EOF\s*\Z")
"""How a PDF ends whose beginning is lost: no text does."""
"""ISO 32000-1, annex H.3.4.1: a reader accepts the header anywhere in the first 1024 bytes."""


def sniff(data: bytes, name: str | None) -> str:
    """The media type of a readable file, one of ``READABLE``.

    Raises EmptySource, EncryptedSource (an encrypted Office file), CorruptSource (a broken container, or a document's
    ending on bytes of no known format), NoDocument (no known format, no document's ending), or UnsupportedFormat,
    which names what the file is.
    """
    media_type = recognise(data, name)
    if media_type is MediaType.OLE:
        raise _unknown_ole(name)
    if media_type not in READABLE:
        raise UnsupportedFormat(f"This is {_NAMES[media_type]}.")
    return media_type


def recognise(data: bytes, name: str | None = None) -> MediaType:
    """The media type of any known file, readable or not; errors as for ``sniff``."""
    if not data:
        raise EmptySource("This file has no bytes.")
    if data.startswith(_ZIP_MAGIC):
        return _recognise_zip(data)
    if data.startswith(_OLE_MAGIC):
        return _recognise_ole(data)
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return media_type
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return MediaType.WEBP
    if data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data):
        return MediaType.BMP
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN_BYTES] or _PDF_END.search(
        data, max(0, len(data) - _PDF_HEADER_WITHIN_BYTES)
    ):
        return MediaType.PDF
    return _recognise_text(data, name)


def ending_fits(media_type: str, name: str | None) -> bool:
    """Whether the file's ending is one of the format's own; a file without a name fits."""
    if name is None:
        return True
    try:
        endings = _ENDINGS.get(MediaType(media_type))
    except ValueError:
        return True
    return endings is None or PurePath(name).suffix.lower() in endings


def _recognise_zip(data: bytes) -> MediaType:
    with open_container(data) as container:
        names = set(container.namelist())
        try:
            declared = (
                container.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in names else ""
            )
        except ZIP_ERRORS:
            declared = ""
    for media_type in (MediaType.ODT, MediaType.ODS):
        if declared.startswith(media_type):
            return media_type
    if "OFD.xml" in names:
        return MediaType.OFD
    if "[Content_Types].xml" in names:
        if "xl/workbook.bin" in names:
            return MediaType.XLSB
        for folder, media_type in (("word/", MediaType.DOCX), ("xl/", MediaType.XLSX), ("ppt/", MediaType.PPTX)):
            if any(member.startswith(folder) for member in names):
                return media_type
    return MediaType.ZIP


def _recognise_ole(data: bytes) -> MediaType:
    if _has_ole_stream(data, "EncryptedPackage"):
        raise EncryptedSource("This Office file is encrypted with a password, which can not be opened here.")
    return next((media_type for stream, media_type in _OLE_STREAMS if _has_ole_stream(data, stream)), MediaType.OLE)


def _unknown_ole(name: str | None) -> SourceError:
    """A compound file in which no document's stream is found: a damaged one where the ending says what it was."""
    ending = PurePath(name or "").suffix.lower()
    kind = next((kind for _, kind in _OLE_STREAMS if ending in _ENDINGS[kind]), None)
    if kind is not None:
        return CorruptSource(f"The ending says {_NAMES[kind]}, but its container holds none: it is cut off or damaged.")
    if _claims_document(name):
        return UnsupportedFormat(f"This is {_NAMES[MediaType.OLE]}.")
    return NoDocument(f"This is {_NAMES[MediaType.OLE]}.")


def _has_ole_stream(data: bytes, name: str) -> bool:
    """Whether a directory entry of the compound file has this name ([MS-CFB] 2.6.1: 128 bytes, name first)."""
    encoded = name.encode("utf-16-le") + b"\0\0"
    position = data.find(encoded)
    while position >= 0:
        length = int.from_bytes(data[position + 64 : position + 66], "little")
        if position % _OLE_ENTRY_BYTES == 0 and length == len(encoded):
            return True
        position = data.find(encoded, position + 1)
    return False


def _recognise_text(data: bytes, name: str | None) -> MediaType:
    beginning = data[:_MARKUP_WITHIN].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if _PAGE.match(beginning.decode("latin-1")):
        # A page says its own encoding, which its reader knows of.
        return MediaType.HTML
    if not may_be_text(data):
        raise _unknown(name)
    try:
        text = decode(data).text
    except CorruptSource:
        if name is not None and ending_fits(MediaType.TEXT, name) and PurePath(name).suffix:
            raise
        raise _unknown(name) from None
    if is_binary(text):
        raise _unknown(name)
    return _recognise_markup(text, name)


def _unknown(name: str | None) -> SourceError:
    """Bytes of no known format: a damaged document where the ending claims one, else no document."""
    if name is not None and _claims_document(name):
        return CorruptSource(f"The ending is {PurePath(name).suffix}, but this is binary data of no known format.")
    return NoDocument("This is binary data of no known format.")


def _claims_document(name: str | None) -> bool:
    """Whether the ending is one of a format known here; no ending claims nothing."""
    ending = PurePath(name or "").suffix.lower()
    return bool(ending) and any(ending in endings for endings in _ENDINGS.values())


def _recognise_markup(text: str, name: str | None) -> MediaType:
    beginning = text[:_MARKUP_WITHIN].lstrip("\ufeff \t\r\n\f").lower()
    if _PAGE.match(beginning) or ("<html" in beginning and beginning.startswith("<")):
        return MediaType.HTML
    if beginning.startswith("<?xml"):
        return next((kind for mark, kind in _XML_KINDS if mark in beginning), MediaType.XML)
    if "mime-version:" in beginning and "multipart/related" in beginning:
        return MediaType.MHTML
    if _ELEMENT.match(beginning) and _may_be_page(text, name):
        return MediaType.HTML
    return MediaType.CSV if _may_be_delimited(text, name) else MediaType.TEXT


def _may_be_delimited(text: str, name: str | None) -> bool:
    """Whether a text is a table by its delimiters; under the ending of a table less is enough."""
    ending = PurePath(name or "").suffix.lower()
    if ending in _TABLE_ENDINGS:
        return find_dialect(text) is not None
    return is_surely_delimited(text)


def _may_be_page(text: str, name: str | None) -> bool:
    """Whether a text that begins with some element is a page without its frame, and not a text with elements in it.

    Exports of tables often are one table under the ending of a workbook; the ending breaks the tie.
    """
    ending = PurePath(name or "").suffix.lower()
    if ending in (*_ENDINGS[MediaType.HTML], *_ENDINGS[MediaType.XLS], *_ENDINGS[MediaType.DOC]):
        return True
    return not (ending and ending in _ENDINGS[MediaType.TEXT]) and text[-_MARKUP_WITHIN:].rstrip().endswith(">")
