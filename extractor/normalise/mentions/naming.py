"""The words of one clause → what an amount in it is of: a known concept, else ``other`` by its printed name."""

import re
from dataclasses import replace

from extractor.normalise.mentions.names import known_name, printed_name
from extractor.normalise.mentions.words import Named, chain_in, name_of

_BOUNDARY = re.compile(r"(?<!的)[，。；：;:]|(?<!的),(?!\d{3})|的[。；;]")
"""Where a clause ends. ``由企业中标的，采购金额`` goes on over its comma."""
_LONGEST_CLAUSE = 200
_INNER_COMMA = re.compile("的[，,]")


def head_start(gap: str) -> int:
    """Where the clause begins that ``gap`` ends with; of a longer one no more than its end is looked at."""
    near = max(len(gap) - _LONGEST_CLAUSE, 0)
    return max((match.end() for match in _BOUNDARY.finditer(gap, near)), default=near)


class Naming:
    """Names clauses; ``department`` is the owner's name where it is known, ``classes`` the 类 of the heading above."""

    __slots__ = ("_department", "classes")

    def __init__(self, department: str | None) -> None:
        self._department = department
        self.classes: str | None = None

    def chain(self, text: str, *, whole: bool = False) -> Named | None:
        """The classified line that the text names; one that begins below 类 belongs to the 类 of the heading above."""
        chain = chain_in(text, whole=whole)
        return None if chain is None else self._with_class(chain)

    def known(self, head: str) -> Named | None:
        """The known concept that the words name, with what is printed."""
        named = name_of(_INNER_COMMA.sub("的", head))
        if named is None:
            return None
        if named.concept == "classified_line":
            return self._with_class(named)
        return replace(named, name=known_name(head, self._department))

    def other(self, head: str) -> Named | None:
        """Any thing that the words name, by its printed name."""
        name = printed_name(_INNER_COMMA.sub("的", head), self._department)
        return Named("other", name=name) if name is not None else None

    def _with_class(self, chain: Named) -> Named:
        if "类" in chain.ranks or self.classes is None:
            return chain
        return replace(chain, label=f"{self.classes}/{chain.label}", ranks=f"类{chain.ranks}")
