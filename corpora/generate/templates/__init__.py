"""The templates, each a function ``build(seed) -> DocumentSpec``."""

from collections.abc import Callable, Mapping

from extractor.corpora.generate.model import DocumentSpec
from extractor.corpora.generate.templates import (
    borderless,
    central_account,
    central_budget,
    central_targets,
    department_targets,
    district_targets,
    jiangsu,
    provincial,
    provincial_targets,
    self_evaluation,
    shanghai,
    three_line,
)

TEMPLATES: Mapping[str, Callable[[int], DocumentSpec]] = {
    "borderless": borderless.build,
    "central_account": central_account.build,
    "central_budget": central_budget.build,
    "central_targets": central_targets.build,
    "department_targets": department_targets.build,
    "district_targets": district_targets.build,
    "jiangsu": jiangsu.build,
    "provincial": provincial.build,
    "provincial_targets": provincial_targets.build,
    "self_evaluation": self_evaluation.build,
    "shanghai": shanghai.build,
    "three_line": three_line.build,
}
"""By the name that the command takes."""
