"""Property lists: modifiers one after another, each a code and its operand ([MS-DOC] 2.6, grpprl and sprm)."""

import struct
from collections.abc import Iterator

_OPERAND_BYTES = (1, 1, 2, 4, 2, 2, None, 3)
"""By the three highest bits of the code (2.2.5.1, spra); None: the operand begins with its own length."""
DEFINE_TABLE = 0xD608
_CHANGE_TABS = 0xC615
_LONG_FORM = 255


def modifiers(properties: bytes, wanted: frozenset[int]) -> Iterator[tuple[int, bytes]]:
    """Each of the wanted codes with its operand, the operand's own length left out; ends where the list breaks off."""
    at, length = 0, len(properties)
    while at + 3 <= length:
        code = properties[at] | properties[at + 1] << 8
        at += 2
        size = _OPERAND_BYTES[code >> 13]
        if size is None:
            size, at = _variable(code, properties, at)
        if at + size > length:
            return
        if code in wanted:
            yield code, properties[at : at + size]
        at += size


def _variable(code: int, properties: bytes, at: int) -> tuple[int, int]:
    """(bytes of the operand, where it begins)."""
    if code == DEFINE_TABLE:  # 2.9.321: two bytes, and they count one too many
        if at + 2 > len(properties):
            return 0, len(properties)
        return max(0, struct.unpack_from("<H", properties, at)[0] - 1), at + 2
    size = properties[at]
    if code == _CHANGE_TABS and size == _LONG_FORM:  # 2.9.187: the length is that of its two lists
        deleted = properties[at + 1] if at + 1 < len(properties) else 0
        added_at = at + 2 + 4 * deleted
        added = properties[added_at] if added_at < len(properties) else 0
        return 2 + 4 * deleted + 3 * added, at + 1
    return size, at + 1
