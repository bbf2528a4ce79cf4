"""The style sheet ([MS-DOC] 2.9.271): what paragraph and character styles say of headings, sizes and hidden text."""

import struct
from dataclasses import dataclass, field

from extractor.sources.doc.character_properties import CharacterProperties, read_character_properties
from extractor.sources.doc.paragraph_properties import read_list_place, read_outline_level

_NO_STYLE = 0x0FFF
_HEADINGS = range(1, 10)
"""Built-in style numbers (sti) of heading 1 to heading 9; a style at these places of the sheet is one too."""
_PARAGRAPH, _CHARACTER = 1, 2
_MAX_CHAIN = 20
_MAX_STYLES = 0x0FFE


@dataclass(frozen=True, slots=True)
class Style:
    """One style: what it adds to the style that it is based on."""

    kind: int
    based_on: int
    outline_level: int | None
    characters: CharacterProperties
    list_place: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by their place in the sheet (istd); places without a style are left out."""

    by_place: dict[int, Style] = field(default_factory=dict)

    def outline_level(self, place: int) -> int:
        """1 to 9 for a heading style, 0 for others; the nearest style of the chain that says it."""
        levels = (style.outline_level for style in self._chain(place))
        return next((level for level in levels if level is not None), 0)

    def list_place(self, place: int) -> tuple[int, int]:
        """The list that a style puts its paragraphs in, 0 for none, and their level there: the nearest that says it."""
        said = [style.list_place for style in self._chain(place)]
        number = next((number for number, _ in said if number is not None), 0)
        return number, next((level for _, level in said if level is not None), 0)

    def size(self, place: int) -> float | None:
        """The font size in points, None where the chain does not say."""
        sizes = (style.characters.size for style in self._chain(place))
        return next((size for size in sizes if size), None)

    def is_hidden(self, place: int) -> bool:
        """Whether text of this style is hidden."""
        states = (style.characters.hidden for style in self._chain(place))
        return next((state.on for state in states if state is not None), False)

    def is_raised(self, place: int) -> bool:
        """Whether text of this style is set as a superscript."""
        states = (style.characters.raised for style in self._chain(place))
        return next((state for state in states if state is not None), False)

    def _chain(self, place: int) -> list[Style]:
        chain: list[Style] = []
        while place in self.by_place and len(chain) < _MAX_CHAIN:
            chain.append(self.by_place[place])
            place = chain[-1].based_on
        return chain


def read_styles(sheet: bytes) -> Styles:
    """Read the sheet; the styles up to the place where it breaks off, none where there is none."""
    found: dict[int, Style] = {}
    try:
        (header_bytes,) = struct.unpack_from("<H", sheet)
        count, base_bytes = struct.unpack_from("<HH", sheet, 2)
        at = 2 + header_bytes
        for place in range(min(count, _MAX_STYLES)):
            (length,) = struct.unpack_from("<H", sheet, at)
            if length:
                found[place] = _read_style(sheet[at + 2 : at + 2 + length], base_bytes, place)
            at += 2 + length + length % 2
    except (struct.error, IndexError):
        return Styles(found)
    return Styles(found)


def _read_style(style: bytes, base_bytes: int, place: int) -> Style:
    """2.9.258: a fixed part, the name, then lists of properties, each on an even byte."""
    number, kind_and_base, lists_and_next = struct.unpack_from("<HHH", style)
    kind, based_on, lists = kind_and_base & 0xF, kind_and_base >> 4, lists_and_next & 0xF
    (letters,) = struct.unpack_from("<H", style, base_bytes)
    at = base_bytes + 2 + 2 * letters + 2
    properties: list[bytes] = []
    for _ in range(lists):
        at += at % 2
        (length,) = struct.unpack_from("<H", style, at)
        properties.append(style[at + 2 : at + 2 + length])
        at += 2 + length
    outline, characters = None, b""
    list_place: tuple[int | None, int | None] = (None, None)
    if kind == _PARAGRAPH and properties:
        outline = read_outline_level(properties[0][2:])
        list_place = read_list_place(properties[0][2:])
        characters = properties[1] if len(properties) > 1 else b""
        heading = next((n for n in (number & 0x0FFF, place) if n in _HEADINGS), None)
        outline = heading if outline is None else outline
    elif kind == _CHARACTER and properties:
        characters = properties[0]
    based_on = _NO_STYLE if based_on == place else based_on
    return Style(kind, based_on, outline, read_character_properties(characters), list_place)
