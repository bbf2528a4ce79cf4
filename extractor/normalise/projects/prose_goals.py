"""Goals and indicators of single projects that a document states in prose (分项绩效目标) → parts of its projects."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.document.document import Block
from extractor.document.name_likeness import ALIKE, name_likeness
from extractor.document.record import Indicator, Project, ProseGoals
from extractor.document.target.reading import parse_target
from extractor.document.text import folded

_SECTION = re.compile(r"分项绩效目标|项目绩效目标情况|分项目绩效目标")
_OBJECTIVE = re.compile(r"^(?:绩效)?目标\s*\d{0,2}\s*[:：]\s*(?P<text>.+)$")
_INDICATORS = re.compile(r"^(?:绩效)?指标\s*\d{0,2}\s*[:：]\s*(?P<text>.+)$")
_TARGET = re.compile(
    r"^(?P<name>.{2,60}?)[:：]?(?P<target>(?:大于等于|小于等于|大于|小于|不低于|不少于|不高于|不超过|达到|[≥≤><＞＜=＝])\s*\d.{0,20})$"
)
_CLEAR_LEAD = 0.15
"""So much more alike than the second must the project be that is called otherwise."""


def read_prose_goals(blocks: Sequence[Block]) -> tuple[ProseGoals, ...]:
    """The goals by project in reading order; an item without a goal or an indicator gives none."""
    found, depth = [], None
    named: Block | None = None
    below: list[Block] = []
    for block in (*blocks, None):
        is_item = block is not None and block.number is not None and block.kind in ("heading", "list_item")
        if named is not None and (block is None or is_item or block.kind == "heading"):
            found.append(_goals(named, below))
            named, below = None, []
        if block is None:
            break
        if block.kind == "heading" and _SECTION.search(block.text):
            depth = block.level or 0
        elif depth is not None and block.kind == "heading" and (block.level or 0) <= depth:
            depth = None
        elif depth is not None and is_item:
            named = block
        elif named is not None and block.kind in ("paragraph", "list_item"):
            below.append(block)
    return tuple(goals for goals in found if goals.objectives or goals.indicators)


def _goals(named: Block, below: Sequence[Block]) -> ProseGoals:
    objectives: list[str] = []
    indicators: list[Indicator] = []
    for block in below:
        if match := _INDICATORS.match(block.text):
            indicators += _indicators(match["text"])
        elif match := _OBJECTIVE.match(block.text):
            objectives.append(match["text"].rstrip("；;"))
    return ProseGoals(named.text, tuple(objectives), tuple(indicators), (named.id, *(block.id for block in below)))


def _indicators(text: str) -> Iterator[Indicator]:
    for item in re.split("[；;。]", text):
        if match := _TARGET.match(item.strip()):
            target = parse_target(match["target"])
            yield Indicator(None, None, match["name"], None, None, "inferred", None, target, None)


def with_prose_goals(projects: Sequence[Project], goals: Sequence[ProseGoals]) -> tuple[Project, ...]:
    """Give the projects the goals that the prose states of them: by the same name, else to the one that is clearly
    most alike. What names no project of the document is left in the prose."""
    taken: dict[int, ProseGoals] = {}
    left = []
    for one in goals:
        same = [n for n, project in enumerate(projects) if folded(project.name or "") == folded(one.name)]
        if len(same) == 1 and same[0] not in taken:
            taken[same[0]] = one
        else:
            left.append(one)
    for one in left:
        number = _most_alike([project.name or "" if n not in taken else "" for n, project in enumerate(projects)], one)
        if number is not None:
            taken[number] = one
    return tuple(replace(project, prose_goals=taken.get(number)) for number, project in enumerate(projects))


def _most_alike(names: Sequence[str], goals: ProseGoals) -> int | None:
    ranked = sorted(((_likeness(name, goals.name), -number) for number, name in enumerate(names)), reverse=True)
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 1.0
    return -ranked[0][1] if ranked and ranked[0][0] >= ALIKE and lead >= _CLEAR_LEAD else None


def _likeness(name: str, said: str) -> float:
    """A name that the other one begins with is as good as the same."""
    one, other = folded(name), folded(said)
    begins = (len(other) > 3 and one.startswith(other)) or (len(one) > 3 and other.startswith(one))
    return 1.0 if begins else name_likeness(one, other)
