"""The order of the stages: the only part that imports them. `conversion` reads as prose, each step has a file."""

from extractor.pipeline.conversion import extract, trace_pages, verify_again
from extractor.pipeline.labelling import label_table
from extractor.pipeline.linking import Linked, draw_card, link_cards

__all__ = ["Linked", "draw_card", "extract", "label_table", "link_cards", "trace_pages", "verify_again"]
