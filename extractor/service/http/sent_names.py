"""The name that a part of a multipart body gives its file → text, whichever way its program wrote it.

RFC 7578 knows plain UTF-8 and percent-encoded UTF-8. Programs send RFC 8187's ``filename*``, RFC 2047's encoded words
(mail libraries; .NET beside ``filename*``) and GB 18030 as well.
"""

import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header
from typing import Final
from urllib.parse import unquote_to_bytes

from python_multipart.multipart import parse_options_header

from extractor.bulk.file_names import decoded
from extractor.service.errors import BadMultipart

_PARAMETER = re.compile(rb';[ \t]*([^=; \t"]+)[ \t]*=[ \t]*("(?:[^"\\]|\\.)*+"|[^;]*)', re.DOTALL)
_EXTENDED = re.compile(rb'"?([A-Za-z0-9_.:+-]+)\'[A-Za-z0-9-]*\'((?:[^%"]|%[0-9A-Fa-f]{2})+)"?', re.DOTALL)
_ESCAPED = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})+")
_ENCODED_WORDS = re.compile(r"=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=(?:\s+=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=)*")
_ENCODINGS: Final = {
    "ascii": "ascii",
    "utf-8": "utf-8",
    "iso8859-1": "latin-1",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
}
"""By Python's name of a charset what reads it: each of the Chinese ones is sent under the names of its ancestors."""


def sent_name(disposition: bytes) -> str | None:
    """The file's name in a ``Content-Disposition``; None where it gives none.

    ``filename*`` goes first, as RFC 6266 has it. Bytes of no known encoding are shown percent-encoded, as in a bulk
    run. BadMultipart where a name is given in no form that can be read.
    """
    extended = {key.lower(): value for key, value in _PARAMETER.findall(disposition) if b"*" in key}
    if (name := _extended_name(extended.get(b"filename*", b""))) is not None:
        return name
    plain = parse_options_header(disposition)[1].get(b"filename")
    if plain is not None:
        return _plain_name(plain)
    if any(key.startswith(b"filename*") for key in extended):
        raise BadMultipart("The document's name (filename*) can not be read; send it as filename in UTF-8.")
    return None


def _extended_name(value: bytes) -> str | None:
    """``utf-8''%E5%B9%B4.txt``; None where it is not of this form, or its charset not one that is known."""
    match = _EXTENDED.fullmatch(value.strip(b" \t"))
    return None if match is None else _read(unquote_to_bytes(match[2]), match[1].decode())


def _plain_name(value: bytes) -> str:
    name = decoded(value.decode("utf-8", "surrogateescape"))
    if _ENCODED_WORDS.fullmatch(name):
        return _joined_words(name) or name
    return _unescaped(name) or name


def _joined_words(name: str) -> str | None:
    try:
        words = decode_header(name)
    except (HeaderParseError, ValueError):
        return None
    read = [_read(word, charset or "") if isinstance(word, bytes) else word for word, charset in words]
    return None if None in read else "".join(word for word in read if word is not None)


def _unescaped(name: str) -> str | None:
    """A name that stands for one beyond ASCII; any other with percent signs may be called so."""
    if not name.isascii() or "%" not in name or not _ESCAPED.fullmatch(name):
        return None
    plain = unquote_to_bytes(name)
    return None if plain.isascii() else _read(plain, "utf-8")


def _read(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(_ENCODINGS[codecs.lookup(charset).name])
    except (LookupError, ValueError):
        return None
