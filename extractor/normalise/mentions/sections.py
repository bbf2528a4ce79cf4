"""Which headings stand over duties, tasks and goals: the numbers below them are no facts of the budget."""

import re

from extractor.document.document import Block

_NARRATIVE = re.compile(
    r"职责|职能|工作任务|主要工作|重点工作|工作思路|绩效目标(?!.{0,6}(?:设置|编报|编制|管理|情况|公开))|保障措施|名词解释|工作计划|指导思想"
)
_DEEPEST = 99


class Sections:
    """The headings above the current block, by level."""

    __slots__ = ("_above",)

    def __init__(self) -> None:
        self._above: list[tuple[int, bool]] = []

    def follow(self, block: Block) -> None:
        """Go on to the next block in reading order."""
        if block.kind == "heading":
            level = block.level or _DEEPEST
            self._above = [above for above in self._above if above[0] < level]
            self._above.append((level, _NARRATIVE.search(block.text) is not None))

    @property
    def are_narrative(self) -> bool:
        """Whether a heading above tells of duties, tasks or goals."""
        return any(narrative for _, narrative in self._above)
