"""Which predicted project answers which labelled one, and the facts of both, field by field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from extractor.eval.align import align
from extractor.eval.views import normal

Project = Mapping[str, Any]
"""A project as plain contract data; a label's may hold ``{"unknown": "why"}`` in place of a value."""

_BUDGET = ("total", "fiscal", "other", "basic", "project", "executed", "execution_rate")
TARGET = ("raw", "kind", "operator", "value", "value_to", "unit")
SCALARS: tuple[str, ...] = (
    *("scope", "code", "name", "department.code", "department.name", "unit", "purpose", "score"),
    *(f"budget.{part}" for part in _BUDGET),
    *("mid_term.total", "mid_term.fiscal", "mid_term.other"),
)
"""The scored fields that a project has once. Derived ones (classes, checks, sources) are not the document's facts."""
LISTS: dict[str, tuple[str, ...]] = {
    "mid_term.objectives": ("",),
    "objectives": ("",),
    "plan": ("deadline", "raw"),
    "tasks": ("name", "content", "amount", "goal"),
    "profile": ("label", "value", "unit"),
    "indicators": (
        *("tier1", "tier2", "tier3", "description", "basis", "weight", "actual", "score", "deviation"),
        *(f"target.{part}" for part in TARGET),
        *(f"mid_term_target.{part}" for part in TARGET),
    ),
}
"""The scored lists and the fields of their items; ``""`` where an item is a plain string."""
DERIVED: frozenset[str] = frozenset(
    (
        *("scope", "unit"),
        *(f"indicators.{name}.{part}" for name in ("target", "mid_term_target") for part in TARGET if part != "raw"),
    )
)
"""The scored fields that are read out of another one's text, or of no one cell."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of one project on both sides; None is a blank, or no such item on that side.

    ``place`` is the field in the predicted project with the numbers of its items (``indicators.3.target.raw``), None
    where no such item is predicted.
    """

    project: str
    field: str
    label: str | None
    predicted: str | None
    unknown: bool = False
    place: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectPair:
    """A labelled project and the predicted one that answers it, with the facts of both; one side may be None."""

    label: Project | None
    predicted: Project | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ItemPair:
    """An item of a list on both sides; ``place`` is its number in the predicted list, None where there is none."""

    label: Any
    predicted: Any
    place: int | None


def pair_projects(
    labels: Sequence[Project], predicted: Sequence[Project]
) -> list[tuple[Project | None, Project | None]]:
    """Pair projects one to one: by equal code, then equal name, then by order; the rest stand alone."""
    chosen: dict[int, int] = {}
    for key in (_code, _name):
        by_key: dict[str, list[int]] = {}
        for j in (j for j in range(len(predicted)) if j not in chosen.values()):
            by_key.setdefault(key(predicted[j]), []).append(j)
        for i in (i for i in range(len(labels)) if i not in chosen):
            word = key(labels[i])
            if word and by_key.get(word):
                chosen[i] = by_key[word].pop(0)
    left = [i for i in range(len(labels)) if i not in chosen]
    right = [j for j in range(len(predicted)) if j not in chosen.values()]
    chosen.update(zip(left, right, strict=False))
    pairs: list[tuple[Project | None, Project | None]] = [
        (label, predicted[chosen[i]] if i in chosen else None) for i, label in enumerate(labels)
    ]
    answered = set(chosen.values())
    pairs.extend((None, project) for j, project in enumerate(predicted) if j not in answered)
    return pairs


def compare_projects(labels: Sequence[Project], predicted: Sequence[Project]) -> tuple[ProjectPair, ...]:
    """Pair the projects of both sides and list the facts of each pair."""
    return tuple(
        ProjectPair(label, said, tuple(facts_of(label, said))) for label, said in pair_projects(labels, predicted)
    )


def facts_of(label: Project | None, predicted: Project | None) -> list[Fact]:
    """Every scored fact of a pair. Items of lists are aligned in order by the share of their fields that agree."""
    name = _title(label or predicted or {})
    here = predicted is not None
    facts = [
        _fact(name, field, _get(label, field), _get(predicted, field), field if here else None) for field in SCALARS
    ]
    for field, parts in LISTS.items():
        if is_unknown(_get(label, field)):
            facts.append(Fact(name, field, None, None, unknown=True))
            continue
        for item in pair_items(label, predicted, field):
            place = None if item.place is None else f"{field}.{item.place}"
            facts.extend(_item_facts(name, field, parts, item, place))
    return [fact for fact in facts if fact.unknown or fact.label is not None or fact.predicted is not None]


def pair_items(label: Project | None, predicted: Project | None, field: str) -> list[ItemPair]:
    """The items of a list of ``LISTS`` on both sides, aligned in order; then those that stand alone. A labelled list
    that is unknown has none."""
    known, said = _get(label, field), _get(predicted, field)
    if is_unknown(known):
        return []
    left = known if isinstance(known, list | tuple) else ()
    right = said if isinstance(said, list | tuple) else ()
    matched = align(left, right, _item_similarity(LISTS[field]))
    answered, answers = {i for i, _ in matched}, {j for _, j in matched}
    return [
        *(ItemPair(left[i], right[j], j) for i, j in matched),
        *(ItemPair(item, None, None) for i, item in enumerate(left) if i not in answered),
        *(ItemPair(None, item, j) for j, item in enumerate(right) if j not in answers),
    ]


def _item_facts(name: str, field: str, parts: tuple[str, ...], item: ItemPair, place: str | None) -> list[Fact]:
    return [
        _fact(
            name,
            f"{field}.{part}" if part else field,
            _get(item.label, part),
            _get(item.predicted, part),
            f"{place}.{part}" if place and part else place,
        )
        for part in parts
    ]


def _item_similarity(parts: tuple[str, ...]) -> Callable[[Any, Any], float]:
    def similarity(a: Any, b: Any) -> float:
        shares = []
        for part in parts:
            left, right = _get(a, part), _get(b, part)
            if is_unknown(left) or (left is None and right is None):
                continue
            shares.append(_likeness(_said(left), _said(right)))
        return sum(shares) / len(shares) if shares else 0.0

    return similarity


def _likeness(first: str | None, second: str | None) -> float:
    if first is None or second is None:
        return 0.0
    return 1.0 if first == second else SequenceMatcher(None, first, second, autojunk=False).ratio() / 2


def _fact(project: str, field: str, label: Any, predicted: Any, place: str | None) -> Fact:
    if is_unknown(label):
        return Fact(project, field, None, None, unknown=True, place=place)
    return Fact(project, field, _said(label), _said(predicted), place=place)


def _get(data: Any, field: str) -> Any:
    """The value at a dotted path; an unknown one on the way is the answer, an absent one is None."""
    for part in field.split(".") if field else ():
        if is_unknown(data):
            return data
        if not isinstance(data, Mapping):
            return None
        data = data.get(part)
    return data


def _said(value: Any) -> str | None:
    """A value as compared text; a blank is None."""
    return None if value is None else normal(str(value)) or None


def is_unknown(value: Any) -> bool:
    """Whether a label's plain value says that it can not be known."""
    return isinstance(value, Mapping) and set(value) == {"unknown"}


def _code(project: Project) -> str:
    return "" if is_unknown(project.get("code")) else _said(project.get("code")) or ""


def _name(project: Project) -> str:
    return "" if is_unknown(project.get("name")) else _said(project.get("name")) or ""


def _title(project: Project) -> str:
    return _name(project) or _code(project) or "project"
