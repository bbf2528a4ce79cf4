"""What the styles of an OpenDocument file say: sizes of paragraphs, lines of cells, hidden sheets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extractor.sources.opendocument.package import Package
from extractor.sources.opendocument.xml import FO, STYLE, TABLE, TEXT, Node

_POINTS: Final = re.compile(r"(\d+(?:\.\d+)?)pt")
_NO_LINE: Final = re.compile(r"none\b|0(?:\.0+)?(?:pt|cm|in|mm)\b|.*\bnone\b")
_MAX_CHAIN: Final = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by family and name; ``defaults`` hold for the whole family."""

    by_name: dict[tuple[str, str], Node]
    defaults: dict[str, Node]

    def size(self, paragraph: Node) -> float | None:
        """The font size in points of the first run, None where neither it nor the paragraph's styles say."""
        run = next((child for child in paragraph if child.tag == TEXT + "span"), None)
        if run is not None and not (paragraph.text or "").strip():
            own = self._property("text", run.get(TEXT + "style-name"), "text-properties", FO + "font-size")
            if own is not None and (points := _POINTS.fullmatch(own)):
                return float(points[1])
        found = self._property("paragraph", paragraph.get(TEXT + "style-name"), "text-properties", FO + "font-size")
        points = _POINTS.fullmatch(found or "")
        return float(points[1]) if points else None

    def of_text(self, family: str, name: str | None, attribute: str) -> str | None:
        """What a style of a paragraph or of a run says of its text."""
        return self._property(family, name, "text-properties", attribute)

    def is_ruled(self, name: str) -> bool:
        """Whether a cell style draws a line at the left or the right, or both above and below."""
        left, right, top, bottom = (self._has_line(name, side) for side in ("left", "right", "top", "bottom"))
        return left or right or (top and bottom)

    def is_hidden(self, name: str | None) -> bool:
        """Whether a table style hides the sheet."""
        return self._property("table", name, "table-properties", TABLE + "display") == "false"

    def _has_line(self, name: str, side: str) -> bool:
        for style in self._chain("table-cell", name):
            properties = style.find(STYLE + "table-cell-properties")
            if properties is not None:
                line = properties.get(f"{FO}border-{side}", properties.get(FO + "border"))
                if line is not None:
                    return _NO_LINE.match(line) is None
        return False

    def _property(self, family: str, name: str | None, group: str, attribute: str) -> str | None:
        for style in self._chain(family, name):
            properties = style.find(STYLE + group)
            if properties is not None and properties.get(attribute) is not None:
                return str(properties.get(attribute))
        return None

    def _chain(self, family: str, name: str | None) -> Iterator[Node]:
        """The style, those it is based on, nearest first, and the family's default."""
        for _ in range(_MAX_CHAIN):
            style = self.by_name.get((family, name or ""))
            if style is None:
                break
            yield style
            name = style.get(STYLE + "parent-style-name")
        if family in self.defaults:
            yield self.defaults[family]


def read_styles(package: Package) -> Styles:
    """Gather the styles of both parts; a file's automatic ones come last and win."""
    by_name: dict[tuple[str, str], Node] = {}
    defaults: dict[str, Node] = {}
    for root in (package.styles, package.content):
        if root is not None:
            for style in root.iter(STYLE + "style"):
                by_name[style.get(STYLE + "family", ""), style.get(STYLE + "name", "")] = style
            for style in root.iter(STYLE + "default-style"):
                defaults[style.get(STYLE + "family", "")] = style
    return Styles(by_name, defaults)
