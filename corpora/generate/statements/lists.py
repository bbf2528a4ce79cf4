"""Tables that are lists: units, projects, purchases, assets."""

import random
from collections.abc import Sequence
from decimal import Decimal

from extractor.corpora.generate.figures import (
    CARRIED,
    FISCAL_ACCOUNT,
    ONLY_CAPITAL,
    UNIT_FUNDS,
    ZERO,
    Budget,
    Source,
)
from extractor.corpora.generate.money import MoneyStyle
from extractor.corpora.generate.sheet import Fields, Sheet
from extractor.corpora.generate.statements.goods import GOODS, SERVICES, price_of
from extractor.corpora.generate.style import Style
from extractor.corpora.generate.table_builder import AMOUNT, INDEX, LEFT, NAME, QUANTITY, STEP, WORDS, Column

_RANKS = ("正处级", "副处级", "正科级", "副科级", "股级")
_ORDINARY: tuple[tuple[str, tuple[Source, ...]], ...] = (
    ("一般公共预算拨款", ("general",)), ("政府性基金预算拨款", ("fund",)), ("国有资本经营预算拨款", ONLY_CAPITAL),
    ("财政专户管理资金", FISCAL_ACCOUNT), ("单位资金", UNIT_FUNDS), ("上年结转", CARRIED),
)  # fmt: skip


def organisation(budget: Budget, rng: random.Random) -> Sheet:
    """The units with their nature, rank and source of funds."""
    body = []
    for number, (_, name, nature) in enumerate(budget.department.units):
        rank = _RANKS[min(number + 1, 3)] if number else rng.choice(_RANKS[:3])
        funds = "财政拨款" if nature == "行政" else rng.choice(("财政拨款", "财政性资金基本保证", "财政性资金定额补助"))
        body.append([name, nature, rank, funds])
    heads = ("单位名称", "单位性质", "单位规格", "经费保障形式")
    fields = tuple(((head,), Column(6.0, "row_attribute" if head == heads[0] else "data", "centre")) for head in heads)
    return Sheet("部门机构设置情况", "organisation", None, fields, body, is_bare=True)


def projects(budget: Budget, style: Style, title: str) -> Sheet:
    """The projects with their code, unit, function code and funds."""
    used = [(head, sources) for head, sources in _ORDINARY if head[0] == "一" or _any(budget, sources)]
    body = [
        ["", style.total(), "", "", *_project_amounts(budget, used, style.money, None)],
        *(
            [project.code, project.name, project.unit_name, project.function,
             *_project_amounts(budget, used, style.money, number)]
            for number, project in enumerate(budget.projects)
        ),
    ]  # fmt: skip
    fields: Fields = (
        (("项目编码",), Column(4.0, "row_index", "left")), (("项目名称",), NAME), (("项目单位",), WORDS),
        (("科目编码",), INDEX), (("合计",), AMOUNT), *((("资金来源", head), AMOUNT) for head, _ in used),
    )  # fmt: skip
    return Sheet(title, "project_expenditure", budget.unit, fields, body)


def _any(budget: Budget, sources: tuple[Source, ...]) -> bool:
    return any(project.total(sources) for project in budget.projects)


def _project_amounts(
    budget: Budget, used: Sequence[tuple[str, tuple[Source, ...]]], money: MoneyStyle, number: int | None
) -> list[str]:
    chosen = budget.projects if number is None else budget.projects[number : number + 1]
    sums = [sum((project.total() for project in chosen), ZERO)]
    sums += [sum((project.total(sources) for project in chosen), ZERO) for _, sources in used]
    return [money.text(amount) for amount in sums]


def procurement(budget: Budget, style: Style, rng: random.Random) -> Sheet:
    """What is bought from project funds: quantity, price and sum, or nothing."""
    heads = ("一般公共预算拨款", "基金预算拨款", "国有资本经营预算拨款", "财政专户核拨")
    group = "政府采购金额（当年部门预算安排资金）"
    fields: Fields = (
        (("政府采购项目来源", "项目名称"), NAME), (("政府采购项目来源", "预算资金"), AMOUNT),
        (("采购物品名称",), NAME), (("政府采购目录序号",), INDEX), (("计量单位",), QUANTITY), (("数量",), QUANTITY),
        (("单价",), AMOUNT), ((group, "合计"), AMOUNT), *(((group, head), AMOUNT) for head in heads),
    )  # fmt: skip
    body, total = [], ZERO
    for project in rng.sample(budget.projects, min(len(budget.projects), rng.randint(0, 3))):
        for name, measure, usual in rng.sample((*GOODS, *SERVICES), rng.randint(1, 4)):
            price = price_of(usual, style, rng)
            count = 1 if measure == "项" else rng.randint(2, 30)
            catalogue = f"A{rng.randint(1, 9):02d}{rng.randint(1, 30):02d}"
            total += price * count
            amounts = [price, price * count, price * count, ZERO, ZERO, ZERO]
            body.append(
                [project.name, style.money.text(project.total()), name, catalogue, measure, str(count),
                 *map(style.money.text, amounts)]
            )  # fmt: skip
    notes: tuple[str, ...] = ()
    if body:
        whole = style.money.text(total)
        body.insert(0, [style.total(), *[LEFT] * 6, whole, whole, *[style.money.text(ZERO)] * 3])
    else:
        notes = ("注：本部门没有政府采购预算，本表以空表列示。",)
    return Sheet("部门政府采购预算", "procurement", budget.unit, fields, body, notes=notes, declared_empty=not body)


def assets(style: Style, rng: random.Random) -> Sheet:
    """The fixed assets: quantities and values."""
    unit = Decimal(10_000 if style.scale.unit == "元" else 1)
    area, cars = rng.randint(800, 20_000), rng.randint(1, 20)
    values = [Decimal(rng.randint(50_000, 900_000)) / 100 * unit for _ in range(4)]
    rooms, office = values[0], (values[0] / 2).quantize(Decimal(1))
    lines = (
        ("资产总额", "", sum(values, ZERO)), ("1、房屋（平方米）", str(area), rooms),
        (f"{STEP}其中：办公用房（平方米）", str(area * 2 // 3), office), ("2、车辆（台、辆）", str(cars), values[1]),
        ("3、单价在20万元以上的设备", str(rng.randint(1, 9)), values[2]), ("4、其他固定资产", "", values[3]),
    )  # fmt: skip
    body = [[label, count, style.money.text(round(value, style.scale.places))] for label, count, value in lines]
    fields: Fields = ((("项目",), NAME), (("数量",), QUANTITY), (("价值",), AMOUNT))
    return Sheet("部门固定资产占用情况表", "assets", style.scale.unit, fields, body)
