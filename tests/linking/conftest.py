"""Documents made by hand: what linking looks at, and nothing else."""

import hashlib
from decimal import Decimal
from typing import Any

import pytest

from extractor.document.document import SCHEMA_VERSION, Block, Division, Document, Producer, SourceInfo
from extractor.document.record import Amount, Department, Line, Mention, Statement
from extractor.document.summary import Summary
from extractor.document.table import Table


class Files:
    """A builder of documents; amounts are in 万元 and stand in cells ``t<n>.r<row>c1``."""

    def document(self, name: str | None, year: int | None = 2018, **more: Any) -> Document:
        empty = {"kind": "budget", "code": None, "division": Division(None, None), "statements": (), "mentions": ()}
        given = empty | {"title": "", "file": "a.pdf"} | more
        sha256 = hashlib.sha256(repr((name, year, sorted(given.items()))).encode()).hexdigest()
        statements: tuple[Statement, ...] = given["statements"]
        return Document(
            SCHEMA_VERSION,
            SourceInfo(given["file"], sha256, 1, "application/pdf", "fake"),
            Producer("0", {}, {}, {}),
            "ok",
            given["kind"],
            Department(given["code"], name),
            given["division"],
            year,
            {"department": "printed", "fiscal_year": "printed"},
            (),
            Summary(0, 0, 0, 0, 0),
            (),
            (Block("b1", "heading", 1, None, given["title"], None, ()),),
            tuple(self._table(statement) for statement in statements),
            statements,
            (),
            given["mentions"],
            (),
            (),
            (),
        )

    def statement(self, kind: str, lines: dict[str, str], number: int = 1, **more: Any) -> Statement:
        """Lines by ``code label``, 合计 without a code being the total."""
        given = {"side": "expenditure", "period": "2018", "phase": "budget", "unit": "万元", "measure": "total"} | more
        return Statement(
            f"s{number}",
            kind,  # type: ignore[arg-type]
            f"t{number}",
            given["unit"],
            None,
            tuple(
                self._line(f"s{number}.{row}", f"t{number}.r{row}c1", words, value, given)
                for row, (words, value) in enumerate(lines.items(), start=1)
            ),
        )

    def mention(self, concept: str, value: str, number: int = 1, **more: Any) -> Mention:
        given = {"kind": "amount", "period": "2018", "phase": "budget", "unit": "万元", "direction": None, "of": None}
        given |= more
        amount = Decimal(value)
        return Mention(
            id=f"m{number}",
            block="b1",
            start=0,
            end=1,
            concept=concept,  # type: ignore[arg-type]
            kind=given["kind"],  # type: ignore[arg-type]
            period=given["period"],
            direction=given["direction"],  # type: ignore[arg-type]
            value=amount,
            unit=given["unit"],
            yuan=amount * 10_000 if given["unit"] == "万元" else None,
            fund=more.get("fund"),
            label=more.get("label"),
            phase=given["phase"],  # type: ignore[arg-type]
            of=given["of"],
        )

    def _line(self, identity: str, cell: str, words: str, value: str, given: dict[str, Any]) -> Line:
        code, _, label = words.rpartition(" ")
        amount = Decimal(value)
        factor = {"万元": 10_000, "元": 1}[given["unit"]]
        return Line(
            identity,
            given["side"],
            None,
            label,
            code or None,
            "printed" if code else None,
            1,
            None,
            "total" if label == "合计" else "item",
            (
                Amount(
                    given["measure"],
                    given["period"],
                    given["phase"],
                    None,
                    value,
                    "value" if amount else "zero",
                    amount,
                    given["unit"],
                    amount * factor,
                    cell,
                ),
            ),
        )

    def _table(self, statement: Statement) -> Table:
        return Table(
            statement.table, None, statement.kind, statement.unit, None, None, (), (), (), False, "native", 1.0, 0,
            (), (), (), (),
        )  # fmt: skip


@pytest.fixture
def files() -> Files:
    """The builder."""
    return Files()
