"""Which measures divide the same whole: 基本 + 项目, one fund beside another, the three public expenses."""

from collections.abc import Iterable

SOURCES = frozenset(
    (
        "fiscal_appropriation",
        "general_public",
        "government_fund",
        "state_capital",
        "fiscal_account",
        "unit_funds",
        "business_income",
        "operating_income",
        "superior_subsidy",
        "affiliate_remittance",
        "other",
        "carry_over",
    )
)
"""Where money comes from: a table may print some of its sources and the total of all."""

FAMILIES: tuple[frozenset[str], ...] = (
    frozenset(
        ("basic", "project", "operating", "remitted_to_superior", "subsidy_to_affiliates", "reserve", "carry_forward")
    ),
    SOURCES,
    frozenset(("personnel", "public")),
    frozenset(("three_public", "abroad", "vehicle", "reception", "conference", "training")),
    frozenset(("vehicle_purchase", "vehicle_operation")),
)
"""By nature, by source or fund, by kind of basic expenditure, the three public expenses (Jiangsu adds meetings and
training), vehicles. A measure of one family is no part beside a measure of another."""

DIVISIONS: dict[str, tuple[str, ...]] = {
    "basic": ("personnel", "public"),
    "vehicle": ("vehicle_purchase", "vehicle_operation"),
    "three_public": ("abroad", "vehicle", "reception"),
    "fiscal_appropriation": ("general_public", "government_fund", "state_capital"),
}
"""What a measure is made of by its definition: all of its parts, and nothing else."""

INSIDE: dict[str, frozenset[str]] = {
    **{whole: frozenset(parts) for whole, parts in DIVISIONS.items()},
    "three_public": frozenset(("abroad", "vehicle", "reception", "vehicle_purchase", "vehicle_operation")),
    "unit_funds": frozenset(
        ("business_income", "operating_income", "superior_subsidy", "affiliate_remittance", "other")
    ),
}
"""What may be inside a measure: side by side with it, a sum of both would count it twice."""

BESIDE: dict[str, frozenset[str]] = {"three_public": frozenset(("conference", "training"))}
"""What forms print beside a measure that by its definition does not count it."""


def family_of(measures: Iterable[str]) -> frozenset[str] | None:
    """The one family that holds all the measures, or None."""
    found = frozenset(measures)
    return next((family for family in FAMILIES if found and found <= family), None)


def is_partition(measures: Iterable[str]) -> bool:
    """Whether the measures, each at most once, are of one family and none lies inside another."""
    listed = list(measures)
    if len(listed) < 2 or len(set(listed)) < len(listed) or family_of(listed) is None:
        return False
    return not any(INSIDE.get(measure, frozenset()) & set(listed) for measure in listed)
