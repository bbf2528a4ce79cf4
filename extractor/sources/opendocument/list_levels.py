"""How the levels of lists and of numbered headings look: list styles of OpenDocument → levels as lists count them
(ODF 1.3 part 3, 16.30 to 16.38)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from extractor.sources.opendocument import xml
from extractor.sources.opendocument.package import Package
from extractor.sources.opendocument.xml import STYLE, TEXT, Node
from extractor.sources.word_lists import MOST_LEVELS, ListLevel

_LEVELS: Final = (TEXT + "list-level-style-number", TEXT + "outline-level-style")
_BULLETS: Final = (TEXT + "list-level-style-bullet", TEXT + "list-level-style-image")
_FORMATS: Final[Mapping[str, str]] = {
    "": "none",
    "1": "decimal",
    "i": "lowerRoman",
    "I": "upperRoman",
    "01, 02, 03, ...": "decimalZero",
    "１, ２, ３, ...": "decimalFullWidth",
    "一, 二, 三, ...": "chineseCounting",
    "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac",
    "①, ②, ③, ...": "decimalEnclosedCircle",
}
"""By the name of a format in the file, that of the same numbers in Word; formats of LibreOffice are named by an
example."""
_LETTERS: Final[Mapping[tuple[str, bool], str]] = {
    ("a", True): "lowerLetter",
    ("A", True): "upperLetter",
    ("a", False): "lowerLetterToZ",
    ("A", False): "upperLetterToZ",
}
"""By letter, and whether all letters of a number are the same (aa, bb)."""
_PLACES: Final = re.compile(r"%([1-9])%")
_LONGEST_TEXT, _MOST_START = 64, 32_767
OUTLINE: Final = ""
"""The name under which the levels of headings stand."""


def read_list_levels(package: Package) -> Mapping[str, Sequence[ListLevel]]:
    """By the name of a list style its levels, from the first on; a file's automatic styles come last and win."""
    styles: dict[str, Sequence[ListLevel]] = {}
    for root in (package.styles, package.content):
        for style in () if root is None else root.iter(TEXT + "list-style", TEXT + "outline-style"):
            name = style.get(STYLE + "name", "") if style.tag == TEXT + "list-style" else OUTLINE
            styles[name] = tuple(_levels(style))
    return styles


def _levels(style: Node) -> Iterator[ListLevel]:
    nodes = {xml.number(node, TEXT + "level", 1): node for node in style.iterchildren(*_LEVELS, *_BULLETS)}
    forms = [_form(nodes.get(number)) for number in range(1, MOST_LEVELS + 1)]
    for number, form in enumerate(forms, 1):
        node = nodes.get(number)
        if node is None:
            yield ListLevel(form="none")
            continue
        text = _text(node, number, forms)
        yield ListLevel(
            start=min(xml.number(node, TEXT + "start-value", 1), _MOST_START),
            form=form if len(text) <= _LONGEST_TEXT else "unknown",
            text=text[:_LONGEST_TEXT],
            gap=next((one for one in node.iter() if one.get(TEXT + "label-followed-by") == "nothing"), None) is None,
        )


def _form(node: Node | None) -> str:
    if node is None or any(one.get(TEXT + "display") == "none" for one in node.iterchildren()):
        return "none"
    if node.tag in _BULLETS:
        return "bullet"
    said = node.get(STYLE + "num-format", "")
    alike = node.get(STYLE + "num-letter-sync") == "true"
    return _LETTERS.get((said, alike)) or _FORMATS.get(said, "unknown")


def _text(node: Node, number: int, forms: Sequence[str]) -> str:
    """What is printed, with ``%1`` for the number of the first level: an example with places (LibreOffice 7), or what
    stands before and after the numbers of so many levels, with full stops between them."""
    example = next((value for name, value in node.attrib.items() if name.endswith("}num-list-format")), None)
    if example is not None:
        return str(_PLACES.sub(r"%\1", example))
    first = max(1, number - xml.number(node, TEXT + "display-levels", 1) + 1)
    shown = (
        place for place in range(first, number + 1) if place == number or forms[place - 1] not in ("none", "bullet")
    )
    numbers = ".".join(f"%{place}" for place in shown)
    return f"{node.get(STYLE + 'num-prefix', '')}{numbers}{node.get(STYLE + 'num-suffix', '')}"
