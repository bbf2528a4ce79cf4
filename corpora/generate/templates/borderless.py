"""A report whose tables have no rulings, or one under every row: columns are told by their places alone."""

from extractor.corpora.generate.draw_budget import draw_budget
from extractor.corpora.generate.model import DocumentSpec
from extractor.corpora.generate.report_document import build_report
from extractor.corpora.generate.style import Choices, draw_style

NAME = "borderless"
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
