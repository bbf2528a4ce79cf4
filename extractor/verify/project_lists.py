"""Rules of all projects together: what they make of the project expenditure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.document.record import Line, Project
from extractor.document.text import folded
from extractor.verify.balance import grand_total
from extractor.verify.facts import Facts, amounts_by_key
from extractor.verify.identity import term_of, test_sum, tolerance_of
from extractor.verify.lookups import only_statement
from extractor.verify.project_amounts import money_of
from extractor.verify.registry import Finding, rule


@rule(
    code="projects_sum_to_project_expenditure",
    severity="warning",
    english="The projects' budgets add up to 项目支出 of the expenditure table; a miss counts only where the document "
    "says that these are all: it says how many projects its 项目支出 is of, and has as many, or its table of project "
    "expenditure lists just these.",
    chinese="各项目预算之和等于支出总表的项目支出；仅当文件写明项目支出所含项目个数且与所列个数相符，或项目支出表所列正是这些项目时，不等才判为不符。",
)
def rule_projects_sum_to_project_expenditure(facts: Facts) -> Iterator[Finding]:
    tables = [s for s in facts.statements if s.kind == "expenditure_summary"]
    projects = [project for project in facts.projects if project.scope == "project"]
    units = {project.unit for project in projects}
    total = grand_total(tables[0].lines) if len(tables) == 1 else None
    if total is None or len(projects) < 2 or units != {tables[0].unit}:
        return
    terms = [money_of(project, "budget.total") for project in projects]
    definite = _are_all(facts, projects)
    for key, amount in amounts_by_key(total).items():
        if key.measure == "project" and all(term.value is not None for term in terms):
            found = test_sum("项目支出", term_of(amount), [terms], definite=definite, derived=facts.derived)
            if found is not None:
                yield found


def _are_all(facts: Facts, projects: Sequence[Project]) -> bool:
    """Whether the document says that it has no other projects."""
    names = [folded(project.name or project.id) for project in projects]
    if len(set(names)) < len(names):
        return False
    if facts.claimed_projects is not None:
        return facts.claimed_projects == len(projects)
    listed = only_statement(facts, "project_expenditure")
    return listed is not None and sorted(_listed_names(listed.lines)) == sorted(names)


def _listed_names(lines: Sequence[Line]) -> Iterator[str]:
    """What a table of project expenditure lists, without what others are parts of."""
    above = {line.parent for line in lines}
    for line in lines:
        if line.role == "item" and line.id not in above and any(amount.value for amount in line.amounts):
            yield folded(line.label)


@rule(
    code="projects_within_project_expenditure",
    severity="warning",
    english="The projects' budgets together are no more than 项目支出 of the expenditure table, of which they need not "
    "be all.",
    chinese="各项目预算之和不大于支出总表的项目支出（绩效表未必覆盖全部项目）。",
)
def rule_projects_within_project_expenditure(facts: Facts) -> Iterator[Finding]:
    tables = [s for s in facts.statements if s.kind == "expenditure_summary"]
    projects = [project for project in facts.projects if project.scope == "project"]
    total = grand_total(tables[0].lines) if len(tables) == 1 else None
    names = [project.name for project in projects]
    if total is None or not projects or len(set(names)) < len(names) or {p.unit for p in projects} != {tables[0].unit}:
        return
    terms = [term for project in projects if (term := money_of(project, "budget.total")).value is not None]
    whole = [amount for key, amount in amounts_by_key(total).items() if key.measure == "project"]
    if len(whole) != 1 or whole[0].value is None or not terms:
        return
    made = sum((term.value or Decimal(0) for term in terms), Decimal(0))
    tolerance = tolerance_of([whole[0].value, *(term.value or Decimal(0) for term in terms)])
    over = made - whole[0].value > tolerance
    subjects = (whole[0].cell, *(term.cell for term in terms))
    told = f"{len(terms)} projects make {made} of the 项目支出 {whole[0].value}."
    yield Finding("fail" if over else "pass", subjects, told, made, whole[0].value, None, tolerance)
