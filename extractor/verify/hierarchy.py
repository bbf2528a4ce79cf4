"""Rules of the tree: children make up their parent, a subset stays within the whole."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.document.label_numbering import numbering_style
from extractor.document.record import Amount, Line
from extractor.verify.facts import AmountKey, Facts, amounts_by_key
from extractor.verify.identity import Term, term_of, test_sum, tolerance_of
from extractor.verify.line_parents import SUMS, Outline
from extractor.verify.registry import Finding, rule
from extractor.verify.trees import trees_of


@rule(
    code="children_sum_to_parent",
    severity="error",
    english="The lines of the next level (code 3/5/7 digits, or printed numbering) add up to the line above them, in "
    "every column; not applied where a level is missing or the children are a subset (其中).",
    chinese="下一级科目（编码3/5/7位或编号层级）之和等于上级，逐列核对；层级缺失或“其中”不适用。",
)
def rule_children_sum_to_parent(facts: Facts) -> Iterator[Finding]:
    for tree in trees_of(facts):
        outline, amounts = tree.outline, tree.amounts
        for place, line in enumerate(outline.lines):
            children = outline.children[place]
            own = {"item", line.role} if line.role == "carry_over" else {"item"}
            if not children or line.role in SUMS or any(outline.lines[child].role not in own for child in children):
                continue
            definite = place not in outline.doubtful and not _is_partial(outline, place)
            for key, total in amounts[place].items():
                terms = [[term_of(amounts[child][key]) for child in children if key in amounts[child]]]
                label = f"{line.label} ({key.measure})"
                found = test_sum(label, term_of(total), terms, definite=definite, derived=facts.derived)
                if found is not None:
                    yield found


@rule(
    code="of_which_within_total",
    severity="error",
    english="The lines after 其中 (a subset, no partition) add up to no more than the line that they are part of.",
    chinese="“其中”各项之和不超过所属项目（子集而非完整划分）。",
)
def rule_of_which_within_total(facts: Facts) -> Iterator[Finding]:
    for outline in (tree.outline for tree in trees_of(facts)):
        for place, line in enumerate(outline.lines):
            below = (outline.lines[child] for child in outline.children[place])
            for group in _subset_groups([child for child in below if child.role == "of_which"]):
                yield from _test_within(line, group)


def _is_partial(outline: Outline, place: int) -> bool:
    """Whether numbered and unnumbered lines stand side by side below a line: they may not be one level."""
    styles = {numbering_style(outline.lines[child].label) for child in outline.children[place]}
    return len(styles) > 1


def _subset_groups(subset: Sequence[Line]) -> list[list[Line]]:
    """Each printed 其中 opens a group; groups may overlap one another, the lines of one may not."""
    groups: list[list[Line]] = []
    for line in subset:
        if not groups or "其中" in line.label[:6]:
            groups.append([])
        groups[-1].append(line)
    return groups


def _test_within(whole: Line, group: Sequence[Line]) -> Iterator[Finding]:
    columns = [_with_quantities(line) for line in group]
    for key, total in _with_quantities(whole).items():
        parts = [term_of(column[key]) for column in columns if key in column]
        yield from _within(f"{whole.label} ({key.measure})", key, term_of(total), parts)


def _with_quantities(line: Line) -> dict[AmountKey, Amount]:
    """The amounts that add up and, of assets, the area or number: of a subset it is no more than the whole's."""
    counted = [amount for amount in line.amounts if amount.measure == "quantity"]
    found = amounts_by_key(line)
    if len(counted) == 1:
        found[AmountKey("quantity", counted[0].period, counted[0].phase, None, 0)] = counted[0]
    return found


def _within(label: str, key: AmountKey, total: Term, parts: Sequence[Term]) -> Iterator[Finding]:
    values = [part.value for part in parts if part.value is not None]
    if total.value is None or not any(values) or total.value < 0 or any(value < 0 for value in values):
        return
    tolerance = tolerance_of([total.value, *values])
    made = sum(values, Decimal(0))
    cells = (total.cell, *(part.cell for part in parts if part.value is not None))
    over = made - total.value > tolerance
    told = f"{label}: 其中 makes {made} of {total.value}."
    yield Finding("fail" if over else "pass", cells, told, made, total.value, None, tolerance, cells if over else ())
