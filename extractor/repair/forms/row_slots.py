"""The places of a row and what fits there: fields of an indicator matrix, labels and values of a form."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal

from extractor.document.matrix_words import MatrixField
from extractor.document.number import is_number
from extractor.document.project_code import LENGTH
from extractor.document.target import is_measured
from extractor.document.text import folded, is_cjk
from extractor.document.tier_words import is_tier1_word, is_tier2_word, tier1_class, tier2_class

SlotKind = MatrixField | Literal["label", "amount", "share", "deadline", "code", "words", "other"]
"""What a place holds; ``other``: nobody knows, so that only what is printed there stays there."""
MISFIT: Final = -4.0
"""A text that fits so badly is not put there, unless it is printed there."""
_DEGREE: Final = re.compile(
    "(?:有效|逐年|逐步|持续|明显|显著|不断|进一步|基本|较|良好|优良|合格|按时|及时|符合|长期|稳步|大幅|全面|有所)"
)
_USUAL: Final = 1.5
_LONGEST_DEGREE: Final = 8
_LONGEST_UNIT: Final = 6
_OPERATOR: Final = re.compile(r"[<>=≥≤≧≦]+|正向|反向|负向|定性|大于等于|小于等于|等于|大于|小于")
_DEADLINE: Final = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月(?:份|底|末)|第?[一二三四]季度末?|[上下]半年)前?")
_CODE: Final = re.compile(rf"[0-9A-Za-z]{{{LENGTH - 1},{LENGTH + 1}}}")
_NAMES: Final = frozenset({"tier3", "description", "basis"})
_NUMBERS: Final = frozenset({"weight", "score", "project_total", "amount"})
_TARGETS: Final = frozenset({"target", "actual", "mid_target"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a row: what it holds, its grid column (None where the header lost it), a label's words, whether
    the rows beside it, or the same row of sibling forms, fill it, texts that its column prints again and again, and
    whether all but a few texts of the column read as targets."""

    kind: SlotKind
    column: int | None
    word: str = ""
    required: bool = False
    usual: AbstractSet[str] = frozenset()
    strict: bool = False


def fit(slot: Slot, text: str) -> float:
    """How well a text (without white space) fits a place by its words alone; 4 for a word of the place's own."""
    return _fit_words(slot, text) + (_USUAL if text in slot.usual else 0.0)


def _fit_words(slot: Slot, text: str) -> float:
    if slot.kind == "tier1":
        return 4 if is_tier1_word(text) else 1 if tier1_class(text) and text.endswith("指标") else -6
    if slot.kind == "tier2":
        if is_tier1_word(text):
            return 0
        return 4 if is_tier2_word(text) else 1 if tier2_class(text) else -6
    if slot.kind == "label":
        return 4 if folded(text) == folded(slot.word) else -6
    if is_tier1_word(text) or is_tier2_word(text):
        return -6
    return _fit_value(slot, text)


def _fit_value(slot: Slot, text: str) -> float:
    if len(text) == 1 and is_cjk(text):
        return -3  # no cell of words has one character
    if slot.kind in _TARGETS:
        return 4 if is_measured(text) else 2 if is_degree(text) else -1 if slot.strict else 0
    if slot.kind in _NAMES:
        return -4 if is_measured(text) else -1 if is_degree(text) and slot.kind != "tier3" else 1
    if slot.kind in _NUMBERS:
        return 3 if is_number(text) else -4
    if slot.kind == "operator":
        return 3 if _OPERATOR.fullmatch(text) else -4
    if slot.kind == "measure_unit":
        return 1 if len(text) <= _LONGEST_UNIT and not is_number(text) else -3
    return _fit_form_value(slot, text)


def _fit_form_value(slot: Slot, text: str) -> float:
    if slot.kind == "share":
        return 3 if is_number(text.removesuffix("%").removesuffix("％")) else -4
    if slot.kind == "deadline":
        return 4 if _DEADLINE.fullmatch(text) else -6
    if slot.kind == "code":
        return 4 if _CODE.fullmatch(text) else -4
    if slot.kind == "words":
        return -3 if is_number(text) or _DEADLINE.fullmatch(text) else 1
    return 0


def is_degree(text: str) -> bool:
    """Whether a text is a target in words: 逐年提升, 有效改善."""
    return len(text) <= _LONGEST_DEGREE and _DEGREE.match(text) is not None
