"""What the sheets of an OpenDocument file print at the head and the foot of their pages (ODF 1.3 part 3, 16.10)."""

from collections.abc import Iterator
from typing import Final

from extractor.sources.opendocument.xml import PARAGRAPHS, STYLE, TABLE, TEXT, Node

_FIELDS: Final = {TEXT + "page-number": "&P", TEXT + "page-count": "&N", TEXT + "sheet-name": "&A"}
_ONLY_IN_PRINT: Final = frozenset({TEXT + name for name in ("date", "time", "title", "file-name")})
_SIDES: Final = ("", "-left", "-first")


def running_texts(table: Node, content: Node, styles: Node | None, kind: str) -> Iterator[str]:
    """The paragraphs of a sheet's ``header`` or ``footer``, with the codes that a workbook's heads have for fields."""
    name = table.get(TABLE + "style-name")
    masters = (
        style.get(STYLE + "master-page-name") for style in content.iter(STYLE + "style")
        if name and style.get(STYLE + "family") == "table" and style.get(STYLE + "name") == name
    )  # fmt: skip
    master = next(filter(None, masters), None)
    for page in () if styles is None or master is None else styles.iter(STYLE + "master-page"):
        if page.get(STYLE + "name") == master:
            for part in page.iterchildren(*(f"{STYLE}{kind}{side}" for side in _SIDES)):
                if part.get(STYLE + "display") != "false":
                    yield from ("".join(_pieces(paragraph)) for paragraph in part.iter(*PARAGRAPHS))


def _pieces(node: Node) -> Iterator[str]:
    yield (node.text or "").replace("&", "&&")
    for child in node:
        if child.tag in _FIELDS:
            yield _FIELDS[child.tag]
        elif child.tag not in _ONLY_IN_PRINT:
            yield from _pieces(child)
        yield (child.tail or "").replace("&", "&&")
