"""The little of CSS that says whether something is shown and whether lines are drawn around a cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

Node: TypeAlias = Any
"""An lxml element; lxml has no types of its own."""
Declarations: TypeAlias = dict[str, str]

_SELECTOR: Final = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_NO_LINE: Final = re.compile(r"(?:^|\s)(?:none|hidden|0(?:\.0+)?(?:px|pt|cm|mm|in)?)(?:\s|$)")
_SIDES: Final = ("left", "right", "top", "bottom")
_HIDDEN: Final = re.compile(r"\bnone\b")
_MAX_STYLE_CHARACTERS: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """Declarations by element name and class, ``("td", "")``, ``("", "xl65")`` or ``("td", "xl65")``; longer
    selectors are left out."""

    rules: dict[tuple[str, str], Declarations] = field(default_factory=dict)

    def of(self, node: Node) -> Declarations:
        """What holds for an element: by its name, its classes, then its own ``style``."""
        found: Declarations = {}
        for name in ("", *str(node.get("class", "")).lower().split()):
            for element in ("", node.tag):
                found.update(self.rules.get((element, name), {}))
        found.update(declarations(node.get("style", "")))
        return found

    def hides(self, node: Node) -> bool:
        """Whether the element and all in it is not shown."""
        if node.get("hidden") is not None:
            return True
        return ("style" in node.attrib or "class" in node.attrib) and bool(
            _HIDDEN.search(self.of(node).get("display", ""))
        )

    def is_ruled(self, cell: Node) -> bool:
        """Whether lines are drawn at the left or the right of a cell, or both above and below."""
        said = self.of(cell)
        left, right, top, bottom = (_has_line(said, side) for side in _SIDES)
        return left or right or (top and bottom)


def read_style_sheet(texts: list[str]) -> StyleSheet:
    """Read the pages' own ``<style>`` texts, later rules over earlier ones; nothing is fetched."""
    rules: dict[tuple[str, str], Declarations] = {}
    for text in texts:
        for selectors, body in _rules_of(_COMMENT.sub("", text[:_MAX_STYLE_CHARACTERS])):
            said = declarations(body)
            for selector in selectors.split(","):
                found = _SELECTOR.fullmatch(selector.strip())
                if found and said and (found[1] or found[2]):
                    rules.setdefault(((found[1] or "").lower(), (found[2] or "").lower()), {}).update(said)
    return StyleSheet(rules)


def _rules_of(text: str) -> Iterator[tuple[str, str]]:
    """The selectors and the body of each rule, those within ``@media`` too; one pass, however its braces lie."""
    for part in text.split("}")[:-1]:
        head, brace, body = part.rpartition("{")
        if brace:
            yield head.rpartition("{")[2], body


def declarations(text: str) -> Declarations:
    """``border:none; display : none`` as a mapping, names and values in lower case, in the order written.

    The short ``border`` sets what is said of each side before it.
    """
    found: Declarations = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name == "border":
            found.update({f"border-{side}": value.strip().lower() for side in _SIDES})
        elif colon:
            found[name] = value.strip().lower()
    return found


def _has_line(said: Declarations, side: str) -> bool:
    line = said.get(f"border-{side}", "")
    style = said.get(f"border-{side}-style", said.get("border-style", ""))
    if style:
        return not _NO_LINE.search(style) and not _NO_LINE.search(line)
    return bool(line) and not _NO_LINE.search(line)
