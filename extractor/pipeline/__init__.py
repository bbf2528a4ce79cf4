"""The order of the stages: the only part that imports them. `conversion` reads as prose, each step has a file."""

from extractor.pipeline.conversion import extract, trace_pages, verify_again
from extractor.pipeline.labelling import label_table

__all__ = ["extract", "label_table", "trace_pages", "verify_again"]
