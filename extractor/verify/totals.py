"""Rules of the column: 合计, 总计 and 小计 against the lines that they sum."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.document.label_numbering import numbering_style
from extractor.document.record import Amount, Line
from extractor.verify.facts import AmountKey, Facts
from extractor.verify.identity import Term, term_of, test_sum
from extractor.verify.line_parents import SUMS, Outline, is_coded
from extractor.verify.registry import Finding, rule
from extractor.verify.trees import trees_of


@dataclass(frozen=True, slots=True)
class _Sum:
    """A total line with the ways in which the lines around it may make it up, the likeliest first."""

    total: int
    alternatives: tuple[tuple[int, ...], ...]
    definite: bool


@rule(
    code="total_is_sum_of_parts",
    severity="error",
    english="A total, grand total or subtotal is the sum of its side's top-level lines (with the carry-over where one "
    "is printed), in every column.",
    chinese="合计、总计、小计等于本方各一级项目之和（有结转的含结转），逐列核对。",
)
def rule_total_is_sum_of_parts(facts: Facts) -> Iterator[Finding]:
    for tree in trees_of(facts):
        for found in _sums_of(tree.outline):
            yield from _test(facts, tree.outline.lines[found.total], found, tree.amounts)


def _test(facts: Facts, line: Line, found: _Sum, amounts: Sequence[dict[AmountKey, Amount]]) -> Iterator[Finding]:
    for key, total in amounts[found.total].items():
        terms: list[list[Term]] = [
            [term_of(amounts[part][key]) for part in parts if key in amounts[part]] for parts in found.alternatives
        ]
        label = f"{line.label} ({key.measure})"
        finding = test_sum(label, term_of(total), terms, definite=found.definite, derived=facts.derived)
        if finding is not None:
            yield finding


def _sums_of(outline: Outline) -> Iterator[_Sum]:
    first = next((place for place, line in enumerate(outline.lines) if line.role in SUMS | {"item"}), None)
    if first is None:
        return
    if outline.lines[first].role in SUMS:
        yield from _totals_first(outline)
    else:
        yield from _totals_last(outline)


def _totals_last(outline: Outline) -> Iterator[_Sum]:
    """Items, then their sum, then perhaps a carry-over and the grand total: walk down and sum what is pending."""
    definite = _is_one_level(outline)
    pending: list[int] = []
    since = 0
    for place, line in enumerate(outline.lines):
        if outline.parents[place] is not None or line.role == "of_which":
            continue
        if line.role not in SUMS:
            pending.append(place)
            continue
        below = outline.children[place]
        whole, recent = tuple(pending), tuple(pending[since:])
        if all(outline.lines[part].role == "carry_over" for part in recent):
            recent = whole  # a total is never of the carry-over alone
        order = (whole, recent) if line.role == "total" else (recent, whole)
        alternatives = tuple(parts for parts in dict.fromkeys((below, *order)) if parts)
        if alternatives:
            yield _Sum(place, alternatives + _without_details(outline, whole), definite)
        pending = [place] if line.role == "total" or since == 0 else [*pending[:since], place]
        since = len(pending)


def _without_details(outline: Outline, pending: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The pending lines without what follows a carry-over, the items or all: it may be what that is made of."""
    carried = next((n for n, place in enumerate(pending) if outline.lines[place].role == "carry_over"), None)
    if carried is None:
        return ()
    kept = tuple(p for n, p in enumerate(pending) if n <= carried or outline.lines[p].role != "item")
    return tuple(parts for parts in (kept, tuple(pending[: carried + 1])) if parts != tuple(pending))


def _totals_first(outline: Outline) -> Iterator[_Sum]:
    """A total above its items; where there are several, only a group that both stand in says which items are whose."""
    sums = [place for place, line in enumerate(outline.lines) if line.role in SUMS and outline.parents[place] is None]
    items = [place for place in outline.roots if place > sums[0]]
    carried = [place for place, line in enumerate(outline.lines) if line.role == "carry_over"]
    for number, place in enumerate(sums):
        end = sums[number + 1] if number + 1 < len(sums) else len(outline.lines)
        after = tuple(item for item in items if place < item < end)
        below = outline.children[place]
        if number == 0:
            others = tuple(sums[1:])
            ways: tuple[tuple[int, ...], ...] = (
                tuple(items),
                (*items, *carried),
                others,
                (*others, *carried),
                (*others, *after),
            )
        else:
            ways = (below, after)
        alternatives = tuple(parts for parts in dict.fromkeys(ways) if parts)
        if alternatives:
            yield _Sum(place, alternatives, _is_said(outline, sums, number))


def _is_said(outline: Outline, sums: Sequence[int], number: int) -> bool:
    """Whether the document says what the sum is made of: all items, all groups, or the items of its own group."""
    if len(sums) == 1:
        return _is_one_level(outline)
    groups = [outline.lines[place].attributes.get("group") for place in sums]
    if number:
        below = outline.children[sums[number]]
        return bool(below) and {outline.lines[n].attributes.get("group") for n in below} == {groups[number]} != {None}
    closed = all(groups[1:]) and len(set(groups[1:])) == len(groups[1:]) > 1
    return closed and groups[0] is None and not outline.roots


def _is_one_level(outline: Outline) -> bool:
    """Whether the top-level items are visibly of one level: codes of one length, or one style of numbering."""
    roots = [outline.lines[place] for place in outline.roots]
    coded = {len(line.code or "") if is_coded(line) else 0 for line in roots}
    if coded != {0}:
        return len(coded) == 1
    return len({numbering_style(line.label) for line in roots}) == 1 or all(line.parent for line in roots)
