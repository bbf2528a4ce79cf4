"""Of alternatives that a Word document gives for one thing, the one that is shown (ECMA-376 part 3, 9.3)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.sources.docx.xml import MC, Node

_UNDERSTOOD = (
    "http://schemas.microsoft.com/office/",
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://www.wps.cn/officeDocument/",
    "urn:schemas-microsoft-com:",
)
"""Beginnings of the namespaces that Word and WPS understand."""
_MOST_LOOKED_UP = 64
"""Different demands of a part: each is looked up among all namespaces that hold there."""


@dataclass(slots=True)
class _Demands:
    """What alternatives require, and whether all of it is understood."""

    known: dict[str, bool] = field(default_factory=dict)

    def are_met(self, choice: Node) -> bool:
        required = choice.get("Requires", "")
        if required not in self.known:
            if len(self.known) >= _MOST_LOOKED_UP:
                return False
            names = choice.nsmap
            self.known[required] = all((names.get(prefix) or "").startswith(_UNDERSTOOD) for prefix in required.split())
        return self.known[required]


def choose_alternatives(groups: Iterable[Node]) -> None:
    """Leave of each group of alternatives only the one that is shown: the first that asks for nothing unknown, else the
    fallback. Where there is none, the first stays: better read than lost."""
    demands = _Demands()
    for group in groups:
        choices = list(group.iterchildren(MC + "Choice"))
        fallback = group.find(MC + "Fallback")
        shown = next((one for one in choices if demands.are_met(one)), fallback)
        if shown is None:
            shown = next(iter(choices), None)
        for child in list(group):
            if child is not shown:
                group.remove(child)
