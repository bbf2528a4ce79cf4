"""Characters of symbol fonts, which stand for shapes, as the Unicode characters of those shapes."""

_PRIVATE = range(0xF000, 0xF100)
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x70: "❐",
    0x71: "❑",
    0x72: "❒",
    0x75: "◆",
    0x76: "❖",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xE0: "→",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x96: "●",
    0x97: "●",
    0x98: "●",
    0x99: "○",
    0x9F: "•",
    0xA0: "▪",
    0xA1: "■",
    0xA2: "■",
    0xA3: "□",
}
_SYMBOL = {
    0x25: "%",
    0x2B: "+",
    0x2D: "−",
    0x3C: "<",
    0x3D: "=",
    0x3E: ">",
    0xA3: "≤",
    0xA5: "∞",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xD6: "√",
    0xE5: "∑",
}
_SHAPES = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def is_symbol_font(font: str) -> bool:
    """Whether the characters of a font are shapes."""
    return font.lower().startswith(("wingdings", "webdings", "symbol"))


def symbol_character(code: int, font: str) -> str | None:
    """The character that a code of ``font`` shows; None where its shape is not known here.

    Codes of symbol fonts stand in the private range from U+F000; others are characters as they are.
    """
    if code not in _PRIVATE:
        return chr(code) if 0x20 <= code < 0xD800 or code >= 0xF900 else None
    return _SHAPES.get(font.lower(), {}).get(code - _PRIVATE.start)
