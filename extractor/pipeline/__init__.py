"""The order of the stages: the only part that imports them. `conversion` reads as prose, each step has a file.

A name is loaded when it is asked for: who runs many documents in other processes needs a helper or two, not all stages.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.pipeline.conversion import extract, trace_pages, verify_again
    from extractor.pipeline.labelling import label_table
    from extractor.pipeline.linking import Linked, draw_card, link_cards

__all__ = ["Linked", "draw_card", "extract", "label_table", "link_cards", "trace_pages", "verify_again"]

_PLACES = {
    "Linked": "linking",
    "draw_card": "linking",
    "extract": "conversion",
    "label_table": "labelling",
    "link_cards": "linking",
    "trace_pages": "conversion",
    "verify_again": "conversion",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
