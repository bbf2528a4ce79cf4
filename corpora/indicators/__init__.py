"""Performance indicators and target values that were written and labelled by hand; README.md is the guide."""

from extractor.corpora.indicators.load import (
    load_projects,
    load_targets,
)
from extractor.corpora.indicators.model import (
    Field,
    FormStyle,
    LabelledIndicator,
    LabelledProject,
    LabelledTarget,
    TargetColumns,
    Tier1Class,
    Tier2Class,
)

__all__ = [
    "Field",
    "FormStyle",
    "LabelledIndicator",
    "LabelledProject",
    "LabelledTarget",
    "TargetColumns",
    "Tier1Class",
    "Tier2Class",
    "load_projects",
    "load_targets",
]
