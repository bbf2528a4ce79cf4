"""What a table is: by its title, else by its header words, else by its row labels."""

import re
from collections.abc import Sequence
from functools import cache

from extractor.classify.kind_rules import (
    HEADER_RULES,
    LABEL_RULES,
    TARGET_EVIDENCE,
    TARGET_LABELS,
    TITLE_RULES,
    TYPICAL_TITLES,
    first_kind,
)
from extractor.classify.tokenise import tokenise
from extractor.classify.untitled_kinds import kind_of_untitled
from extractor.document.text import folded
from extractor.document.vocabulary import TableKind

_QUOTES = re.compile("[\"'“”‘’「」『』《》〈〉`]")
_LEADERS = re.compile(r"(?:…|\.{4,}|·{4,})")
_COMMON_WORDS = frozenset(
    re.findall(
        r"\S+",
        "部门 单位 预算 决算 财政 支出 收入 表 总表 情况 公开 明细 一览 汇总 年 年度 本 的 和 及 区级 省级 市级 县级",
    )
)
"""Words of so many titles that they tell no kind."""
_OVERLAP = 0.5
"""A title that no rule knows takes a kind when it shares this part of the telling words, both sides counted."""


def table_kind(title: str | None, column_paths: Sequence[tuple[str, ...]], stub: Sequence[str]) -> TableKind:
    """Name the kind of a table; ``stub`` holds the labels of its body (of a form: all its texts).

    Forms of targets are known by their labels, whatever they are called. Then the title decides, then the header,
    then the stub, then the words that the title shares with typical titles; of a table without a title at last a
    classifier that is sure. ``other`` when nothing speaks.
    """
    title_text = _plain(title or "")
    header = "|".join(dict.fromkeys(_plain(element) for path in column_paths for element in path))
    labels = "|".join(_plain(text) for text in stub)
    if _is_target_form(header, labels):
        return "project_targets"
    if title_text in ("目录", "目次") or _is_contents(stub):
        return "contents"
    return (
        first_kind(TITLE_RULES, title_text)
        or (first_kind(HEADER_RULES, header) if header else None)
        or (first_kind(LABEL_RULES, labels) if labels else None)
        or (_kind_by_words(title_text) if title_text else kind_of_untitled(column_paths, stub))
        or "other"
    )


def _plain(text: str) -> str:
    return _QUOTES.sub("", folded(text))


def _is_target_form(header: str, labels: str) -> bool:
    words = set(header.split("|")) | set(labels.split("|"))
    found = {label for label in TARGET_LABELS if any(word.startswith(label) for word in words)}
    return len(found) >= 2 and any(label in found for label in TARGET_EVIDENCE)


def _is_contents(stub: Sequence[str]) -> bool:
    """Most rows lead with dots to a page number."""
    filled = [text for text in stub if text.strip()]
    return len(filled) >= 3 and sum(bool(_LEADERS.search(text)) for text in filled) * 2 > len(filled)


def _telling_words(text: str) -> frozenset[str]:
    words = (word.removesuffix("表") or word for word in tokenise(text))
    return frozenset(word for word in words if word not in _COMMON_WORDS and not word.isdigit())


@cache
def _typical_words() -> dict[TableKind, tuple[frozenset[str], ...]]:
    return {kind: tuple(_telling_words(title) for title in titles) for kind, titles in TYPICAL_TITLES.items()}


def _kind_by_words(title: str) -> TableKind | None:
    """The kind whose typical title shares most words with this one (Dice's coefficient), when that is enough."""
    words = _telling_words(title) if title else frozenset()
    if not words:
        return None
    score, kind = max(
        (
            (2 * len(words & typical) / (len(words) + len(typical)), kind)
            for kind, titles in _typical_words().items()
            for typical in titles
            if typical
        ),
        key=lambda scored: scored[0],
    )
    return kind if score >= _OVERLAP else None
