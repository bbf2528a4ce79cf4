"""What a style sheet prints before and after an element and no text of the page has (CSS generated content)."""

import re
import unicodedata
from typing import Final, NamedTuple

from extractor.sources.html.css import NOTHING_SAID, Said, Style, StyleSheet
from extractor.sources.html.node import Node
from extractor.sources.html.selectors import unescaped

_PART: Final = re.compile(
    r"""\s*(?:"((?:[^"\\]|\\.)*+)"|'((?:[^'\\]|\\.)*+)'|([\w-]+)\(((?:[^()]|\([^()]*\))*+)\)|([\w-]+)|(\S))""",
    re.DOTALL,
)
_NO_TEXT: Final = re.compile(
    "url|.*gradient|.*image.*|element|cross-fade|none|normal|no-.*-quote|initial|unset|revert|inherit"
)
_QUOTES: Final = {"open-quote": "“", "close-quote": "”"}
_DRAWING_FONT: Final = re.compile("icon|awesome|glyph|symbol|dingbat")
"""Fonts whose characters, or words, are drawings."""
_NOT_PRINTED: Final = frozenset({"Co", "Cc", "Cs", "Cn"})
_NOTHING: Final = re.compile(r"0(?:\.0+)?(?:px|em|rem|pt|%)?")
_LONGEST: Final = 2000


class Generated(NamedTuple):
    """A text that is printed; whether a part of it is not known, or a number that is counted, and whether
    it has a line of its own."""

    text: str = ""
    is_unknown: bool = False
    is_counted: bool = False
    on_own_line: bool = False


_NONE: Final = Generated()


def generated(style: Style, part: str, node: Node, sheet: StyleSheet) -> Generated:
    """What is printed ``before`` or ``after`` an element."""
    content = style.get((part, "content"), NOTHING_SAID)
    if content is NOTHING_SAID or _is_unseen(style, part):
        return _NONE
    said = _text(content.value or "", node, sheet)
    perhaps = [_text(other, node, sheet) for other in content.others]
    # only what carries meaning is worth a word
    differing = any(other.text != said.text and _has_meaning(other.text) for other in perhaps)
    if "block" in _value(style, part, "display"):
        said = said._replace(on_own_line=True)
    return said._replace(is_unknown=said.is_unknown or differing)


def _is_unseen(style: Style, part: str) -> bool:
    return (
        _value(style, part, "display") == "none"
        or _value(style, part, "visibility") in ("hidden", "collapse")
        or any(_NOTHING.fullmatch(_value(style, part, name)) for name in ("font-size", "opacity"))
        or _DRAWING_FONT.search(_value(style, part, "font-family")) is not None
    )


def _value(style: Style, part: str, name: str) -> str:
    return style.get((part, name), Said()).value or ""


def _text(content: str, node: Node, sheet: StyleSheet) -> Generated:
    pieces: list[str] = []
    is_unknown, is_counted = len(content) > _LONGEST, False
    for found in _PART.finditer(content[:_LONGEST]):
        double, single, function, argument, word, sign = found.groups()
        name = (function or word or "").lower()
        if sign == "/":
            # what is read aloud instead follows
            break
        if double or single:
            pieces.append(unescaped(double or single))
        elif name == "attr" and function:
            pieces.append(node.get((argument.split() or [""])[0].lower()) or "")
        elif name in ("counter", "counters"):
            is_counted = True
        elif name == "var" and function:
            variable, _, instead = argument.partition(",")
            values = sheet.variables.get(variable.strip(), instead)
            is_unknown = is_unknown or _has_meaning(_printed(unescaped(values)))
        elif name in _QUOTES:
            pieces.append(_QUOTES[name])
        elif (name and not _NO_TEXT.fullmatch(name)) or sign:
            is_unknown = True
    # a part of what is printed would be another text
    return Generated("" if is_unknown or is_counted else _printed("".join(pieces)), is_unknown, is_counted)


def _printed(text: str) -> str:
    """The text without what is of private use, drawings of a font, and without what is no character of a page."""
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in _NOT_PRINTED)


def _has_meaning(text: str) -> bool:
    return any(character.isalnum() or character in "-−–()（）" for character in text)
