"""Jiangsu's table of purchases: category, project and goods on rows of their own, with blank cells beside them."""

import random
from decimal import Decimal

from extractor.corpora.generate.figures import ZERO, Budget
from extractor.corpora.generate.sheet import Fields, Sheet
from extractor.corpora.generate.statements.goods import GOODS, SERVICES, price_of
from extractor.corpora.generate.style import Style
from extractor.corpora.generate.table_builder import ABOVE, AMOUNT, NAME, WORDS, Column

_LABEL = Column(6.0, "row_attribute", "left", 12.0)
_WAYS = ("分散自行组织", "政府集中采购", "部门集中采购")


def purchases(budget: Budget, style: Style, rng: random.Random, *, merges_blanks: bool) -> Sheet:
    """Goods and services; ``merges_blanks``: the blank cells left of the goods of one project are one."""
    body: list[list[str]] = []
    whole = ZERO
    for category, goods in (("一、货物A", GOODS), ("二、服务C", SERVICES)):
        rows: list[list[str]] = []
        total = ZERO
        for project in rng.sample(budget.projects, min(len(budget.projects), rng.randint(1, 3))):
            items, own = _items(goods, style, rng)
            economic = rng.choice(("办公费", "办公设备购置", "会议费", "印刷费"))
            rows.append(["", project.name, economic, "", "", style.money.text(own)])
            for number, (name, way, value) in enumerate(items):
                left = ABOVE if merges_blanks and number else ""
                rows.append([left, left, left, name, way, style.money.text(value)])
            total += own
        body += [[category, "", "", "", "", style.money.text(total)], *rows]
        whole += total
    body.insert(0, [style.total(), "", "", "", "", style.money.text(whole)])
    fields: Fields = (
        (("采购品目大类",), _LABEL), (("专项名称",), NAME), (("经济科目",), _LABEL), (("采购物品名称",), NAME),
        (("采购组织形式",), WORDS), (("总计",), AMOUNT),
    )  # fmt: skip
    return Sheet(f"{budget.year}年政府采购预算表", "procurement", budget.unit, fields, body)


def _items(
    goods: tuple[tuple[str, str, int], ...], style: Style, rng: random.Random
) -> tuple[list[tuple[str, str, Decimal]], Decimal]:
    items = []
    for name, measure, usual in rng.sample(goods, rng.randint(1, min(6, len(goods)))):
        count = 1 if measure == "项" else rng.randint(2, 30)
        items.append((name, rng.choice(_WAYS), price_of(usual, style, rng) * count))
    return items, sum((value for _, _, value in items), ZERO)
