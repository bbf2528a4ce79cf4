"""The kinds of faults, a family a file: each proposes every fault of its kind that a dump allows."""

from extractor.corpora.damage.change import FaultKind, Propose
from extractor.corpora.damage.tears import (
    characters,
    column_numbers,
    fused,
    lost,
    page_breaks,
    slid,
    split,
    text_layers,
)

KINDS: dict[FaultKind, Propose] = {
    "fused_cells": fused.fuse_cells,
    "fused_rows": fused.fuse_rows,
    "split_cell": split.split_beside,
    "split_row": split.split_below,
    "lost_cell": lost.lose_values,
    "lost_tier": lost.lose_tiers,
    "slid_row": slid.slide_rows,
    "slid_column": slid.slide_columns,
    "slid_block": slid.slide_blocks,
    "fused_numbers": column_numbers.fuse_numbers,
    "stray_numbers": column_numbers.stray_numbers,
    "page_break_repeated": page_breaks.break_with_header,
    "page_break_bare": page_breaks.break_without_header,
    "look_alike": characters.misread,
    "spaced_number": characters.space_numbers,
    "swapped_amounts": text_layers.swap_amounts,
    "doubled_row": text_layers.double_rows,
}
PER_TABLE: frozenset[FaultKind] = frozenset(
    {"slid_block", "fused_numbers", "stray_numbers", "page_break_repeated", "page_break_bare"}
)
"""The kinds that befall a table as a whole; their rate is a share of the tables, else of the rows."""
GROUPS: dict[str, tuple[FaultKind, ...]] = {
    "fused": ("fused_cells", "fused_rows"),
    "split": ("split_cell", "split_row"),
    "lost": ("lost_cell", "lost_tier"),
    "slid": ("slid_row", "slid_column", "slid_block"),
    "numbers": ("fused_numbers", "stray_numbers"),
    "page_break": ("page_break_repeated", "page_break_bare"),
    "characters": ("look_alike", "spaced_number"),
    "text_layer": ("swapped_amounts", "doubled_row"),
    "all": tuple(KINDS),
    "none": (),
}
"""Names for several kinds at once; ``none`` is the undamaged dump."""
