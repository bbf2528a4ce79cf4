"""Word 97 files (DOC), and others in the same container, that lie about themselves."""

import struct
from functools import partial
from pathlib import Path

from tests.hostile.hostile_file import HostileFiles
from tests.hostile.sheet_files import COMPOUND_LIES

DOC_FILES = HostileFiles("doc")
_GOOD = Path(__file__).parents[1] / "formats" / "data" / "three-line.doc"
_FLAGS, _FIRST_PAIR, _COUNTS = 0x0A, 0x9A, 0x4C


def _whole() -> bytearray:
    return bytearray(_GOOD.read_bytes())


def _header() -> tuple[bytearray, int]:
    """The good file and where its information block begins ([MS-DOC] 2.5.1)."""
    whole = _whole()
    return whole, whole.index(b"\xec\xa5", 512)


def _in_container(at: int, value: int) -> bytes:
    whole = _whole()
    whole[at : at + 4] = struct.pack("<I", value)
    return bytes(whole)


def _pair(number: int, place: int, size: int) -> bytes:
    """A part of the table stream said to lie elsewhere."""
    whole, start = _header()
    at = start + _FIRST_PAIR + 8 * number
    whole[at : at + 8] = struct.pack("<II", place, size)
    return bytes(whole)


def _count(number: int, value: int) -> bytes:
    """A length of a part of the text, in characters."""
    whole, start = _header()
    at = start + _COUNTS + 4 * number
    whole[at : at + 4] = struct.pack("<i", value)
    return bytes(whole)


def _word(at: int, value: int) -> bytes:
    whole, start = _header()
    whole[start + at : start + at + 2] = struct.pack("<H", value)
    return bytes(whole)


def _cut(percent: int) -> bytes:
    whole = _whole()
    return bytes(whole[: len(whole) * percent // 100])


def _filled(byte: int, percent: int) -> bytes:
    """All of the file from a place on is one byte, its container's header apart."""
    whole = _whole()
    at = max(512, len(whole) * percent // 100)
    whole[at:] = bytes([byte]) * (len(whole) - at)
    return bytes(whole)


for _name, _at, _value in COMPOUND_LIES:
    DOC_FILES.add(f"container_of_{_name}", partial(_in_container, _at, _value))
_PARTS = {"styles": 1, "character_pages": 12, "paragraph_pages": 13, "fonts": 15, "pieces": 33, "heads": 11}
for _name, _number in _PARTS.items():
    for _what, _place, _size in (
        ("beyond_the_end", 0x7FFFFFF0, 99), ("of_two_to_the_31", 0, 0x7FFFFFFF), ("of_nothing", 0, 0), ("of_one_byte", 1, 1),
        ("at_the_beginning", 0, 4_000),
    ):  # fmt: skip
        DOC_FILES.add(f"{_name}_{_what}", partial(_pair, _number, _place, _size))
for _number, _part in enumerate(("text", "footnotes", "heads", "macros", "remarks", "endnotes", "boxes")):
    for _what, _value in (("of_two_to_the_31_characters", 0x7FFFFFFF), ("of_minus_one_characters", -1)):
        DOC_FILES.add(f"{_part}_{_what}", partial(_count, _number, _value))
DOC_FILES.add("encrypted_by_its_own_word", partial(_word, _FLAGS, 0x1100))
DOC_FILES.add("saved_fast_by_its_own_word", partial(_word, _FLAGS, 0x0004))
DOC_FILES.add("of_a_version_nobody_knows", partial(_word, 2, 0xFFFF))
DOC_FILES.add("of_word_6_by_its_own_word", partial(_word, 2, 101))
for _percent in (5, 25, 50, 75, 95):
    DOC_FILES.add(f"cut_at_{_percent}_percent", partial(_cut, _percent))
    for _byte in (0x00, 0xFF):
        DOC_FILES.add(f"filled_with_{_byte:02x}_from_{_percent}_percent_on", partial(_filled, _byte, _percent))
DOC_FILES.add(
    "container_of_no_document",
    lambda: _GOOD.read_bytes().replace("WordDocument".encode("utf-16-le"), "WordDocumenX".encode("utf-16-le")),
)
DOC_FILES.add("container_that_says_it_is_encrypted", lambda: _GOOD.read_bytes().replace(
    ("1Table".encode("utf-16-le") + bytes(20))[:32], "EncryptedPackage".encode("utf-16-le")[:32]))  # fmt: skip
