"""Statements built by hand, and hand-made labels (facts of real documents) as tables and statements."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.classify.column_roles import column_roles
from extractor.classify.row_roles import row_role
from extractor.document.number import read_amount
from extractor.document.record import Amount, Budget, Department, Indicator, Line, MidTerm, PlanStep, Project, Statement
from extractor.document.table import Cell, Column, Row, Table
from extractor.document.target import parse_target
from extractor.normalise.statements.read import read_statements
from extractor.normalise.statements.source import StatementContext
from extractor.verify.facts import Facts

LABELS = Path(__file__).parents[2] / "corpora" / "labels"


class Builder:
    """Small statements and projects: amounts are printed texts by measure, cells are ``t1.r<row>c<column>``."""

    def line(self, label: str, code: str | None = None, *, role: str = "item", side: str | None = None,
             parent: int | None = None, **amounts: str) -> dict[str, Any]:  # fmt: skip
        return {"label": label, "code": code, "role": role, "side": side, "parent": parent, "amounts": amounts}

    def statement(self, kind: str, *lines: dict[str, Any], table: int = 1, number: int = 1) -> Statement:
        measures = list(dict.fromkeys(m for line in lines for m in line["amounts"]))
        built = tuple(
            Line(
                id=f"s{number}.{row}", side=line["side"], number=None, label=line["label"], code=line["code"],
                code_source="printed" if line["code"] else None, level=1,
                parent=None if line["parent"] is None else f"s{number}.{line['parent']}", role=line["role"],
                amounts=tuple(
                    self.amount(measure, text, f"t{table}.r{row}c{measures.index(measure)}")
                    for measure, text in line["amounts"].items()
                ),
            )
            for row, line in enumerate(lines, 1)
        )  # fmt: skip
        return Statement(f"s{number}", kind, f"t{table}", "万元", None, built)  # type: ignore[arg-type]

    def amount(self, measure: str, text: str, cell: str) -> Amount:
        reading = read_amount(text)
        assert reading is not None
        value = reading.value
        yuan = None if value is None else value * 10_000
        return Amount(measure, "2024", "budget", None, text, reading.mark, value, "万元", yuan, cell)  # type: ignore[arg-type]

    def facts(
        self, *statements: Statement, tables: tuple[Table, ...] = (), projects: tuple[Project, ...] = ()
    ) -> Facts:
        return Facts.gather(tables, statements, projects)

    def table(self, *paths: tuple[str, ...], number: int = 1) -> Table:
        """A table of which only the header matters: one path a measure."""
        return Table(
            id=f"t{number}", title=None, kind="other", unit="万元", reporting_unit=None, as_of=None, pages=(),
            captions=(), notes=(), declared_empty=False, reading="native", confidence=1.0, header_rows=1,
            columns=tuple(Column(path) for path in paths), rows=(), parts=(), cells=(),
        )  # fmt: skip

    def project(self, *, code: str | None = None, total: str | None = None, fiscal: str | None = None,
                other: str | None = None, plan: tuple[tuple[str, str | None], ...] = (),
                cost: str | None = None, objective: str = "维护系统", number: int = 1,
                tables: tuple[str, ...] = ()) -> Project:  # fmt: skip
        indicator = Indicator(
            "产出指标", "成本指标", "成本控制", "产出指标", "成本指标", "document", None,
            parse_target(cost) if cost else None, None,
        )  # fmt: skip
        steps = tuple(PlanStep("3月底", raw, self._decimal(raw.rstrip("%")), unit) for raw, unit in plan)
        money = {"total": total, "fiscal": fiscal, "other": other}
        return Project(
            id=f"p{number}", scope="project", code=code, code_check="not_applicable", name=f"项目{number}",
            department=Department(None, None), unit="万元",
            budget=Budget(**{name: self._decimal(text) for name, text in money.items()}), mid_term=MidTerm(),
            purpose=None, plan=steps, objectives=(objective,), tasks=(), profile=(), indicators=(indicator,),
            sources={f"budget.{name}": (f"t9{number}.r1c{place}",) for place, name in enumerate(money)},
            tables=tables,
        )  # fmt: skip

    def _decimal(self, text: str | None) -> Decimal | None:
        return Decimal(text) if text else None


@pytest.fixture
def build() -> Builder:
    return Builder()


@pytest.fixture
def labelled() -> Callable[[str], Facts]:
    """Reads a labelled document by name."""
    return facts_of_labels


def facts_of_labels(name: str) -> Facts:
    """The tables and statements that a labelled document holds; unknown cells are blank."""
    data = json.loads((LABELS / f"{name}.json").read_text(encoding="utf-8"))
    tables = [_table(number, item) for number, item in enumerate(data["tables"], 1)]
    statements = read_statements(tables, StatementContext(data.get("fiscal_year")))
    return Facts.gather(tables, statements, fiscal_year=data.get("fiscal_year"))


def _table(number: int, item: dict[str, Any]) -> Table:
    rows = [[("" if isinstance(v, dict) else v) for v in row["values"]] for row in item["rows"]]
    paths = [tuple(column["path"]) for column in item["columns"]]
    roles = column_roles(paths, rows)
    head = item["header_rows"]
    return Table(
        id=f"t{number}", title=item["title"], kind=item["kind"], unit=item["unit"], reporting_unit=None, as_of=None,
        pages=(), captions=(), notes=(), declared_empty=item["declared_empty"], reading="native", confidence=1.0,
        header_rows=head, columns=tuple(Column(p, r) for p, r in zip(paths, roles, strict=True)),
        rows=tuple(Row(tuple(row), row_role(row, roles)) for row in rows), parts=(),
        cells=tuple(_cells(number, head, rows)),
    )  # fmt: skip


def _cells(number: int, head: int, rows: list[list[str | None]]) -> list[Cell]:
    cells = []
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                span = next((n for n, v in enumerate([*row[column + 1 :], ""], 1) if v is not None), 1)
                identity = f"t{number}.r{head + place}c{column}"
                cells.append(Cell(identity, head + place, column, 1, span, value, value, "data"))
    return cells
