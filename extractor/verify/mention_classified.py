"""Which line of a statement a classified line of the prose is: 一般公共服务（类）财政事务（款）行政运行（项）."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractor.document.label_numbering import without_numbering
from extractor.document.record import Amount, Line, Mention, Statement
from extractor.document.vocabulary import TableKind
from extractor.verify.facts import Facts
from extractor.verify.line_parents import is_coded
from extractor.verify.mention_projects import says_the_same
from extractor.verify.mention_sources import TOTAL_MEASURES, amounts_of, of_kinds

_RANK_LENGTH = {"类": 3, "款": 5, "项": 7}
_CLASSIFIED: dict[str | None, tuple[TableKind, ...]] = {
    None: ("expenditure_summary", "fiscal_appropriation_expenditure", "general_public_expenditure"),
    "fiscal_appropriation": ("fiscal_appropriation_expenditure", "fiscal_appropriation_basic"),
    "general_public": ("general_public_expenditure", "basic_expenditure"),
    "government_fund": ("government_fund",),
    "state_capital": ("state_capital",),
}
_CLASSES_BY_NAME: dict[str | None, TableKind] = {
    None: "revenue_expenditure_summary",
    "fiscal_appropriation": "fiscal_appropriation_summary",
}
"""Summaries that list the classes of the function classification by name, without their codes."""


def classified_amounts(facts: Facts, mention: Mention) -> Iterator[Amount]:
    """The one line of a statement that bears the printed names, each at its level of the code."""
    links = [link.rpartition("(") for link in (mention.label or "").split("/")]
    names, length = [_bare(name) for name, _, _ in links], _RANK_LENGTH[links[-1][2][:1]]
    if length == _RANK_LENGTH["类"] and (kind := _CLASSES_BY_NAME.get(mention.fund)):
        yield from _class_by_name(facts, kind, names[-1])
    of_office = any(m.id == mention.parent and m.concept == "operating_expenses" for m in facts.mentions)
    # 机关运行经费 is listed by the same economic lines as the basic expenditure, and counts projects in
    kinds: tuple[TableKind, ...] = ("operating_expenses",) if of_office else _CLASSIFIED.get(mention.fund, ())
    for statement in of_kinds(facts, kinds):
        coded = [line for line in statement.lines if len(line.code or "") == length and is_coded(line)]
        found = [line for line in coded if _bears(line, names, statement)]
        if len(found) == 1:
            yield from amounts_of(found[0], TOTAL_MEASURES)
            if of_office:
                yield from amounts_of(found[0], frozenset(("operating_expenses",)))
        elif not _is_called(coded, names[-1]):
            yield from _of_another_rank(statement, names, mention)


def _is_called(lines: Sequence[Line], name: str) -> bool:
    """Whether a line is called so."""
    return any(_bare(line.label) == name for line in lines)


def _of_another_rank(statement: Statement, names: Sequence[str], mention: Mention) -> Iterator[Amount]:
    """The one line of the class that is called so and says the same amount: prose takes 款 for 项 at times."""
    coded = [line for line in statement.lines if is_coded(line)]
    above = [line for line in coded if len(line.code or "") == _RANK_LENGTH["类"]]
    classes = [line.code for line in above if _bare(line.label) == names[0]]
    found = [line for line in coded if _bare(line.label) == names[-1] and (line.code or "")[:3] in classes]
    if len(found) == 1:
        yield from (a for a in amounts_of(found[0], TOTAL_MEASURES) if says_the_same(mention, a.yuan))


def _class_by_name(facts: Facts, kind: TableKind, name: str) -> Iterator[Amount]:
    """The one class (类) of a summary that lists them by name: 一、一般公共服务支出."""
    for statement in of_kinds(facts, (kind,)):
        classes = [line for line in statement.lines if line.side == "expenditure" and line.role == "item"]
        found = [line for line in classes if _bare(line.label) == name]
        if len(found) == 1:
            yield from amounts_of(found[0], TOTAL_MEASURES)


def _bears(line: Line, names: Sequence[str], statement: Statement) -> bool:
    """Whether the line and the lines whose codes its code begins with are called so, from the innermost outwards."""
    if _bare(line.label) != names[-1]:
        return False
    wanted = list(names[:-1])
    if not wanted:
        return True
    code = line.code or ""
    above = {
        other.code: _bare(other.label)
        for other in statement.lines
        if other.code and code.startswith(other.code) and len(other.code) < len(code) and is_coded(other)
    }
    outer = [above[key] for key in sorted(above, key=lambda k: len(k or ""))]
    return outer[-len(wanted) :] == wanted


@lru_cache(maxsize=8192)  # every mention is held against the same labels
def _bare(name: str) -> str:
    """A name without numbering and without 支出 at its end, which prose leaves out or adds."""
    return without_numbering(name).removesuffix("支出")
