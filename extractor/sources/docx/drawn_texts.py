"""Texts that a Word document draws in other languages than its own (WordArt, drawings, boxes of HTML), made text boxes:
they are printed, and stand in no paragraph."""

from collections.abc import Iterable, Iterator

from extractor.sources.docx.xml import Node, W

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OLD = "{urn:schemas-microsoft-com:vml}"
_TEXT_PATH, _OLD_BOX, _PARAGRAPH = _OLD + "textpath", _OLD + "textbox", _DRAWN + "p"
_BREAK = _DRAWN + "br"
_BOX = W + "txbxContent"
DRAWN_TEXTS = (_TEXT_PATH, _OLD_BOX, _PARAGRAPH)


def box_drawn_texts(nodes: Iterable[Node]) -> None:
    """Put a text box into each of these that says something and is not Word's own; ``nodes`` are in document order."""
    within: set[Node] = set()
    for node in nodes:
        if node in within:
            continue
        if node.tag == _TEXT_PATH:
            _put_box(node, node.get("string", ""))
        elif node.tag == _PARAGRAPH or node.find(_BOX) is None:
            text = "".join(_pieces(node))
            within.update(node.iter(*DRAWN_TEXTS))  # once each, however deep they nest
            _put_box(node, text)


def _pieces(node: Node) -> Iterator[str]:
    for inner in node.iter():
        if inner.tag == _BREAK:
            yield "\n"
        yield inner.text or ""
        if inner is not node:
            yield inner.tail or ""


def _put_box(node: Node, said: str) -> None:
    text = said.strip()
    if text:
        box, paragraph, run, shown = (node.makeelement(W + name) for name in ("txbxContent", "p", "r", "t"))
        shown.text = text
        run.append(shown)
        paragraph.append(run)
        box.append(paragraph)
        node.append(box)
