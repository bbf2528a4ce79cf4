"""Target values of performance indicators: ``≥98百分比``, ``3至5次``, ``每月15日前``, ``逐年提升``."""

from extractor.document.target.reading import is_measured, parse_target
from extractor.document.target.split_columns import compose_target

__all__ = ["compose_target", "is_measured", "parse_target"]
