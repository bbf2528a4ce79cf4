"""What a list of character properties says that decides which text is read ([MS-DOC] 2.6.1)."""

import struct
from dataclasses import dataclass
from enum import IntEnum

from extractor.sources.doc.property_lists import modifiers

_DELETED = 0x0800
_PICTURE = 0x6A03
_DATA = 0x0806
_SYMBOL = 0x6A09
_STYLE = 0x4A30
_SIZE = 0x4A43
_HIDDEN = 0x083C
_SPECIAL = 0x0855
_PLAIN = 0x2A33
_HEIGHT, _SUPERSCRIPT = 0x2A48, 1
"""sprmCIss (2.6.1): 0 for the line itself, 1 above it, 2 below."""
_READ = frozenset({_DELETED, _PICTURE, _DATA, _SYMBOL, _STYLE, _SIZE, _HIDDEN, _SPECIAL, _PLAIN, _HEIGHT})


class Toggle(IntEnum):
    """A property that may lean on the style's (2.9.327)."""

    OFF = 0
    ON = 1
    AS_STYLE = 0x80
    NOT_AS_STYLE = 0x81

    @property
    def on(self) -> bool:
        """The value where there is no style below."""
        return self in (Toggle.ON, Toggle.NOT_AS_STYLE)

    def over(self, style: bool) -> bool:
        """The value over a style that has ``style``."""
        if self is Toggle.AS_STYLE:
            return style
        return not style if self is Toggle.NOT_AS_STYLE else self is Toggle.ON


_TOGGLES = {toggle.value: toggle for toggle in Toggle}


@dataclass(frozen=True, slots=True)
class CharacterProperties:
    """``picture``: the mark stands for a picture, not for a form field's data. ``hidden`` None: as the style says.
    ``symbol`` is (font index, character). ``size`` in points. ``raised``: a superscript; None: as the style says."""

    deleted: bool = False
    special: bool = False
    picture: bool = False
    hidden: Toggle | None = None
    symbol: tuple[int, int] | None = None
    style: int | None = None
    size: float | None = None
    raised: bool | None = None


def read_character_properties(properties: bytes) -> CharacterProperties:
    """Read a list; codes that decide nothing here are passed over."""
    deleted = special = picture = data = False
    hidden: Toggle | None = None
    symbol: tuple[int, int] | None = None
    style: int | None = None
    size: float | None = None
    raised: bool | None = None
    for code, operand in modifiers(properties, _READ):
        if code == _DELETED:
            deleted = _is_on(operand)
        elif code == _HIDDEN:
            hidden = _TOGGLES.get(operand[0])
        elif code == _SPECIAL:
            special = _is_on(operand)
        elif code == _SYMBOL:
            font, character = struct.unpack("<HH", operand)
            symbol = (font, character)
        elif code == _STYLE:
            style = int.from_bytes(operand, "little")
        elif code == _SIZE:
            size = int.from_bytes(operand, "little") / 2 or None
        elif code == _PICTURE:
            picture = True
        elif code == _DATA:
            data = _is_on(operand)
        elif code == _HEIGHT:
            raised = operand[0] == _SUPERSCRIPT
        elif code == _PLAIN:
            hidden, size, raised = None, None, None
    return CharacterProperties(deleted, special, picture and not data, hidden, symbol, style, size, raised)


def _is_on(operand: bytes) -> bool:
    """A toggle that no style sets: Word writes "other than the style" as often as a plain "on"."""
    toggle = _TOGGLES.get(operand[0])
    return toggle is not None and toggle.on
