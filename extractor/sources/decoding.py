"""Bytes → characters: UTF-8, UTF-16 with and without a byte-order mark, GB18030 (which holds GBK), Big5, and two
encodings in one text."""

import codecs
import re
from collections import Counter
from functools import lru_cache
from typing import Final, NamedTuple

from extractor.errors import CorruptSource

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAX_DAMAGED_SHARE: Final = 0.01
"""A text is still UTF-8 when at most this share of its non-ASCII characters is damaged."""
_MIN_CHINESE_SHARE: Final = 0.9
"""GB18030 accepts nearly any bytes; it is believed when this share of its non-ASCII characters is usual in Chinese."""
_MIN_UTF16_SHARE: Final = 0.95
"""The same of all characters, for UTF-16 without a mark: any bytes of even number are some UTF-16."""
_MAX_CONTROL_SHARE: Final = 0.01
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_USUAL: Final = re.compile(r"[\u4e00-\u9fa5\u2000-\u33ff\uff00-\uffef]+")
_USUAL_UTF16: Final = re.compile(r"[\t\n\r\x20-\x7e\u4e00-\u9fa5\u2000-\u33ff\uff00-\uffef\xa0-\xff]+")
_CHINESE_UTF8: Final = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){3}")
_FEWEST_UTF8_LINES: Final = 3
_MIN_UTF8_LINES_SHARE: Final = 0.05
_OWN: Final = re.compile(r"[\ue000-\ue765]+")
_SAMPLE_BYTES: Final = 200_000
"""So much of a long text decides between two encodings."""


class Decoded(NamedTuple):
    """The text, the encoding it was in, and how many places could not be read: each is U+FFFD in the text, or of
    private use, where the encoding leaves room for characters of one's own."""

    text: str
    encoding: str
    damaged: int


def decode(data: bytes) -> Decoded:
    """Decode a text; CorruptSource where no supported encoding gives a plausible text.

    A few damaged bytes in a long UTF-8 text do not make it another encoding: they come back counted. Characters
    stay as they are written: traditional ones are not turned into simplified ones.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data.decode(encoding, errors="replace"), encoding)
    wide = _without_mark(data)
    if wide is not None:
        return wide
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd") - data.count("\ufffd".encode())
    if damaged == 0 or damaged <= _MAX_DAMAGED_SHARE * _length(_FOREIGN, text):
        return Decoded(text, "utf-8", max(0, damaged))
    chinese = _line_by_line(data) or _chinese(data)
    if chinese is None:
        message = "This text is neither UTF-8, GB18030 nor Big5, and no byte-order mark says what it is."
        raise CorruptSource(message)
    return chinese


def damage_message(decoded: Decoded, what: str) -> str:
    """What is said of the places that could not be read."""
    own = own_characters(decoded.text)
    stand = "U+FFFD" if not own else "U+FFFD or characters of private use"
    return f"{decoded.damaged} places of this {decoded.encoding} {what} are damaged and stand as {stand}."


def is_binary(text: str) -> bool:
    """Whether a decoded text holds control characters as only binary data does."""
    return "\0" in text or len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text)


def may_be_text(data: bytes) -> bool:
    """Whether the data can be a text at all: zero bytes stand in UTF-16 and UTF-32 only."""
    return b"\0" not in data or any(data.startswith(mark) for mark, _ in _MARKS) or _without_mark(data) is not None


def has_text_mark(data: bytes) -> bool:
    """Whether the data begins with a byte-order mark."""
    return any(data.startswith(mark) for mark, _ in _MARKS)


def _decoded(text: str, encoding: str) -> Decoded:
    damaged = text.count("\ufffd")
    if damaged > max(1, _MAX_DAMAGED_SHARE * len(text)):
        raise CorruptSource(f"The byte-order mark says {encoding.upper()}, but the bytes are something else.")
    return Decoded(text, encoding, damaged)


def _without_mark(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: the zero bytes of its digits and line ends stand on one side, and it reads as Chinese."""
    if len(data) % 2 or b"\0" not in data:
        return None
    left, right = data[::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if right > left else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding, 0) if _length(_USUAL_UTF16, text) >= _MIN_UTF16_SHARE * len(text) else None


def _chinese(data: bytes) -> Decoded | None:
    """GB18030 or Big5, whichever makes the more usual characters of its own of the bytes; None where neither does."""
    simplified, traditional = _beginning(data, "gb18030"), _beginning(data, "big5hkscs")
    scores = (
        (_share(simplified, _usual_simplified()), "gb18030", "gb18030"),
        (_share(traditional, _usual_traditional()), "big5hkscs", "big5"),
    )
    for score, codec, name in sorted(scores, key=lambda one: -one[0]):
        if score > 0:
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if _length(_USUAL, text) >= _MIN_CHINESE_SHARE * _length(_FOREIGN, text):
                return Decoded(text, name, own_characters(text))
    return None


def _line_by_line(data: bytes) -> Decoded | None:
    """A text whose lines are of two encodings, as files put together are: UTF-8 and what the others are by themselves;
    None where no more lines are UTF-8 than may be by chance, and of none it is sure."""
    lines = data.split(b"\n")
    foreign = [line for line in lines if not line.isascii()]
    others = [line for line in foreign if not _is_chinese_utf8(line)]
    if len(foreign) - len(others) < max(_FEWEST_UTF8_LINES, _MIN_UTF8_LINES_SHARE * len(foreign)):
        strange = frozenset(others)
        others = [line for line in foreign if line in strange or not _is_surely_utf8(line)]
    if len(others) == len(foreign):
        return None
    rest = _chinese(b"\n".join(others))
    if rest is None:
        return None
    codec = "big5hkscs" if rest.encoding == "big5" else rest.encoding
    strange = frozenset(others)
    text = "\n".join(line.decode(codec if line in strange else "utf-8", errors="replace") for line in lines)
    return Decoded(text, f"utf-8+{rest.encoding}", text.count("\ufffd") + own_characters(text))


def _is_chinese_utf8(line: bytes) -> bool:
    """Whether a line is UTF-8 with three usual Chinese characters: by chance no line of another encoding is."""
    if _CHINESE_UTF8.search(line) is None:
        return False
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return _length(_USUAL, text) >= _MIN_CHINESE_SHARE * _length(_FOREIGN, text)


def _is_surely_utf8(line: bytes) -> bool:
    """Whether a line that is UTF-8 makes more everyday characters so than in either other encoding."""
    everyday = _usual_simplified() | _usual_traditional()
    so, *others = (
        _share(line.decode(codec, errors="replace"), everyday) for codec in ("utf-8", "gb18030", "big5hkscs")
    )
    return so > max(others)


def own_characters(text: str) -> int:
    """How many characters of a text are of GBK's areas for characters of one's own: nobody else knows them."""
    return _length(_OWN, text)


def _beginning(data: bytes, codec: str) -> str:
    """The beginning of a text in an encoding, nothing where it is not of that encoding."""
    try:
        return codecs.getincrementaldecoder(codec)().decode(data[:_SAMPLE_BYTES], len(data) <= _SAMPLE_BYTES)
    except UnicodeDecodeError:
        return ""


def _share(text: str, usual: frozenset[str]) -> float:
    """The share of the non-ASCII characters that are ``usual`` in texts of an encoding."""
    counted = Counter("".join(_FOREIGN.findall(text)))
    return sum(count for character, count in counted.items() if character in usual) / max(1, counted.total())


@lru_cache(maxsize=1)
def _usual_simplified() -> frozenset[str]:
    """The first level of GB 2312: the 3,755 characters of everyday writing (rows 16 to 55), and its signs."""
    return _rows("gb2312", range(0xA1, 0xA4), range(0xB0, 0xD8), range(0xA1, 0xFF))


@lru_cache(maxsize=1)
def _usual_traditional() -> frozenset[str]:
    """The first level of Big5: the 5,401 characters of everyday writing (A440 to C67E), and its signs."""
    return _rows("big5", range(0xA1, 0xA4), range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))


def _rows(encoding: str, signs: range, characters: range, seconds: range | tuple[int, ...]) -> frozenset[str]:
    pairs = (bytes((first, second)) for first in (*signs, *characters) for second in seconds)
    return frozenset("".join(pair.decode(encoding, errors="ignore") for pair in pairs))


def _length(kind: re.Pattern[str], text: str) -> int:
    """How many characters of a text are of a kind."""
    return sum(map(len, kind.findall(text)))
