"""Rows of an indicator matrix → indicators."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.document.matrix_words import MatrixField, read_matrix_word
from extractor.document.record import Indicator, Target
from extractor.document.table import Cell
from extractor.document.target import compose_target, parse_target
from extractor.document.text import without_space
from extractor.document.tier_words import classify_tiers
from extractor.document.vocabulary import TierSource
from extractor.normalise.projects.area import Matrix, Section
from extractor.normalise.projects.words import read_label


@dataclass(frozen=True, slots=True)
class FoundIndicator:
    """An indicator with the cells that each of its fields is from, and its row in the grid."""

    indicator: Indicator
    sources: Mapping[str, tuple[str, ...]]
    row: int


@dataclass(slots=True)
class _Above:
    """The tier cells that a blank below them goes on with: a merged cell of which only the first row is left."""

    cells: dict[str, Cell | None] = field(default_factory=dict)


def read_indicators(section: Section, matrix: Matrix, repaired: frozenset[str]) -> list[FoundIndicator]:
    """The indicators of one matrix in order; a row without a name and a target is none.

    ``repaired`` holds the ids of the cells whose text a repair has written.
    """
    yearly, mid = _sets_of(matrix)
    above = _Above()
    found = []
    for row in range(matrix.first, matrix.last):
        cells = _cells_of(section, row, yearly)
        tiers = _continue_tiers(cells, above)
        mid_cells = _cells_of(section, row, mid) if mid else {}
        indicator = _read_row({**cells, **tiers}, mid_cells, repaired, section)
        if indicator is not None:
            found.append(FoundIndicator(indicator[0], indicator[1], row))
    return found


def _sets_of(matrix: Matrix) -> tuple[dict[MatrixField, int], dict[MatrixField, int]]:
    """The columns of the yearly matrix, and those of a mid-term one printed to its left."""
    yearly: dict[MatrixField, int] = {}
    mid: dict[MatrixField, int] = {}
    for column, name in matrix.fields:
        if name in yearly and name in {"tier2", "tier3", "target"}:
            mid[name] = yearly[name]
        if name not in yearly or name in {"tier2", "tier3", "target"}:
            yearly[name] = column
    return yearly, mid


def _cells_of(section: Section, row: int, columns: Mapping[MatrixField, int]) -> dict[str, Cell]:
    """The printed cells of a row by field; a cell merged over several fields' columns belongs to its first."""
    cells: dict[str, Cell] = {}
    for name, column in columns.items():
        cell = section.slots[row][column]
        if cell is None or not without_space(cell.text):
            continue
        if any(cell is other for other in cells.values()):
            continue
        cells[name] = cell
    return cells


def _continue_tiers(cells: Mapping[str, Cell], above: _Above) -> dict[str, Cell]:
    tiers = {}
    if "tier1" in cells:
        previous = above.cells.get("tier1")
        if previous is not cells["tier1"]:
            above.cells = {"tier1": cells["tier1"]}
    for name in ("tier1", "tier2"):
        if name in cells:
            above.cells[name] = cells[name]
        kept = above.cells.get(name)
        if kept is not None:
            tiers[name] = kept
    return tiers


def _read_row(
    cells: Mapping[str, Cell], mid: Mapping[str, Cell], repaired: frozenset[str], section: Section
) -> tuple[Indicator, dict[str, tuple[str, ...]]] | None:
    if _is_header_or_total(cells):
        return None
    target = _target_of(cells)
    mid_target = parse_target(mid["target"].text) if "target" in mid else None
    if mid_target is None and "mid_target" in cells:
        mid_target = _target_of(cells, "mid_target")
    name = _text(cells, "tier3") or _text(mid, "tier3")
    if name is None and target is None and mid_target is None and _text(cells, "description") is None:
        return None
    tier1, tier2 = _text(cells, "tier1"), _text(cells, "tier2") or _text(mid, "tier2")
    classes = classify_tiers(tier1, tier2)
    indicator = Indicator(
        tier1=tier1,
        tier2=tier2,
        tier3=name,
        tier1_class=classes.tier1,
        tier2_class=classes.tier2,
        tier_source=_tier_source(cells, repaired, section),
        description=_text(cells, "description"),
        target=target,
        basis=_text(cells, "basis"),
        weight=_text(cells, "weight"),
        actual=_text(cells, "actual"),
        score=_text(cells, "score"),
        deviation=_text(cells, "deviation"),
        mid_term_target=mid_target,
        confidence=min((cell.confidence for cell in cells.values()), default=1.0),
    )
    sources: dict[str, tuple[str, ...]] = {
        name: (cell.id,) for name, cell in cells.items() if not name.startswith("project_")
    }
    parts = tuple(cells[part].id for part in ("operator", "target", "measure_unit") if part in cells)
    if parts:
        sources["target"] = parts
    sources.pop("operator", None)
    sources.pop("measure_unit", None)
    return indicator, sources


def _is_header_or_total(cells: Mapping[str, Cell]) -> bool:
    texts = [cell.text for cell in cells.values()]
    words = sum(read_matrix_word(text) is not None for text in texts)
    first = read_label(texts[0]) if texts else None
    return words > 1 or (first is not None and first.field == "score")


def _target_of(cells: Mapping[str, Cell], which: MatrixField = "target") -> Target | None:
    """The target, put together where a form prints its operator and its unit in columns of their own."""
    value = _text(cells, which)
    if value is None:
        return None
    return compose_target(value, _text(cells, "operator") or "", _text(cells, "measure_unit") or "")


def _tier_source(cells: Mapping[str, Cell], repaired: frozenset[str], section: Section) -> TierSource:
    """How the tier cells came to be: printed, put back where the form prints the word, or inferred from siblings."""
    mended = [cells[name] for name in ("tier1", "tier2") if name in cells and cells[name].id in repaired]
    if not mended:
        return "document"
    words = {without_space(cell.raw) for cell in section.table.cells}
    return "repaired" if all(without_space(cell.text) in words for cell in mended) else "inferred"


def _text(cells: Mapping[str, Cell], name: str) -> str | None:
    cell = cells.get(name)
    return without_space(cell.text) or None if cell is not None else None
