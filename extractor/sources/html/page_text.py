"""The bytes of a page → its characters: byte-order mark, then what the page says of itself, then evidence."""

import codecs
import re
from typing import Final

from extractor.sources.decoding import Decoded, decode, has_text_mark, own_characters

_DECLARED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN_BYTES: Final = 4096
_SAID_FOR: Final = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5hkscs"),
}
"""What browsers read under these names (WHATWG Encoding): the largest set of characters that begins with them."""
_SAID_BY_DEFAULT: Final = frozenset({"iso8859-1", "cp1252", "ascii", "utf-16", "utf-16-le", "utf-16-be"})
"""Programs write these without looking; a page whose declaration can be read as ASCII is not UTF-16."""
_MAX_DAMAGED_SHARE: Final = 0.01


def read_page_text(data: bytes) -> Decoded:
    """Decode a page; CorruptSource where neither its declaration nor the evidence gives a plausible text."""
    encoding = None if has_text_mark(data) else _declared(data)
    if encoding is not None:
        text = data.decode(encoding, errors="replace")
        damaged = text.count("\ufffd")
        if damaged <= _MAX_DAMAGED_SHARE * sum(map(len, re.findall(r"[^\x00-\x7f]+", text))):
            return Decoded(text, encoding, damaged + (own_characters(text) if encoding == "gb18030" else 0))
    return decode(data)


def _declared(data: bytes) -> str | None:
    """The codec of the encoding that the page names; None where it names none that is believed."""
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN_BYTES)
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    try:
        codec = codecs.lookup(_SAID_FOR.get(name, name)).name
    except (LookupError, ValueError):
        return None
    is_text = getattr(codecs.lookup(codec), "_is_text_encoding", True)
    return codec if is_text and codec not in _SAID_BY_DEFAULT else None
