"""Tier cells of a torn matrix that slid to another row or were lost, put back by the order of the tiers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractor.document.check import Repair
from extractor.document.matrix_words import MatrixField
from extractor.document.text import without_space
from extractor.document.tier_words import TIER1_CLASSES, is_tier2_word, parent_class, tier1_class, tier2_class
from extractor.repair.forms.form_parts import TornMatrix
from extractor.repair.forms.tier_by_words import IndicatorWords, Tier2Shares
from extractor.repair.forms.tier_shifts import Chosen, TierReading, TierRow, read_tiers

_PRINTED_IN_MATRIX = 0.96
_PRINTED_IN_SIBLINGS = 0.93
_IN_DOUBT = 0.6


def restore_tiers(matrices: Sequence[TornMatrix], threshold: float, shares: Tier2Shares | None = None) -> list[Repair]:
    """Write tier cells where a tier 2 word stands below the wrong tier 1, and a tier 2 cell that is the only choice.

    A word is taken from the same matrix, where it slid away, else from the document's other matrices; a word that
    the document prints nowhere is not made up.
    """
    if threshold > _PRINTED_IN_SIBLINGS:
        return []
    words = _words_of(matrices)
    repairs: list[Repair] = []
    for matrix in matrices:
        found = list(_restore_tier1(matrix, words, shares))
        if all(repair.applied for repair in found):
            found += _restore_tier2(matrix, words)
        repairs.extend(found)
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


def _restore_tier1(
    matrix: TornMatrix, words: Mapping[str, tuple[str, str]], shares: Tier2Shares | None
) -> Iterator[Repair]:
    """Put back the words of a tier column of which one slid or was lost; in doubt which of the two, only say so."""
    rows = [_tier_row(matrix, row) for row in matrix.rows]
    printed = [row.tier1 for row in rows]
    if any(word and tier1_class(word) is None for word in printed):
        return  # the document has a tier of its own
    wanted = _wanted_tier1(matrix, printed, {key: word for key, (word, _) in words.items()})
    others = []
    if wanted is not None and not set(filter(None, printed)) - set(wanted):  # a printed word would be lost
        others.append(TierReading("tier1", tuple(wanted), tuple(row.tier2 for row in rows)))
    chosen = read_tiers(rows, others, shares)
    if chosen is None or not chosen.best.slid or not _runs_once(chosen.best.tier1):
        return  # 产出 between two 效益 is no slid cell but the document's own order
    if chosen.is_clear:
        yield from _written(matrix, rows, chosen.best, dict(words.values()))
    else:
        yield _in_doubt(matrix, rows, chosen)


def _tier_row(matrix: TornMatrix, row: int) -> TierRow:
    name, description, target = (_text(matrix, row, field) for field in ("tier3", "description", "target"))
    return TierRow(_text(matrix, row, "tier1"), _text(matrix, row, "tier2"), IndicatorWords(name, description, target))


def _column_of(field: str, rows: Sequence[TierRow]) -> list[str]:
    return [row.tier1 if field == "tier1" else row.tier2 for row in rows]


def _written(
    matrix: TornMatrix, rows: Sequence[TierRow], best: TierReading, elsewhere: Mapping[str, str]
) -> Iterator[Repair]:
    field: MatrixField = "tier1" if best.slid == "tier1" else "tier2"
    column = matrix.columns[field]
    printed, wanted = _column_of(field, rows), best.tier1 if field == "tier1" else best.tier2
    own = {word: matrix.torn.cell_id(row, column) for row, word in zip(matrix.rows, printed, strict=True)}
    for row, old, new in zip(matrix.rows, printed, wanted, strict=True):
        cell = matrix.torn.write(row, column, new) if new != old else None
        if cell is None:
            continue
        slid = not new or new in printed
        if field == "tier1":
            said = f"{_text(matrix, row, 'tier2')} stands below {new or 'the tier 1 word above'}"
        else:
            said = "the words of tier 2 stand below their tier 1 so, and fit the names beside them"
        where = "the word stands in another row of this matrix" if slid else "the other matrices print the word"
        confidence = _PRINTED_IN_MATRIX if slid else _PRINTED_IN_SIBLINGS
        made_from = (own.get(new) or elsewhere[new],) if new else ()
        yield Repair("", "tier_restored", (cell,), old, new, (said, where), (), confidence, True, made_from)


def _in_doubt(matrix: TornMatrix, rows: Sequence[TierRow], chosen: Chosen) -> Repair:
    """That a tier column slid, where nothing says which of the two, or how far."""
    best = chosen.best
    printed = TierReading("", tuple(_column_of("tier1", rows)), tuple(_column_of("tier2", rows)))
    pairs = enumerate(zip(zip(*printed[1:], strict=True), zip(*best[1:], strict=True), strict=True))
    moved = [matrix.rows[place] for place, (old, new) in pairs if old != new]
    cells = tuple(matrix.torn.cell_id(row, matrix.columns[name]) for row in moved for name in ("tier1", "tier2"))
    evidence = ("tier 2 words stand below another tier 1", "nothing says which of the two columns slid")
    before, after, second = (_shown(reading) for reading in (printed, best, chosen.second))
    return Repair("", "tier_restored", cells, before, after, evidence, (second,), _IN_DOUBT, False)


def _shown(reading: TierReading) -> str:
    return " || ".join(f"{one} | {other}" for one, other in zip(*reading[1:], strict=True))


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
