"""The names of members: their bytes → characters by evidence, and a path that can not leave the archive's folder."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

_MIN_CHINESE_SHARE = 0.9
_LATIN_END, _THREE_BYTES = "\u017f", "\u0800"
_DRIVE = re.compile(r"[A-Za-z]:")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def name_encoding(names: Iterable[bytes]) -> str:
    """The encoding of names that do not say theirs: all names of an archive were written by one program.

    UTF-8 where all of them are (its sequences are hardly ever anything else; but 省委 in GBK makes an IPA and a Greek
    letter, so two-byte letters beyond Latin Extended-A lose against hanzi); GB18030 where what is not ASCII is
    hanzi and punctuation of GB 2312, pairs of bytes from 0xA1 up, which European words in code page 437 (accented
    letters at 0x80 to 0xA5) do not make; else code page 437, as APPNOTE 4.4.4 has it.
    """
    said = [name for name in names if not name.isascii()]
    if all(_decodes(name, "utf-8") for name in said) and (not said or not all(_is_rather_hanzi(name) for name in said)):
        return "utf-8"
    if said and all(_decodes(name, "gb18030") for name in said):
        pairs = [pair for name in said for pair in _foreign(name.decode("gb18030"))]
        if sum(_is_gb2312(pair) for pair in pairs) >= _MIN_CHINESE_SHARE * len(pairs):
            return "gb18030"
    return "cp437"


def member_path(name: str) -> str | None:
    """The member's relative path with ``/``, empty and ``.`` parts left out; None where it is absolute, climbs with
    ``..``, or holds what no path should (control characters, a drive)."""
    parts = name.replace("\\", "/").split("/")
    if parts[0] == "" or _DRIVE.match(parts[0]) or ".." in parts or _UNPRINTABLE.search(name):
        return None
    return "/".join(part for part in parts if part not in ("", ".")) or None


def harmless(name: str) -> str:
    """A name that is only shown, never a place: what could lead elsewhere is percent-encoded."""
    shown = _UNPRINTABLE.sub(lambda match: quote(match.group().encode("utf-8", "surrogatepass")), name)
    parts = [part.replace("..", "%2E%2E").replace(":", "%3A") for part in shown.replace("\\", "/").split("/")]
    return "/".join(part if part not in ("", ".") else "%2F" for part in parts)


def _decodes(name: bytes, encoding: str) -> bool:
    try:
        name.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_rather_hanzi(name: bytes) -> bool:
    """Whether a name in UTF-8 has only two-byte letters beyond Latin Extended-A, and is hanzi of GB 2312 as well."""
    letters = _foreign(name.decode("utf-8"))
    if not all(_LATIN_END < letter < _THREE_BYTES for letter in letters) or not _decodes(name, "gb18030"):
        return False
    return all(_is_gb2312(character) for character in _foreign(name.decode("gb18030")))


def _foreign(text: str) -> Sequence[str]:
    return [character for character in text if not character.isascii()]


def _is_gb2312(character: str) -> bool:
    try:
        encoded = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return encoded[0] in range(0xA1, 0xA4) or encoded[0] >= 0xB0
