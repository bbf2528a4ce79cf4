"""The words of a budget document around its tables; every sentence was written for this project."""

import random
from collections.abc import Sequence

from extractor.corpora.generate.draw_account import Account
from extractor.corpora.generate.figures import APPROPRIATED, BASIC, CARRIED, PROJECT, Budget
from extractor.corpora.generate.heading import chinese_number
from extractor.corpora.generate.model import Words
from extractor.corpora.generate.style import Style

_TERMS = (
    ("财政拨款收入", "由本级财政在当年拨付给部门的资金，按预算种类分别核算。"),
    ("上年结转", "上一年度没有用完、经批准留到本年继续使用的资金。"),
    ("基本支出", "部门维持日常运转所需的开支，分为人员经费和公用经费。"),
    ("项目支出", "部门为完成专门任务另行安排的开支，一般按项目编报。"),
    ("“三公”经费", "因公出国（境）、公务用车和公务接待三类开支，按规定单独公开。"),
    ("机关运行经费", "行政单位用于办公、会议、差旅、物业等事项的公用开支。"),
)


def cover(title: Sequence[str]) -> list[Words]:
    """The words of a cover page, after some blank lines."""
    return [*[Words("") for _ in range(8)], *(Words(line, size=24, align="centre") for line in title)]


def overview(budget: Budget, rng: random.Random) -> list[Words]:
    """Duties and units of the department."""
    department = budget.department
    said = [Words("一、主要职责", 2), Words(f"{department.name}承担下列职责。")]
    said += [Words(f"（{chinese_number(number)}）{duty}") for number, duty in enumerate(department.duties, start=1)]
    said.append(Words("二、机构设置", 2))
    below = [name for _, name, nature in department.units if nature == "事业"]
    opening = rng.choice(("纳入本次公开范围的", "编制部门预算的", "本部门所属的"))
    if below:
        said.append(Words(f"{opening}单位共{len(below) + 1}家：机关本级，以及{'、'.join(below)}。"))
    else:
        said.append(Words(f"{opening}单位只有机关本级，没有下属单位。"))
    return said


def explanation(budget: Budget, style: Style) -> list[Words]:
    """The figures in words, as the tables print them."""
    money, unit, year = style.money.spoken, budget.unit, budget.year
    total, carried = budget.total(), budget.total(sources=CARRIED)
    appropriated = budget.total(sources=APPROPRIATED)
    basic, project = budget.total(uses=BASIC), budget.total(uses=PROJECT)
    three = budget.three_public
    change = total - budget.total(prior=True)
    direction = "增加" if change >= 0 else "减少"
    return [
        Words("一、收支总体情况", 2),
        Words(
            f"{year}年本部门收入预算{money(total)}{unit}，其中财政拨款{money(appropriated)}{unit}，"
            f"上年结转{money(carried)}{unit}。"
        ),
        Words(f"支出预算{money(total)}{unit}，其中基本支出{money(basic)}{unit}，项目支出{money(project)}{unit}。"),
        Words(f"与{year - 1}年相比，{direction}{money(abs(change))}{unit}，随项目安排和人员变动而定。"),
        Words("二、“三公”经费情况", 2),
        Words(
            f"安排因公出国（境）费{money(three.abroad)}{unit}，公务用车购置及运行费{money(three.vehicle)}{unit}，"
            f"公务接待费{money(three.reception)}{unit}。"
        ),
    ]


def account_explanation(account: Account, style: Style) -> list[Words]:
    """The account in words, as the tables print it."""
    money, funds = style.money.spoken, account.funds
    unit, year = funds.unit, funds.year
    spent, planned = account.spent, account.planned_three_public
    return [
        Words("一、收支总体情况", 2),
        Words(
            f"{year}年本部门收入总计{money(funds.total())}{unit}，其中年初结转{money(funds.total(sources=CARRIED))}{unit}；"
            f"当年支出{money(spent.total())}{unit}，年末结转{money(account.left.total())}{unit}。"
        ),
        Words(
            f"当年支出中，基本支出{money(spent.total(uses=BASIC))}{unit}，"
            f"项目支出{money(spent.total(uses=PROJECT))}{unit}。"
        ),
        Words("二、“三公”经费情况", 2),
        Words(f"全年预算{money(planned.total)}{unit}，决算{money(funds.three_public.total)}{unit}。"),
    ]


def glossary(rng: random.Random) -> list[Words]:
    """Some of the field's terms explained."""
    chosen = rng.sample(_TERMS, rng.randint(3, len(_TERMS)))
    return [
        Words("名词解释", 1, align="centre"),
        *(
            Words(f"{chinese_number(number)}、{term}：{meaning}")
            for number, (term, meaning) in enumerate(chosen, start=1)
        ),
    ]
