"""The two orders of indicator tiers that forms print, and the words that a document uses for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

OLDER: Final = (
    ("产出", ("数量", "质量", "时效", "成本")),
    ("效益", ("经济效益", "社会效益", "生态效益", "可持续影响")),
    ("满意度", ("服务对象满意度",)),
)
"""财预〔2015〕88号: cost is a kind of output."""
NEWER: Final = (
    ("成本", ("经济成本", "社会成本", "生态环境成本")),
    ("产出", ("数量", "质量", "时效")),
    ("效益", ("经济效益", "社会效益", "生态效益", "可持续影响")),
    ("满意度", ("服务对象满意度",)),
)
"""财预〔2020〕10号 and what followed: cost is a tier of its own, printed first or after the output."""
CORE: Final = frozenset({"数量", "质量", "时效", "成本", "经济成本", "社会效益", "服务对象满意度"})
"""The second tiers that every matrix has."""
_PLEASED_WORDS: Final = ("服务对象满意度指标",) * 5 + (
    "服务对象满意度",
    "社会公众或服务对象满意度指标",
    "满意度指标",
    "受益对象满意度指标",
)
_TIER1_WORDS: Final = {
    "产出": ("产出指标",) * 7 + ("项目产出", "产出类指标"),
    "成本": ("成本指标",),
    "效益": ("效益指标",) * 7 + ("项目效益", "效果指标"),
    "满意度": ("满意度指标",) * 8 + ("社会满意度指标",),
}


@dataclass(frozen=True, slots=True)
class TierStyle:
    """The tiers of a document in printed order, (key of tier 1, keys of tier 2), and the word of each key."""

    order: tuple[tuple[str, tuple[str, ...]], ...]
    tier1: dict[str, str]
    tier2: dict[str, str]

    @property
    def is_newer(self) -> bool:
        return any(key == "成本" for key, _ in self.order)

    @property
    def pairs(self) -> Sequence[tuple[str, str]]:
        return [(first, second) for first, seconds in self.order for second in seconds]


def draw_tiers(random: Random, year: int) -> TierStyle:
    """Newer documents mostly use the newer order."""
    newer = random.random() < (0.7 if year >= 2022 else 0.05)
    order = NEWER if newer else OLDER
    if newer and random.random() < 0.4:
        order = (order[1], order[0], *order[2:])
    ending = "" if random.random() < 0.12 else "指标"
    tier2 = {second: f"{second}{ending}" for _, seconds in order for second in seconds}
    tier2["服务对象满意度"] = random.choice(_PLEASED_WORDS)
    if random.random() < 0.08:
        tier2["生态效益"] = f"环境效益{ending}"
    return TierStyle(order, {key: random.choice(words) for key, words in _TIER1_WORDS.items()}, tier2)
