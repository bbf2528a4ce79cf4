"""Evidence of the text alone: what a cell says that a sound one seldom does."""

import numpy as np

from extractor.confidence.evidence.part import Parts, Signs
from extractor.confidence.table_shape import Flags, TableShape

SIGNS: Signs = {
    "blank": "either",
    "two_numbers": "against",
    "two_amounts": "against",
    "fused": "against",
    "damaged": "against",
    "long": "either",
    "single_character": "against",
    "code_and_words": "against",
    "doubled": "against",
    "open": "against",
    "part_of_name": "against",
    "page_mark": "against",
    "page_mark_in_row": "against",
    "cut_beside": "against",
    "cut_above": "against",
    "cut_share": "against",
}


def text_evidence(shape: TableShape) -> Parts:
    """Most are the facts of ``text_facts``; ``cut_beside``, ``cut_above``: the text left or right, above or below,
    looks cut off or is a part of a name; ``cut_share``: the share of such cells, 1 at one in five."""
    body_mark = shape.says("page_mark") & shape.body
    cut = shape.says("open") | (shape.body & (shape.says("part_of_name") | shape.says("short_words")))
    return {
        "blank": shape.says("blank") & shape.body & shape.plain,
        "two_numbers": shape.says("two_numbers"),
        "two_amounts": shape.says("two_amounts"),
        "fused": shape.says("fused"),
        "damaged": shape.says("damaged"),
        "long": shape.says("long"),
        "single_character": shape.says("short_words") & ~_of_codes(shape),
        "code_and_words": shape.says("code_and_words"),
        "doubled": shape.says("doubled"),
        "open": shape.says("open"),
        "part_of_name": shape.says("part_of_name"),
        "page_mark": body_mark,
        "page_mark_in_row": np.asarray(shape.in_row(body_mark) > body_mark),
        "cut_beside": shape.beside(cut),
        "cut_above": shape.above_or_below(cut),
        "cut_share": min(1.0, 5.0 * float(cut.mean())),
    }


def _of_codes(shape: TableShape) -> Flags:
    """Headings of one character that are whole: 类, 款, 项, 目."""
    return ~shape.body & np.array([cell.text in ("类", "款", "项", "目") for cell in shape.table.cells], dtype=np.bool_)
