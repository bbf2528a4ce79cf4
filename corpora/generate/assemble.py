"""Sheets and prose → the document."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.corpora.generate.figures import Budget
from extractor.corpora.generate.heading import Arrangement, Heading
from extractor.corpora.generate.model import Block, DocumentSpec, Orientation, PageBreak, Words
from extractor.corpora.generate.sheet import Sheet, orientation_for, to_table
from extractor.corpora.generate.style import Style
from extractor.document.vocabulary import DocumentKind


@dataclass(frozen=True, slots=True)
class Plan:
    """What a document is made of; ``front`` and ``back`` are its words before and after the tables."""

    template: str
    seed: int
    name: str
    kind: DocumentKind
    budget: Budget
    style: Style
    arrangement: Arrangement
    sheets: Sequence[Sheet]
    front: Sequence[Block] = ()
    back: Sequence[Block] = ()
    heading_name: str = ""
    """The department as the headings of the tables name it, where they do it in another way."""


def assemble(plan: Plan) -> DocumentSpec:
    """The document: words, the tables on pages as wide as they need, words."""
    department = plan.budget.department
    first: Orientation = "portrait" if plan.front else orientation_for(plan.sheets[0], plan.style)
    blocks: list[Block] = [*plan.front]
    orientation = first
    for number, sheet in enumerate(plan.sheets, start=1):
        needed = orientation_for(sheet, plan.style)
        if not (plan.style.shares_pages and needed == orientation and number > 1):
            blocks.append(PageBreak(needed))
        else:
            blocks.append(Words(""))
        orientation = needed
        heading = plan.arrangement.heading(number, plan.heading_name or department.name, sheet.unit, plan.budget.year)
        blocks.append(to_table(sheet, Heading() if sheet.is_bare else heading, plan.style))
    if plan.back:
        blocks += [PageBreak(), *plan.back]
    return DocumentSpec(
        template=plan.template,
        seed=plan.seed,
        name=plan.name,
        kind=plan.kind,
        department=department.name,
        department_code=department.code if plan.heading_name else None,
        fiscal_year=plan.budget.year,
        blocks=tuple(blocks),
        orientation=first,
        font=plan.style.font,
    )
