"""Rule of the doubled row: a line that stands twice below a sum that holds with one of the two."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.document.label_numbering import without_numbering
from extractor.document.record import Amount, Line
from extractor.verify.facts import AmountKey, Facts, amounts_by_key, sides_of
from extractor.verify.outline import Outline, outline_of
from extractor.verify.registry import Finding, rule

_Amounts = Mapping[AmountKey, Amount]


@rule(
    code="line_stands_once",
    severity="error",
    english="No line stands twice, one below the other with the same code, name and amounts, where the sum that they "
    "are part of is too small by just one of them.",
    chinese="同一编码、名称、金额的行不得上下重复：其上级合计恰差一行之数时，判为重复。",
)
def rule_line_stands_once(facts: Facts) -> Iterator[Finding]:
    for statement in facts.statements:
        for lines in sides_of(statement).values():
            twice = [place for place, pair in enumerate(pairwise(lines)) if _is_same(*pair)]
            if twice:
                yield from _test(outline_of(lines), twice)


def _test(outline: Outline, twice: list[int]) -> Iterator[Finding]:
    for place in twice:
        first, second, parent = outline.lines[place], outline.lines[place + 1], outline.parents[place]
        if parent is None or parent != outline.parents[place + 1]:
            continue
        below = [amounts_by_key(outline.lines[child]) for child in outline.children[parent]]
        if _is_too_much(amounts_by_key(outline.lines[parent]), below, amounts_by_key(second)):
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
