"""The tables of what the prose says and of what was found: mentions, checks, repairs, problems, and what each names."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.document.check import Check, Problem, Repair
from extractor.document.record import Mention
from extractor.export.tidy.document_tables import OF_DOCUMENT
from extractor.export.tidy.model import Field, TidyTable, document_field
from extractor.export.tidy.values import decimal_text
from extractor.export.tidy.view import DocumentView


def _words_of(view: DocumentView, mention: Mention) -> str | None:
    block = view.blocks.get(mention.block)
    return block.text[mention.start : mention.end] if block is not None else None


def _said(value: Decimal | str | None) -> str | None:
    return decimal_text(value) if isinstance(value, Decimal) else value


def _first(subjects: tuple[str, ...]) -> str | None:
    return subjects[0] if subjects else None


MENTIONS: TidyTable[Mention] = TidyTable(
    "mentions",
    "One row an amount, change, share or count that the prose says.",
    "正文中的每个金额、增减、占比或数量一行。",
    "`mentions[]`",
    ("document_id", "mention_id"),
    lambda view: view.document.mentions,
    (
        document_field(),
        Field("mention_id", "text", "id within the document", "标识", lambda _, m: m.id, True),
        Field("block_id", "text", "the block that says it", "块标识", lambda _, m: m.block, True),
        Field("page", "integer", "page of the block", "页码", lambda v, m: v.page_of(m.block)),
        Field("start", "integer", "first character in the block", "起点", lambda _, m: m.start, True),
        Field("end", "integer", "behind the last one", "终点", lambda _, m: m.end, True),
        Field("text", "text", "the words themselves", "原文", _words_of),
        Field("concept", "category", "what the amount is of", "口径", lambda _, m: m.concept, True),
        Field("kind", "category", "amount, change, share, count", "种类", lambda _, m: m.kind, True),
        Field("name", "text", "the concept as printed", "名称原文", lambda _, m: m.name),
        Field("label", "text", "names of a classified line", "科目名称", lambda _, m: m.label),
        Field("fund", "category", "fund that it is limited to", "资金来源", lambda _, m: m.fund),
        Field("phase", "category", "budget, adjusted, actual", "预算、调整或决算", lambda _, m: m.phase),
        Field("period", "category", "its year", "所属期", lambda _, m: m.period),
        Field("direction", "category", "increase, decrease, unchanged", "增减", lambda _, m: m.direction),
        Field("value", "decimal", "the number in `unit`", "数值", lambda _, m: m.value),
        Field("unit", "category", "unit as printed", "单位", lambda _, m: m.unit),
        Field("yuan", "decimal", "an amount in 元", "金额（元）", lambda _, m: m.yuan),
        Field("parent_mention_id", "text", "what it is a part of", "上级标识", lambda _, m: m.parent),
        Field("of_mention_id", "text", "what a change or share is of", "基数标识", lambda _, m: m.of),
        Field(
            "cell_count",
            "integer",
            "amounts of tables that say the same",
            "表中对应数",
            lambda _, m: len(m.cells),
            True,
        ),
    ),
    (OF_DOCUMENT,),
)

CHECKS: TidyTable[Check] = TidyTable(
    "checks",
    "One row a tested identity.",
    "每次勾稽核对一行。",
    "`checks[]`",
    ("document_id", "check_id"),
    lambda view: view.document.checks,
    (
        document_field(),
        Field("check_id", "text", "id within the document", "标识", lambda _, c: c.id, True),
        Field("rule", "category", "what was tested (checks.md)", "规则", lambda _, c: c.rule, True),
        Field("status", "category", "pass, fail, not_applicable, insufficient", "结果", lambda _, c: c.status, True),
        Field("expected", "text", "a number or words", "应为", lambda _, c: _said(c.expected)),
        Field("actual", "text", "a number or words", "实为", lambda _, c: _said(c.actual)),
        Field("residual", "decimal", "actual - expected", "差额", lambda _, c: c.residual),
        Field("tolerance", "decimal", "what rounding allows", "容差", lambda _, c: c.tolerance),
        Field("subject_count", "integer", "cells it speaks of (`links`)", "涉及数", lambda _, c: len(c.subjects), True),
        Field("first_subject", "text", "the first of them", "首个对象", lambda _, c: _first(c.subjects)),
        Field("page", "integer", "its page", "页码", lambda v, c: v.page_of(_first(c.subjects))),
        Field("message", "text", "in words", "说明", lambda _, c: c.message),
    ),
    (OF_DOCUMENT,),
)

REPAIRS: TidyTable[Repair] = TidyTable(
    "repairs",
    "One row an inference that changed, or would change, what was printed.",
    "每项修复（或建议）一行。",
    "`repairs[]`",
    ("document_id", "repair_id"),
    lambda view: view.document.repairs,
    (
        document_field(),
        Field("repair_id", "text", "id within the document", "标识", lambda _, r: r.id, True),
        Field("kind", "category", "what kind (repairs.md)", "种类", lambda _, r: r.kind, True),
        Field("before", "text", "as printed", "修复前", lambda _, r: r.before),
        Field("after", "text", "as mended", "修复后", lambda _, r: r.after),
        Field("confidence", "number", "how sure", "置信度", lambda _, r: r.confidence, True),
        Field("applied", "boolean", "whether the text was changed", "已采用", lambda _, r: r.applied, True),
        Field("subject_count", "integer", "cells it speaks of (`links`)", "涉及数", lambda _, r: len(r.subjects), True),
        Field("first_subject", "text", "the first of them", "首个对象", lambda _, r: _first(r.subjects)),
        Field("page", "integer", "its page", "页码", lambda v, r: v.page_of(_first(r.subjects))),
        Field("evidence", "text", "on what ground, a line each", "依据", lambda _, r: "\n".join(r.evidence)),
    ),
    (OF_DOCUMENT,),
)

PROBLEMS: TidyTable[tuple[int, Problem]] = TidyTable(
    "problems",
    "One row a thing that was lost, capped or is doubtful.",
    "每个问题一行。",
    "`problems[]`",
    ("document_id", "position"),
    lambda view: enumerate(view.document.problems, 1),
    (
        document_field(),
        Field("position", "integer", "place in the list, from 1", "次序", lambda _, p: p[0], True),
        Field("code", "category", "what it is (problems.md)", "代码", lambda _, p: p[1].code, True),
        Field("severity", "category", "info, warning, error", "程度", lambda _, p: p[1].severity, True),
        Field("page", "integer", "its page", "页码", lambda _, p: p[1].page),
        Field("message", "text", "in words, with a remedy", "说明", lambda _, p: p[1].message),
        Field(
            "subject_count", "integer", "what it speaks of (`links`)", "涉及数", lambda _, p: len(p[1].subjects), True
        ),
    ),
    (OF_DOCUMENT,),
)


@dataclass(frozen=True, slots=True)
class Link:
    """What one part of a document names: a check its cells, a project the cells that a field was read from."""

    kind: str
    source: str
    field: str
    position: int
    target: str


def _links(view: DocumentView) -> Iterator[Link]:
    document = view.document
    for mention in document.mentions:
        yield from _each("mention", mention.id, "cells", mention.cells)
    for check in document.checks:
        yield from _each("check", check.id, "subjects", check.subjects)
    for repair in document.repairs:
        yield from _each("repair", repair.id, "subjects", repair.subjects)
        yield from _each("repair", repair.id, "made_from", repair.made_from)
    for number, problem in enumerate(document.problems, 1):
        yield from _each("problem", str(number), "subjects", problem.subjects)
    for project in document.projects:
        yield from _each("project", project.id, "tables", project.tables)
        for field, cells in project.sources.items():
            yield from _each("project", project.id, field, cells)


def _each(kind: str, source: str, field: str, targets: tuple[str, ...]) -> Iterator[Link]:
    return (Link(kind, source, field, position, target) for position, target in enumerate(targets, 1))


LINKS: TidyTable[Link] = TidyTable(
    "links",
    "One row a reference from a mention, check, repair, problem or project to a cell or table.",
    "核对、修复、问题、正文金额或项目所指的每个单元格（或表）一行。",
    "`subjects`, `cells`, `made_from`, `sources`",
    ("document_id", "from_kind", "from_id", "field", "position"),
    _links,
    (
        document_field(),
        Field(
            "from_kind", "category", "mention, check, repair, problem, project", "来源种类", lambda _, x: x.kind, True
        ),
        Field("from_id", "text", "its id; a problem's `position`", "来源标识", lambda _, x: x.source, True),
        Field("field", "category", "in which field: `subjects`, `budget.total` …", "字段", lambda _, x: x.field, True),
        Field("position", "integer", "place in the list, from 1", "次序", lambda _, x: x.position, True),
        Field("target_id", "text", "a cell, table or block", "所指标识", lambda _, x: x.target, True),
        Field("page", "integer", "its page", "页码", lambda v, x: v.page_of(x.target)),
    ),
    (OF_DOCUMENT,),
)
