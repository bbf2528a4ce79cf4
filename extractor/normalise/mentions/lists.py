"""Lists of parts inside a sentence: what 其中, 包括 and 主要为 open, and what closes them again."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from extractor.document.record import Mention

_TOKENS = re.compile(r"[(（]|[)）]|。|；|;|其中|包括|包含|用于以下方面|主要(?:为|是)(?!因|由|用|根据|按)")


@dataclass(slots=True)
class _List:
    """``whole`` is None in brackets, ``before`` what was said before them; ``items`` counts the parts so far;
    ``by_semicolon``: that is what parts them."""

    whole: Mention | None
    items: int = 0
    by_semicolon: bool = False
    before: Mention | None = None


class OpenLists:
    """The lists that are open at a place of the text, the innermost last."""

    __slots__ = ("_lists",)

    def __init__(self) -> None:
        self._lists: list[_List] = []

    def close_all(self) -> None:
        """A sentence or a block ends."""
        self._lists.clear()

    def whole(self) -> Mention | None:
        """What the innermost list is of."""
        return next((one.whole for one in reversed(self._lists) if one.whole is not None), None)

    def add_item(self) -> None:
        """A part was read."""
        if self._lists:
            self._lists[-1].items += 1

    def follow(self, gap: str, level: Mention | None, end_sentence: Callable[[], Mention | None]) -> Mention | None:
        """Open and close lists by the words of ``gap``. ``level`` is the last amount said, ``end_sentence`` tells the
        one that a next sentence goes on about. Given back is what was said before brackets that close here."""
        before = None
        for token in _TOKENS.finditer(gap):
            word = token.group()
            if word == "。":
                self.close_all()
                level = end_sentence()
            elif word in "；;":
                self._part()
            elif word in "(（":
                self._lists.append(_List(None, before=level))
            elif word in ")）":
                before = level = self._close_bracket() or level
            elif level is not None and not (word == "包括" and gap[: token.start()].endswith("主要")):
                self._lists.append(_List(level))
        return before

    def _part(self) -> None:
        """A semicolon parts the items of a list whose first item it follows, and ends any other inner list, and one of
        counts."""
        if not self._lists or any(one.whole is None for one in self._lists):
            return
        inner = self._lists[-1]
        inner.by_semicolon = inner.by_semicolon or inner.items == 1
        ends = len(self._lists) > 1 or (inner.whole is not None and inner.whole.kind == "count")
        if not inner.by_semicolon and ends:
            self._lists.pop()

    def _close_bracket(self) -> Mention | None:
        while self._lists:
            closed = self._lists.pop()
            if closed.whole is None:
                return closed.before
        return None
