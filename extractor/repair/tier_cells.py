"""Tier cells of a torn matrix that slid to another row or were lost, put back by the order of the tiers."""

from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.document.check import Repair
from extractor.document.text import without_space
from extractor.document.tier_words import TIER1_CLASSES, is_tier2_word, parent_class, tier1_class, tier2_class
from extractor.repair.torn_table import TornMatrix

_PRINTED_IN_MATRIX = 0.96
_PRINTED_IN_SIBLINGS = 0.93


def restore_tiers(matrices: Sequence[TornMatrix], threshold: float) -> list[Repair]:
    """Write tier 1 cells where a tier 2 word stands below the wrong one, and a tier 2 cell that is the only choice.

    A word is taken from the same matrix, where it slid away, else from the document's other matrices; a word that
    the document prints nowhere is not made up.
    """
    if threshold > _PRINTED_IN_SIBLINGS:
        return []
    words = _words_of(matrices)
    repairs: list[Repair] = []
    for matrix in matrices:
        repairs.extend(_restore_tier2(matrix, words))
        repairs.extend(_restore_tier1(matrix, words))
    return repairs


def _words_of(matrices: Sequence[TornMatrix]) -> dict[str, tuple[str, str]]:
    """The word that the document prints most for each class, and its first cell: tier 1 by class, tier 2 by ``2``
    and class."""
    counts: Counter[tuple[str, str]] = Counter()
    cells: dict[str, str] = {}
    for matrix in matrices:
        for row in matrix.rows:
            tier1, tier2 = _text(matrix, row, "tier1"), _text(matrix, row, "tier2")
            if (found := tier1_class(tier1)) is not None:
                counts[found, tier1] += 1
                cells.setdefault(tier1, matrix.torn.cell_id(row, matrix.columns["tier1"]))
            if (found := tier2_class(tier2)) is not None and is_tier2_word(tier2):
                counts["2" + found, tier2] += 1
                cells.setdefault(tier2, matrix.torn.cell_id(row, matrix.columns["tier2"]))
    words: dict[str, tuple[str, str]] = {}
    for (key, word), _ in counts.most_common():
        words.setdefault(key, (word, cells[word]))
    return words


def _restore_tier1(matrix: TornMatrix, words: dict[str, tuple[str, str]]) -> Iterator[Repair]:
    column = matrix.columns["tier1"]
    printed = [_text(matrix, row, "tier1") for row in matrix.rows]
    wanted = _wanted_tier1(matrix, printed, {key: word for key, (word, _) in words.items()})
    own = {word: matrix.torn.cell_id(row, column) for row, word in zip(matrix.rows, printed, strict=True)}
    elsewhere = dict(words.values())
    if wanted is None or wanted == printed:
        return
    if set(filter(None, printed)) - set(wanted):
        return  # a printed word would be lost: leave the column as it is
    if not _runs_once(wanted):
        return  # 产出 between two 效益 is no slid cell but the document's own order
    for row, old, new in zip(matrix.rows, printed, wanted, strict=True):
        cell = matrix.torn.write(row, column, new) if new != old else None
        if cell is None:
            continue
        slid = not new or new in printed
        evidence = [f"{_text(matrix, row, 'tier2')} stands below {new or 'the tier 1 word above'}"]
        evidence.append(
            "the word stands in another row of this matrix" if slid else "the other matrices print the word"
        )
        confidence = _PRINTED_IN_MATRIX if slid else _PRINTED_IN_SIBLINGS
        made_from = (own.get(new) or elsewhere[new],) if new else ()
        yield Repair("", "tier_restored", (cell,), old, new, tuple(evidence), (), confidence, True, made_from)


def _wanted_tier1(matrix: TornMatrix, printed: list[str], words: dict[str, str]) -> list[str] | None:
    """The tier 1 column as the tier 2 words want it, blank where the word above goes on; None if they do not tell."""
    wanted = []
    current: str | None = None
    own = {tier1_class(word): word for word in printed if tier1_class(word)}
    for row, word in zip(matrix.rows, printed, strict=True):
        if word and tier1_class(word) is None:
            return None  # the document has a tier of its own
        parent = parent_class(tier2_class(_text(matrix, row, "tier2")))
        here = tier1_class(word) or current
        if parent is None or parent == here or (here == "成本指标" and "成本" in _text(matrix, row, "tier2")):
            wanted.append(word)
            current = here
            continue
        if parent == current:
            wanted.append("")
            continue
        found = own.get(parent) or words.get(parent)
        if found is None:
            return None
        wanted.append(found)
        current = parent
    return wanted


def _runs_once(column: Sequence[str]) -> bool:
    """Whether each tier 1 class fills one run of rows only."""
    runs = [tier1_class(word) for word in column if word]
    runs = [here for place, here in enumerate(runs) if place == 0 or here != runs[place - 1]]
    return len(runs) == len(set(runs))


def _restore_tier2(matrix: TornMatrix, words: dict[str, tuple[str, str]]) -> Iterator[Repair]:
    """A tier 2 cell is put back where its tier 1 class has one tier 2 class only (满意度指标)."""
    column = matrix.columns["tier2"]
    for row in matrix.rows:
        classes = TIER1_CLASSES.get(tier1_class(_text(matrix, row, "tier1")) or "", ())
        old, name = _text(matrix, row, "tier2"), _text(matrix, row, "tier3")
        overwritten = old != "" and old == name and not is_tier2_word(old)
        word, source = words.get("2" + classes[0], ("", "")) if len(classes) == 1 else ("", "")
        if not word or (old and not overwritten) or not name:
            continue
        cell = matrix.torn.write(row, column, word)
        if cell is not None:
            evidence = ["its tier 1 has one tier 2 only, and the other matrices print this word"]
            if overwritten:
                evidence.append("the cell repeats the name beside it")
            confidence, grounds = _PRINTED_IN_SIBLINGS, tuple(evidence)
            yield Repair("", "tier_restored", (cell,), old, word, grounds, (), confidence, True, (source,))


def _text(matrix: TornMatrix, row: int, name: str) -> str:
    column = next((column for field, column in matrix.columns.items() if field == name), None)
    if column is None or column >= len(matrix.torn.texts[row]):
        return ""
    return without_space(matrix.torn.texts[row][column])
