"""A report with three-line tables: rules above, below and under the header, and under the heads of groups."""

from extractor.corpora.generate.draw_budget import draw_budget
from extractor.corpora.generate.model import DocumentSpec
from extractor.corpora.generate.report_document import build_report
from extractor.corpora.generate.style import Choices, draw_style

NAME = "three_line"
CHOICES = Choices(
    units=(("万元", 2), ("万元", 2), ("元", 2)),
    nils=("blank", "zero", "dash"),
    sizes=("short", "short", "medium", "long"),
    landscape=0.1,
    prose=0.8,
)


def build(seed: int) -> DocumentSpec:
    """The document of a seed."""
    style = draw_style(NAME, seed, CHOICES)
    return build_report(NAME, seed, draw_budget(NAME, seed, style.scale), style)
