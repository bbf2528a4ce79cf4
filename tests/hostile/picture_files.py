"""Pictures (PNG, JPEG, TIFF) that do harm."""

import struct
import zlib
from functools import partial

from tests.hostile.hostile_file import HostileFiles

PNG_FILES = HostileFiles("png")
JPEG_FILES = HostileFiles("jpg")
TIFF_FILES = HostileFiles("tif")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_WHITE = zlib.compress(b"\0" + b"\xff" * 40)


def _chunk(kind: bytes, data: bytes, *, crc: int | None = None, length: int | None = None) -> bytes:
    said = len(data) if length is None else length
    return struct.pack(">I", said) + kind + data + struct.pack(">I", zlib.crc32(kind + data) if crc is None else crc)


def _png(width: int, height: int, data: bytes, *between: bytes, depth: int = 8, colours: int = 0) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))
    return _SIGNATURE + head + b"".join(between) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _lines(width: int, height: int) -> bytes:
    return zlib.compress((b"\0" + b"\xff" * width) * height)


def _cut(data: bytes, percent: int) -> bytes:
    return data[: len(data) * percent // 100]


_BOMB = zlib.compress(bytes(64 << 20))
_GOOD = _png(200, 100, _lines(200, 100))
PNG_FILES.add_bytes(
    [
        ("of_sixty_thousand_squared", _png(60_000, 60_000, _WHITE)),
        ("of_two_to_the_31_squared", _png(0x7FFFFFFF, 0x7FFFFFFF, _WHITE)),
        ("of_ten_million_by_one", _png(10_000_000, 1, _WHITE)),
        ("of_no_width", _png(0, 100, _WHITE)),
        ("of_one_pixel", _png(1, 1, zlib.compress(b"\0\xff"))),
        ("of_too_few_lines", _png(200, 4_000, _lines(200, 3))),
        ("of_no_lines", _png(200, 100, b"")),
        ("of_packed_junk", _png(200, 100, b"\xff" * 999)),
        ("of_a_filter_nobody_knows", _png(40, 100, zlib.compress((b"\x09" + b"\xff" * 40) * 100))),
        ("of_a_depth_nobody_knows", _png(200, 100, _WHITE, depth=77)),
        ("of_colours_nobody_knows", _png(200, 100, _WHITE, colours=99)),
        ("of_a_palette_without_colours", _png(200, 100, _lines(200, 100), colours=3)),
        ("of_a_text_that_unpacks_to_a_thousand_million", _png(
            40, 1, _WHITE, _chunk(b"zTXt", b"a\0\0" + _BOMB), _chunk(b"iTXt", b"a\0\1\0\0\0" + _BOMB))),
        ("of_a_profile_that_unpacks_without_an_end", _png(40, 1, _WHITE, _chunk(b"iCCP", b"a\0\0" + _BOMB))),
        ("of_wrong_checksums", _SIGNATURE + _chunk(b"IHDR", _GOOD[16:29], crc=1) + _GOOD[33:]),
        ("of_a_chunk_of_four_thousand_million", _SIGNATURE + _GOOD[8:33] + _chunk(b"IDAT", _WHITE, length=0xFFFFFFF0)),
        ("of_a_hundred_thousand_chunks", _png(40, 1, _WHITE, *[_chunk(b"tEXt", b"a\0b")] * 100_000)),
        ("of_four_thousand_million_frames", _png(40, 1, _WHITE, _chunk(b"acTL", struct.pack(">II", 0xFFFFFFFF, 0)))),
        ("of_its_signature_only", _SIGNATURE),
        ("cut_in_the_middle", _cut(_GOOD, 50)),
    ]
)  # fmt: skip
PNG_FILES.add("of_pixels_just_below_the_limit_in_little_memory", lambda: _png(7_000, 7_000, _lines(7_000, 7_000)))

_QUANTISED = b"\xff\xdb\0\x43\0" + bytes([1] * 64)
_HUFFMAN = b"\xff\xc4\0\x14\0" + bytes([1] + [0] * 15) + b"\0" + b"\xff\xc4\0\x14\x10" + bytes([1] + [0] * 15) + b"\0"


def _jpeg(width: int, height: int, scan: bytes = b"\0" * 9, *between: bytes, parts: int = 1, kind: int = 0xC0) -> bytes:
    each = b"".join(bytes([n, 0x11, 0]) for n in range(1, parts + 1))
    frame = struct.pack(">BBHBHHB", 0xFF, kind, 8 + 3 * parts, 8, height, width, parts) + each
    begin = (
        b"\xff\xda"
        + struct.pack(">HB", 6 + 2 * parts, parts)
        + b"".join(bytes([n, 0]) for n in range(1, parts + 1))
        + b"\0\x3f\0"
    )
    return b"\xff\xd8" + _QUANTISED + b"".join(between) + frame + _HUFFMAN + begin + scan + b"\xff\xd9"


_EXIF = b"Exif\0\0II*\0\x08\0\0\0"
JPEG_FILES.add_bytes(
    [
        ("of_sixty_five_thousand_squared", _jpeg(65_535, 65_535)),
        ("of_no_height", _jpeg(200, 0)),
        ("of_no_scan", _jpeg(200, 100)[:-20]),
        ("of_a_scan_of_marks", _jpeg(200, 100, b"\xff\xd0\xff\xd1" * 9_999)),
        ("of_a_thousand_scans", _jpeg(2_000, 2_000, (b"\0" * 9 + b"\xff\xda\0\x08\1\1\0\0\x3f\0") * 1_000, kind=0xC2)),
        ("of_two_hundred_parts", _jpeg(200, 100, parts=200)),
        ("of_arithmetic_coding", _jpeg(200, 100, kind=0xC9)),
        ("of_a_camera_that_turns_without_an_end", _jpeg(
            200, 100, b"\0" * 99, b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF) + 18) + _EXIF
            + struct.pack("<HHHIII", 1, 0x0112, 3, 0xFFFFFFFF, 8, 8))),
        ("of_comments_only", b"\xff\xd8" + b"\xff\xfe\0\x04ab" * 50_000),
        ("of_its_signature_only", b"\xff\xd8\xff"),
    ]
)  # fmt: skip


def _directory(entries: dict[int, tuple[int, int, int]], following: int = 0) -> bytes:
    rows = b"".join(struct.pack("<HHII", tag, *value) for tag, value in sorted(entries.items()))
    return struct.pack("<H", len(entries)) + rows + struct.pack("<I", following)


def _tiff(
    width: int, height: int, *, following: int = 0, data: bytes = b"\xff" * 40, **more: tuple[int, int, int]
) -> bytes:
    entries = {256: (4, 1, width), 257: (4, 1, height), 258: (3, 1, 8), 259: (3, 1, 1), 262: (3, 1, 1), 277: (3, 1, 1),
               278: (4, 1, height), 279: (4, 1, len(data)), 273: (4, 1, 0)}  # fmt: skip
    entries |= {int(tag[1:]): value for tag, value in more.items()}
    size = 2 + 12 * len(entries) + 4
    entries[273] = more.get("t273", (4, 1, 8 + size))
    return b"II*\0\x08\0\0\0" + _directory(entries, following) + data


TIFF_FILES.add_bytes(
    [
        ("of_a_hundred_thousand_squared", _tiff(100_000, 100_000)),
        ("of_two_to_the_32_squared", _tiff(0xFFFFFFFF, 0xFFFFFFFF)),
        ("of_no_pixels", _tiff(0, 0)),
        ("of_frames_without_an_end", _tiff(40, 1, following=8)),
        ("of_a_frame_beyond_the_end", _tiff(40, 1, following=0x7FFFFFFF)),
        ("of_a_first_frame_beyond_the_end", b"II*\0\xff\xff\xff\x7f"),
        ("of_strips_beyond_the_end", _tiff(40, 1, t273=(4, 1, 0x7FFFFFFF))),
        ("of_a_million_strips", _tiff(40, 40, t273=(4, 1_000_000, 8), t279=(4, 1_000_000, 8))),
        ("of_a_packing_nobody_knows", _tiff(40, 1, t259=(3, 1, 60_000))),
        ("of_flate_that_is_none", _tiff(4_000, 4_000, t259=(3, 1, 8))),
        ("of_flate_without_an_end", _tiff(4_000, 4_000, data=_BOMB, t259=(3, 1, 8))),
        ("of_fax_that_is_none", _tiff(4_000, 4_000, t259=(3, 1, 4), t258=(3, 1, 1))),
        ("of_a_thousand_colours", _tiff(40, 1, t277=(3, 1, 1_000), t258=(3, 1_000, 8))),
        ("of_tiles_of_nothing", _tiff(40, 1, t322=(4, 1, 0), t323=(4, 1, 0), t324=(4, 1, 8), t325=(4, 1, 8))),
        ("of_tiles_of_two_to_the_31", _tiff(40, 1, t322=(4, 1, 0x7FFFFFF0), t323=(4, 1, 0x7FFFFFF0), t324=(4, 1, 8), t325=(4, 1, 8))),
        ("of_a_resolution_of_nothing", _tiff(40, 1, t282=(5, 1, 9_999), t283=(5, 1, 8))),
        ("of_entries_of_kinds_nobody_knows", _tiff(40, 1, t300=(99, 0xFFFFFFFF, 8))),
    ]
)  # fmt: skip


@TIFF_FILES
def of_ten_thousand_frames() -> bytes:
    made = bytearray(b"II*\0\x08\0\0\0")
    entries = {
        256: (4, 1, 1),
        257: (4, 1, 1),
        258: (3, 1, 8),
        259: (3, 1, 1),
        262: (3, 1, 1),
        273: (4, 1, 0),
        278: (4, 1, 1),
        279: (4, 1, 1),
    }
    size = len(_directory(entries))
    for number in range(10_000):
        made += _directory(entries, 8 + (number + 1) * size if number < 9_999 else 0)
    return bytes(made)


PNG_FILES.add(
    "of_a_grey_that_is_deep", partial(_png, 100, 100, zlib.compress((b"\0" + b"\x12\x34" * 100) * 100), depth=16)
)
