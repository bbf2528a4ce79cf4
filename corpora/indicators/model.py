"""What a written project, one of its indicators, and a written target value hold."""

from dataclasses import dataclass
from typing import Final, Literal

from pydantic import ConfigDict, with_config

from extractor.document.record import Target

Field = Literal[
    "education",
    "health",
    "water",
    "roads",
    "it",
    "culture",
    "agriculture",
    "environment",
    "administration",
    "social_security",
    "policing",
]
FormStyle = Literal[
    "provincial",
    "four_tier",
    "described",
    "cost_first",
    "class_words",
    "short_words",
    "management",
    "department",
    "split_columns",
    "self_evaluation",
    "self_evaluation_points",
]
Tier1Class = Literal["产出指标", "成本指标", "效益指标", "满意度指标"]
Tier2Class = Literal[
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "经济成本指标",
    "社会成本指标",
    "生态环境成本指标",
    "经济效益指标",
    "社会效益指标",
    "生态效益指标",
    "可持续影响指标",
    "服务对象满意度指标",
]
Doubt = Literal["ambiguous", "contradicts"]
"""``ambiguous``: the row's own words fit two tiers. ``contradicts``: they speak for another one than is printed."""
_STRICT: Final = ConfigDict(extra="forbid")


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class TargetColumns:
    """A target that the form prints in three cells: 指标性质 or operator, 指标值, 计量单位."""

    sign: str | None
    value: str
    unit: str | None


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class LabelledIndicator:
    """One row of a project's matrix: ``order`` is its place from 1, tiers as printed and as classes.

    A class is None where the word is the form's own (管理类指标). ``target`` is the text as printed, or what the three
    ``target_columns`` make together.
    """

    order: int
    tier1: str
    tier2: str
    tier1_class: Tier1Class | None
    tier2_class: Tier2Class | None
    name: str
    target: str
    description: str | None = None
    target_columns: TargetColumns | None = None
    basis: str | None = None
    weight: str | None = None
    actual: str | None = None
    score: str | None = None
    deviation: str | None = None
    doubt: Doubt | None = None


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class LabelledProject:
    """A project's form with its indicators in printed order; a split holds it whole or not at all."""

    id: str
    field: Field
    style: FormStyle
    name: str
    indicators: tuple[LabelledIndicator, ...]


@with_config(_STRICT)
@dataclass(frozen=True, slots=True)
class LabelledTarget:
    """One written target: ``printed`` in one cell or in three ``columns``; ``target`` is None for a blank."""

    id: str
    group: str
    target: Target | None
    printed: str | None = None
    columns: TargetColumns | None = None
