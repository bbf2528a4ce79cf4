"""Rule of the scope: a line that stands under the title of another statement, which its own sums do not tell."""

import re
from collections.abc import Iterator

from extractor.document.classification_names import all_known_names
from extractor.document.public_expense_words import EXPENSE_WORDS, expense_name
from extractor.document.record import Line, Statement
from extractor.verify.facts import Facts
from extractor.verify.line_parents import SUMS, is_coded
from extractor.verify.registry import Finding, rule

_OF_PUBLIC_EXPENSES = re.compile(r"公经费|出国|出境|车|燃料|维修|保险|租赁|运行|运维|接待|会议|培训|差旅")
"""What lines of such tables speak of, here the expenses and there their numbers (批次, 人数, 保有量)."""
_FEWEST_EXPENSES = 2
_FEWEST_FOREIGN = 2
"""A lone line may be a local addition to the form."""


@rule(
    code="line_belongs_to_public_expenses",
    severity="warning",
    english="In a table of the public expenses printed line by line, no two lines are of another statement: a "
    "classification's names or codes that are no public expense. Two tables may have been read as one then, each "
    "with sums that hold, so that none proves what their lines are of (`insufficient`).",
    chinese="逐行列示的“三公”经费表中不含其他报表的科目（非“三公”的科目名称或编码）；否则可能两表误并为一，各自合计虽平，均不能证明所列内容（判为不足以判断）。",
)
def rule_line_belongs_to_public_expenses(facts: Facts) -> Iterator[Finding]:
    for statement in facts.statements:
        if statement.kind == "three_public" and _is_line_by_line(statement):
            foreign = _foreign_part(statement.lines)
            cells = tuple(amount.cell for line in foreign for amount in line.amounts if amount.value)
            if cells:
                names = ", ".join(line.label for line in foreign[:3])
                told = f"{statement.id}: {len(foreign)} lines are of another statement ({names}…)."
                yield Finding("insufficient", cells, told, members=cells, displaced=True)


def _is_line_by_line(statement: Statement) -> bool:
    """Whether lines are called as the expenses, each different, and no column is."""
    named = {measure for line in statement.lines for measure, words in EXPENSE_WORDS.items()
             if expense_name(line.label) in words}  # fmt: skip
    columns = {amount.measure for line in statement.lines for amount in line.amounts}
    return len(named) >= _FEWEST_EXPENSES and not columns & EXPENSE_WORDS.keys()


def _foreign_part(lines: tuple[Line, ...]) -> list[Line]:
    """The lines of another statement with the totals right above the first of them and below it."""
    places = [place for place, line in enumerate(lines) if _is_foreign(line)]
    if len(places) < _FEWEST_FOREIGN:
        return []
    first = places[0]
    while first and lines[first - 1].role in SUMS and not _speaks_of_expenses(lines[first - 1]):
        first -= 1
    return [line for line in lines[first:] if not _speaks_of_expenses(line)]


def _is_foreign(line: Line) -> bool:
    """Whether the line is one of a classification, by its code or by a name that codes bear."""
    if line.role in SUMS or _speaks_of_expenses(line):
        return False
    return is_coded(line) or expense_name(line.label) in all_known_names()


def _speaks_of_expenses(line: Line) -> bool:
    return _OF_PUBLIC_EXPENSES.search(line.label) is not None
