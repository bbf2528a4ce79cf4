"""Hold the cells that a prediction names as sources of its projects against the labelled facts.

A cell is right where every fact of its own that is read from it is right. ``sources`` names the cells of a field
(``indicators.3.target``) or of a whole list (``plan``); where it names several, those are meant that hold the said
text. What is derived from a text (a target's operator, value, unit) says nothing of the cell. As printed a cell is
right where its raw text is the labelled one, or, where the cell holds more than the value, has it in it; where the
label says that a field was printed otherwise, it is wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.eval.columns import number_of
from extractor.eval.judged_cell import JudgedCell, cell_id
from extractor.eval.projects import DERIVED, Fact, ProjectPair
from extractor.eval.views import CellView, TableView, normal, same_value

_AMOUNTS = frozenset(
    (
        *(f"budget.{part}" for part in ("total", "fiscal", "other", "basic", "project", "executed")),
        *(f"mid_term.{part}" for part in ("total", "fiscal", "other")),
    )
)
_LONE_ITEMS = frozenset({"indicators", "tasks", "profile"})


def judge_projects(pairs: Sequence[ProjectPair], tables: Sequence[TableView]) -> Iterator[JudgedCell]:
    """The judged cells of all pairs of projects, repairs not yet named."""
    cells = {cell_id(table, cell): cell for table in tables for cell in table.cells or ()}
    for number, pair in enumerate(pairs):
        if pair.label is not None and pair.predicted is not None:
            yield from _judge_pair(pair, f"project {number}", cells)


def _judge_pair(pair: ProjectPair, part: str, cells: Mapping[str, CellView]) -> Iterator[JudgedCell]:
    facts: dict[str, list[Fact]] = {}
    for fact in pair.facts:
        for identity in _sources_of(fact, pair.predicted or {}, cells):
            facts.setdefault(identity, []).append(fact)
    broken = {_group(fact) for fact in pair.facts if fact.predicted is None and fact.label is not None}
    printed = (pair.label or {}).get("printed") or {}
    for identity, own in facts.items():
        cell = cells[identity]
        known = [fact for fact in own if not fact.unknown]
        yield JudgedCell(
            id=identity,
            part=part,
            right=all(map(is_right, known)) if known else None,
            right_as_printed=_was_right(cell, known, printed),
            complete=not any(_group(fact) in broken for fact in own),
            is_amount=any(fact.field in _AMOUNTS and bool(number_of(fact.predicted)) for fact in own),
            check=cell.check,
            confidence=cell.confidence,
        )


def _sources_of(fact: Fact, project: Mapping[str, Any], cells: Mapping[str, CellView]) -> list[str]:
    """The cells that a fact was read from, by the longest part of its place that ``sources`` names."""
    sources = project.get("sources")
    if fact.place is None or fact.predicted is None or fact.field in DERIVED or not isinstance(sources, Mapping):
        return []
    words = fact.place.split(".")
    for length in range(len(words), 0, -1):
        named = sources.get(".".join(words[:length]))
        if isinstance(named, list):
            here = [identity for identity in named if identity in cells]
            holding = [one for one in here if normal(fact.predicted) in normal(_text(cells[one].text))]
            return list(dict.fromkeys(holding or here))
    return []


def is_right(fact: Fact) -> bool:
    """Whether both sides say the same."""
    return fact.label is not None and fact.predicted is not None and same_value(fact.label, fact.predicted)


def _was_right(cell: CellView, facts: Sequence[Fact], printed: Mapping[str, Any]) -> bool | None:
    if cell.raw is None or not facts:
        return None
    return all(fact.field not in printed and _prints(cell, cell.raw, fact) for fact in facts)


def _prints(cell: CellView, raw: str, fact: Fact) -> bool:
    """Whether a raw text says what the label has; a cell that holds more than the value need only contain it."""
    if fact.label is None:
        return False
    if same_value(raw, fact.label):
        return True
    holds_more = not same_value(_text(cell.text), fact.predicted or "")
    return holds_more and normal(fact.label) in normal(raw)


def _text(text: object) -> str:
    return text if isinstance(text, str) else ""


def _group(fact: Fact) -> str:
    """What a fact is checked together with: its indicator, task or profile item; else all of its field or list."""
    words = (fact.place or fact.field).split(".")
    return ".".join(words[:2]) if words[0] in _LONE_ITEMS else words[0]
