"""Documents made by hand for the tests of tables: small, or with any texts in them."""

from decimal import Decimal

from extractor.document.check import Check, Problem, Repair
from extractor.document.content import PageInfo
from extractor.document.document import SCHEMA_VERSION, Block, Division, Document, Producer, ReportingUnit, SourceInfo
from extractor.document.geometry import BBox, Place
from extractor.document.record import (
    Amount,
    Budget,
    Department,
    Indicator,
    Line,
    Mention,
    MidTerm,
    Project,
    Statement,
    Target,
)
from extractor.document.summary import Summary
from extractor.document.table import Cell, Column, Row, Table

_PLACE = Place(1, BBox(10.0, 20.0, 110.0, 40.0))


def document_of(text: str, *, sha256: str = "0" * 64, value: Decimal = Decimal("-941.39")) -> Document:
    """A document with a row in each tidy table, ``text`` in every field that holds words of a document.

    Its one check fails, and its cost target is above the budget of its project.
    """
    cells = (
        Cell("t1.r0c0", 0, 0, 1, 1, text, text, "column_attribute", (_PLACE,)),
        Cell("t1.r1c0", 1, 0, 1, 1, str(value), str(value), "data", (_PLACE,), check="failed"),
    )
    table = Table(
        "t1", text, "expenditure_summary", "万元", "u1", text, (1,), (text,), (text,), False, "native", 0.5, 1,
        (Column((text,), "total"),), (Row((str(value),), "total"),), (), cells,
    )  # fmt: skip
    yuan = value * 10_000
    amount = Amount("project", "2025", "budget", text, text, "value", value, "万元", yuan, "t1.r1c0", "failed")
    line = Line("s1.1", "expenditure", text, text, "2010302", "printed", 0, None, "total", (amount,), {text: text})
    target = Target(text, "quantity", "<=", "12.5", None, "万元", text)
    indicator = Indicator(text, text, text, "成本指标", "经济成本指标", "document", text, target, text, weight=text)
    project = Project(
        "p1", "project", text, "not_applicable", text, Department(text, text), "万元", Budget(total=Decimal("10")),
        MidTerm(), text, (), (text,), (), (), (indicator,), {"indicators.0.target": ("t1.r1c0",)}, ("t1",), text,
    )  # fmt: skip
    mention = Mention(
        "m1", "b1", 0, len(text), "other", "amount", "2025", None, Decimal("1.5"), "万元", Decimal(15_000), name=text
    )
    return Document(
        SCHEMA_VERSION,
        SourceInfo(text, sha256, 1, "application/pdf", "native"),
        Producer("0", {}, {}, {}),
        "ok",
        "budget",
        Department(text, text),
        Division(text, text),
        2025,
        {"fiscal_year": "printed"},
        (ReportingUnit("u1", "unit", text, text),),
        Summary(1, 0, 0, 1, 0, 1),
        (PageInfo(1, 595.0, 842.0),),
        (Block("b1", "paragraph", None, text, text, None, (_PLACE,)),),
        (table,),
        (Statement("s1", "expenditure_summary", "t1", "万元", "u1", (line,)),),
        (project,),
        (mention,),
        (Check("k1", "children_sum_to_parent", "fail", ("t1.r1c0",), text, value, value, value, Decimal("0.005")),),
        (Repair("r1", "other_reading", ("t1.r1c0",), text, text, (text,), (), 0.9, True),),
        (Problem("turned_text", "warning", text, 1, ("t1",)),),
    )
