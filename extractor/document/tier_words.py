"""The words of the two upper indicator tiers, and the class that each belongs to.

Source: 中央部门预算绩效目标管理办法 (财预〔2015〕88号) and 项目支出绩效评价管理办法 (财预〔2020〕10号).
"""

import re
from typing import Final, NamedTuple

from extractor.document.text import folded

TIER1_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
"""The tier 1 classes in the order of the forms, each with its tier 2 classes in that order."""

_TIER1_WORDS: Final[dict[str, str]] = {
    "产出": "产出指标",
    "项目产出": "产出指标",
    "成本": "成本指标",
    "效益": "效益指标",
    "效果": "效益指标",
    "项目效益": "效益指标",
    "项目效果": "效益指标",
    "满意度": "满意度指标",
    "服务对象满意度": "满意度指标",
    "社会满意度": "满意度指标",
}
_TIER2_WORDS: Final[dict[str, str]] = {
    "数量": "数量指标",
    "质量": "质量指标",
    "时效": "时效指标",
    "成本": "成本指标",
    "经济成本": "经济成本指标",
    "社会成本": "社会成本指标",
    "生态环境成本": "生态环境成本指标",
    "生态成本": "生态环境成本指标",
    "环境成本": "生态环境成本指标",
    "经济效益": "经济效益指标",
    "社会效益": "社会效益指标",
    "生态效益": "生态效益指标",
    "环境效益": "生态效益指标",
    "生态环境效益": "生态效益指标",
    "可持续影响": "可持续影响指标",
    "可持续性": "可持续影响指标",
    "可持续发展": "可持续影响指标",
    "满意度": "服务对象满意度指标",
    "服务对象": "服务对象满意度指标",
    "服务对象满意度": "服务对象满意度指标",
    "受益对象满意度": "服务对象满意度指标",
    "社会公众满意度": "服务对象满意度指标",
    "社会公众或服务对象满意度": "服务对象满意度指标",
    "服务对象或社会公众满意度": "服务对象满意度指标",
    "服务对象或受益人满意度": "服务对象满意度指标",
}
_SIMPLIFIED: Final = str.maketrans(
    "產數質時滿經濟會態續響務對標項類環與眾發", "产数质时满经济会态续响务对标项类环与众发"
)
"""The traditional characters of these words."""
_ENDING: Final = re.compile(r"(?:类?指标|类)?(?:\([\d.%分]+\))?$")
_LONGEST: Final = 40
"""Characters of a longer cell are not read: no tier word is so long."""
_TIER_SHAPE: Final = re.compile(r"(?:项目)?(?:产出|效益|效果|满意度)类?指标")


class Tiers(NamedTuple):
    """The classes of a tier 1 and a tier 2 word; None where a document has a word of its own (管理类指标)."""

    tier1: str | None
    tier2: str | None


def classify_tiers(tier1: str | None, tier2: str | None) -> Tiers:
    """The class of each word. 成本指标 is a tier 1 class of the newer forms and a tier 2 class of the older ones."""
    return Tiers(tier1_class(tier1), tier2_class(tier2))


def tier1_class(word: str | None) -> str | None:
    """The tier 1 class of a printed word (产出类指标 is 产出指标), or None."""
    return _TIER1_WORDS.get(_stem(word)) if word else None


def tier2_class(word: str | None) -> str | None:
    """The tier 2 class of a printed word (环境效益指标 is 生态效益指标), or None."""
    return _TIER2_WORDS.get(_stem(word)) if word else None


def parent_class(tier2: str | None) -> str | None:
    """The tier 1 class under which a tier 2 class stands, or None."""
    return next((tier1 for tier1, classes in TIER1_CLASSES.items() if tier2 in classes), None)


def is_tier1_word(text: str) -> bool:
    """Whether a cell can only be a tier 1 cell: 产出指标, 效益指标, 满意度指标 (成本指标 is also a tier 2 word)."""
    return tier1_class(text) is not None and _TIER_SHAPE.fullmatch(_plain(text)) is not None


def is_tier2_word(text: str) -> bool:
    """Whether a cell is a tier 2 word with its ending 指标, so that it is not the name of an indicator."""
    return tier2_class(text) is not None and _plain(text).endswith("指标")


def _stem(word: str) -> str:
    return _ENDING.sub("", _plain(word))


def _plain(word: str) -> str:
    return folded(word[:_LONGEST]).translate(_SIMPLIFIED)
