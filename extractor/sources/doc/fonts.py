"""The font table of a Word 97 document."""

import struct


def read_font_names(table: bytes) -> tuple[str, ...]:
    """The names of the font table ([MS-DOC] 2.9.286, 2.9.81); those before it breaks off."""
    names: list[str] = []
    try:
        count, extra = struct.unpack_from("<HH", table)
        at = 4
        for _ in range(count):
            length = table[at]
            entry = table[at + 1 : at + 1 + length]
            name = entry[39:].decode("utf-16-le", "replace")  # after 39 bytes on the font's look
            names.append(name.split("\0", 1)[0])
            at += 1 + length + extra
    except (struct.error, IndexError):
        return tuple(names)
    return tuple(names)
