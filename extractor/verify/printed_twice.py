"""Rule of the doubled row: a line that stands twice below a sum that holds with one of the two."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.document.label_numbering import without_numbering
from extractor.document.record import Amount, Line
from extractor.verify.facts import AmountKey, Facts
from extractor.verify.registry import Finding, rule
from extractor.verify.trees import trees_of

_Amounts = Mapping[AmountKey, Amount]


@rule(
    code="line_stands_once",
    severity="error",
    english="No line stands twice, one below the other with the same code, name and amounts, where the sum that they "
    "are part of is too small by just one of them.",
    chinese="同一编码、名称、金额的行不得上下重复：其上级合计恰差一行之数时，判为重复。",
)
def rule_line_stands_once(facts: Facts) -> Iterator[Finding]:
    for tree in trees_of(facts):
        outline = tree.outline
        for place, (first, second) in enumerate(pairwise(outline.lines)):
            parent = outline.parents[place]
            if parent is None or parent != outline.parents[place + 1] or not _is_same(first, second):
                continue
            below = [tree.amounts[child] for child in outline.children[parent]]
            if _is_too_much(tree.amounts[parent], below, tree.amounts[place]):
                yield _finding(first, second, outline.lines[parent])


def _is_same(one: Line, other: Line) -> bool:
    names = without_numbering(one.label), without_numbering(other.label)
    values = [[amount.value for amount in line.amounts] for line in (one, other)]
    return (
        one.role == other.role == "item"
        and one.code == other.code
        and names[0] == names[1] != ""
        and values[0] == values[1]
        and any(values[0])
    )


def _is_too_much(total: _Amounts, below: Sequence[_Amounts], doubled: _Amounts) -> bool:
    """Whether in some column the parts make more than the total by just the doubled line's amount."""
    for key, amount in doubled.items():
        if not amount.value or key not in total or total[key].value is None:
            continue
        made = sum((part[key].value or Decimal(0) for part in below if key in part), Decimal(0))
        if made - (total[key].value or Decimal(0)) == amount.value:
            return True
    return False


def _finding(first: Line, second: Line, parent: Line) -> Finding:
    cells = tuple(amount.cell for line in (first, second) for amount in line.amounts if amount.value)
    told = f"{first.code or ''} {first.label} stands twice below {parent.label}, which is the sum with one of them."
    return Finding("fail", cells, told.strip(), members=cells, displaced=True)
