"""The piece table: where in the main stream each character lies ([MS-DOC] 2.8.35, 2.9.38, 2.9.177)."""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.errors import CorruptSource, TooLarge

_PROPERTIES, _PIECES = 1, 2
_COMPRESSED = 1 << 30
_MAX_PIECES = 200_000
"""Word writes a file anew long before it holds so many; each costs time."""
_CODE_PAGE = np.array(
    [ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)) for byte in range(256)], dtype=np.uint16
)
"""The character of each byte of a compressed piece (2.9.73: those of code page 1252)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that lie side by side: places ``start`` to ``end`` of the text, half-open, from ``byte`` on
    in the main stream, ``width`` bytes each; ``modifier`` are properties put on all of it."""

    start: int
    end: int
    byte: int
    width: int
    modifier: bytes = b""


@dataclass(frozen=True, slots=True)
class Text:
    """The UTF-16 code units of the whole document, main part first, with the pieces they were put together from."""

    units: NDArray[np.uint16]
    pieces: tuple[Piece, ...]
    lost: int
    """Characters that the pieces claim outside the stream; spaces stand for them."""


def read_pieces(clx: bytes) -> tuple[Piece, ...]:
    """Read the table; CorruptSource where it is none, TooLarge where it would only take time."""
    modifiers: list[bytes] = []
    at = 0
    while at + 3 <= len(clx) and clx[at] == _PROPERTIES:
        (length,) = struct.unpack_from("<H", clx, at + 1)
        modifiers.append(clx[at + 3 : at + 3 + length])
        at += 3 + length
    if at + 5 > len(clx) or clx[at] != _PIECES:
        raise CorruptSource("This Word file has lost the table that says where its text lies.")
    (length,) = struct.unpack_from("<I", clx, at + 1)
    return _pieces(clx[at + 5 : at + 5 + length], modifiers)


def _pieces(plc: bytes, modifiers: list[bytes]) -> tuple[Piece, ...]:
    count = max(0, (len(plc) - 4) // 12)
    if count > _MAX_PIECES:
        raise TooLarge(f"The text of this Word file is in {count} pieces; the limit is {_MAX_PIECES}.")
    places = struct.unpack_from(f"<{count + 1}I", plc) if count else ()
    pieces: list[Piece] = []
    for index in range(count):
        start, end = places[index], places[index + 1]
        if end < start or (pieces and start != pieces[-1].end):
            raise CorruptSource("The pieces of text in this Word file do not follow one another.")
        _, position, modifier = struct.unpack_from("<HIH", plc, 4 * (count + 1) + 8 * index)
        compressed = bool(position & _COMPRESSED)
        byte = position & (_COMPRESSED - 1)
        if end > start:
            properties = _modifier(modifier, modifiers)
            pieces.append(Piece(start, end, byte // 2 if compressed else byte, 1 if compressed else 2, properties))
    if pieces and pieces[0].start != 0:
        raise CorruptSource("The pieces of text in this Word file do not begin at its beginning.")
    return tuple(pieces)


_SHORT_MODIFIERS = {0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x5C: 0x083C}
"""Of the properties that a piece may carry in short form (2.9.215) those that are read here."""


def _modifier(modifier: int, modifiers: list[bytes]) -> bytes:
    if modifier & 1:
        index = modifier >> 1
        return modifiers[index] if index < len(modifiers) else b""
    code = _SHORT_MODIFIERS.get(modifier >> 1 & 0x7F)
    return b"" if code is None else struct.pack("<HB", code, modifier >> 8)


def read_text(document: bytes, pieces: tuple[Piece, ...], total: int, max_bytes: int) -> Text:
    """Put the characters together, at most ``total`` of them (what the lengths of the parts add up to).

    Raises TooLarge where the pieces claim more than ``max_bytes`` of text: pieces may lie over one another, so the
    stream alone is no bound.
    """
    wanted = min(total, pieces[-1].end if pieces else 0)
    if 2 * wanted > max_bytes:
        raise TooLarge(f"The text of this Word file takes {2 * wanted} bytes; max_inflated_bytes is {max_bytes}.")
    units = np.full(wanted, ord(" "), dtype=np.uint16)
    lost = 0
    kept: list[Piece] = []
    for piece in pieces:
        if piece.start >= wanted:
            break
        length = min(piece.end, wanted) - piece.start
        raw = document[piece.byte : piece.byte + length * piece.width]
        found = len(raw) // piece.width
        values = (
            _CODE_PAGE[np.frombuffer(raw, dtype=np.uint8)]
            if piece.width == 1
            else np.frombuffer(raw, dtype="<u2", count=found)
        )
        units[piece.start : piece.start + found] = values
        lost += length - found
        kept.append(piece)
    return Text(units, tuple(kept), lost + max(0, total - wanted))


def bytes_of(places: NDArray[np.int64], pieces: tuple[Piece, ...]) -> NDArray[np.int64]:
    """The byte in the main stream at which each character of ``places`` lies."""
    starts = np.array([piece.start for piece in pieces], dtype=np.int64)
    firsts = np.array([piece.byte for piece in pieces], dtype=np.int64)
    widths = np.array([piece.width for piece in pieces], dtype=np.int64)
    index = pieces_of(places, pieces)
    return np.asarray(firsts[index] + (places - starts[index]) * widths[index])


def pieces_of(places: NDArray[np.int64], pieces: tuple[Piece, ...]) -> NDArray[np.int64]:
    """The index of the piece in which each character of ``places`` lies."""
    starts = np.array([piece.start for piece in pieces], dtype=np.int64)
    return np.maximum(np.searchsorted(starts, places, side="right") - 1, 0)
