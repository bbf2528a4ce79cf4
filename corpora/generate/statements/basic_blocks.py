"""The basic expenditure of a final account: personnel and public expenses as blocks beside each other."""

from collections.abc import Sequence
from decimal import Decimal

from extractor.corpora.generate.code_names import economic_names
from extractor.corpora.generate.figures import Budget
from extractor.corpora.generate.measures import by_economic, economic_codes
from extractor.corpora.generate.sheet import Fields, Sheet
from extractor.corpora.generate.side_by_side import Line, beside
from extractor.corpora.generate.style import Style
from extractor.corpora.generate.table_builder import AMOUNT, INDEX, LEFT, NAME, STEP

_PERSONNEL, _PUBLIC = ("301", "303"), ("302", "310")
_TITLE = "一般公共预算财政拨款基本支出决算表"


def basic_blocks(budget: Budget, style: Style, *, public_blocks: int, lists_all: bool, note: tuple[str, ...]) -> Sheet:
    """One block of personnel expenses, one or two of public ones, the sums below; ``lists_all``: codes without an
    amount stand there too."""
    personnel = _lines(budget, style, _PERSONNEL, lists_all=lists_all)
    public = _lines(budget, style, _PUBLIC, lists_all=lists_all)
    half = -(-len(public) // public_blocks)
    blocks = [public[start : start + half] for start in range(0, len(public), half)]
    body: list[list[str]] = beside(personnel, blocks[0])
    if public_blocks == 2:
        body = [[*row, *more] for row, more in zip(body, _filled(blocks[1], len(body)), strict=True)]
    sums = [by_economic(budget, *groups)("") for groups in (_PERSONNEL, _PUBLIC)]
    body.append(
        ["人员经费合计", LEFT, style.money.text(sums[0]), "公用经费合计", *[LEFT] * (3 * public_blocks - 2),
         style.money.text(sums[1])]
    )  # fmt: skip
    fields: Fields = (
        *_block("人员经费"), *(field for _ in range(public_blocks) for field in _block("公用经费")),
    )  # fmt: skip
    return Sheet(_TITLE, "basic_expenditure", budget.unit, fields, body, notes=note)


def _block(head: str) -> Fields:
    return (((head, "科目编码"), INDEX), ((head, "科目名称"), NAME), ((head, "决算数"), AMOUNT))


def _lines(budget: Budget, style: Style, groups: tuple[str, ...], *, lists_all: bool) -> list[Line]:
    measure = by_economic(budget, *groups)
    codes = economic_codes(budget, *groups)
    if lists_all:
        codes = [code for code in sorted(economic_names()) if code.startswith(groups)]
    return [(code, STEP * (len(code) // 5) + economic_names()[code], _text(measure(code), style)) for code in codes]


def _text(amount: Decimal, style: Style) -> str:
    return style.money.text(amount)


def _filled(lines: Sequence[Line], height: int) -> list[Line]:
    return [*lines, *[("", "", "")] * (height - len(lines))]
