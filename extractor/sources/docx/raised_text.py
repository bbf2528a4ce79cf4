"""Runs of a Word document that are set as superscripts: ``100`` and a note's raised ``1`` are no 1001."""

from collections.abc import Iterable

from extractor.sources.docx.styles import Styles
from extractor.sources.docx.xml import Node, W
from extractor.sources.superscripts import as_superscript

HEIGHT, RUN_STYLE = W + "vertAlign", W + "rStyle"
_RUN, _PROPERTIES, _TEXT = W + "r", W + "rPr", W + "t"


def mark_raised(marks: Iterable[Node], styles: Styles) -> None:
    """Write the digits of raised runs as superscript digits; ``marks`` are what says so, or names a style that may."""
    for mark in marks:
        if mark.tag == RUN_STYLE and not styles.can_raise:
            continue
        properties = mark.getparent()
        run = None if properties is None or properties.tag != _PROPERTIES else properties.getparent()
        if run is not None and run.tag == _RUN and styles.raises(run):
            texts = list(run.iterchildren(_TEXT))
            if len(texts) == 1:
                texts[0].text = as_superscript(texts[0].text or "")
