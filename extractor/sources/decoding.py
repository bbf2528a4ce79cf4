"""Bytes → characters: UTF-8, UTF-16 with a byte-order mark, GB18030 (which holds GBK and GB 2312)."""

import codecs
from typing import NamedTuple

from extractor.errors import CorruptSource

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAX_DAMAGED_SHARE = 0.01
"""A text is still UTF-8 when at most this share of its non-ASCII characters is damaged."""
_MIN_CHINESE_SHARE = 0.9
"""GB18030 accepts nearly any bytes; it is believed when this share of its non-ASCII characters is usual in Chinese."""
_MAX_CONTROL_SHARE = 0.01
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a")


class Decoded(NamedTuple):
    """The text, the encoding it was in, and how many places could not be read (each is U+FFFD in the text)."""

    text: str
    encoding: str
    damaged: int


def decode(data: bytes) -> Decoded:
    """Decode a text; CorruptSource where no supported encoding gives a plausible text.

    A few damaged bytes in a long UTF-8 text do not make it another encoding: they come back counted.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data.decode(encoding, errors="replace"), encoding)
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd") - data.count("\ufffd".encode())
    if damaged == 0 or damaged <= _MAX_DAMAGED_SHARE * sum(character > "\x7f" for character in text):
        return Decoded(text, "utf-8", max(0, damaged))
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if not text or not _is_plausible(text):
        raise CorruptSource("This text is neither UTF-8 nor GB18030, and no byte-order mark says what it is.")
    return Decoded(text, "gb18030", 0)


def is_binary(text: str) -> bool:
    """Whether a decoded text holds control characters as only binary data does."""
    controls = sum(character < " " and character not in _TEXT_CONTROLS for character in text)
    return "\0" in text or controls > _MAX_CONTROL_SHARE * len(text)


def has_text_mark(data: bytes) -> bool:
    """Whether the data begins with a byte-order mark."""
    return any(data.startswith(mark) for mark, _ in _MARKS)


def _decoded(text: str, encoding: str) -> Decoded:
    damaged = text.count("\ufffd")
    if damaged > max(1, _MAX_DAMAGED_SHARE * len(text)):
        raise CorruptSource(f"The byte-order mark says {encoding.upper()}, but the bytes are something else.")
    return Decoded(text, encoding, damaged)


def _is_plausible(text: str) -> bool:
    foreign = [character for character in text if character > "\x7f"]
    usual = sum(
        "\u4e00" <= character <= "\u9fa5" or "\u2000" <= character <= "\u33ff" or "\uff00" <= character <= "\uffef"
        for character in foreign
    )
    return usual >= _MIN_CHINESE_SHARE * len(foreign)
