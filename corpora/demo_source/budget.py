"""The tables and the prose of the invented budget."""

from collections.abc import Callable
from decimal import Decimal

from extractor.corpora.demo_source.figures import (
    DEPARTMENT,
    ECONOMIC,
    ITEMS,
    NAMES,
    PROJECTS,
    YEAR,
    ZERO,
    codes,
    economic,
    total,
)  # fmt: skip
from extractor.corpora.demo_source.sheet import ABOVE, LEFT, Sheet, money

CLASSES = [code for code in codes() if len(code) == 3]
ORDINALS = "一二三四五六七八九"
INDENTS = {3: 0, 5: 1, 7: 2}


def sheets() -> list[Sheet]:
    """All tables in the order of the document."""
    return [
        _both_sides(), _revenue(), _expenditure(), _appropriation(), _general(), _basic(), _funds(), _three_public(),
        _projects(),
    ]  # fmt: skip


def prose() -> list[tuple[int, str]]:
    """(heading level or 0, text) of the part before the tables."""
    all_in, basic, project = total("total"), total("basic"), total("project")
    return [
        (1, "第一部分 部门概况"),
        (2, "一、主要职责"),
        (0, "（一）统筹本市公共数据的汇集、共享和开放，拟订相应的服务规范并组织施行。"),
        (0, "（二）建设和维护政务数据共享平台，向各部门和公众提供查询与核验服务。"),
        (0, "（三）开展数据资源普查，组织面向市民的数据素养科普活动。"),
        (2, "二、机构设置"),
        (0, f"{DEPARTMENT}内设综合科、数据资源科、平台运行科和服务推广科，下属示例市数据中心一家事业单位。"),
        (1, "第二部分 预算情况说明"),
        (2, "一、收支总体情况"),
        (0, f"{YEAR}年本部门收入总预算{all_in:.2f}万元，其中一般公共预算拨款收入{total('general'):.2f}万元，"
            f"事业收入{total('business'):.2f}万元，上年结转{total('carried'):.2f}万元。"),
        (0, f"{YEAR}年本部门支出总预算{all_in:.2f}万元，其中基本支出{basic:.2f}万元，项目支出{project:.2f}万元。"),
        (2, "二、“三公”经费情况"),
        (0, f"{YEAR}年本部门“三公”经费预算{ECONOMIC['30231'] + ECONOMIC['30217']:.2f}万元，其中公务用车运行维护费"
            f"{ECONOMIC['30231']:.2f}万元，公务接待费{ECONOMIC['30217']:.2f}万元，没有安排因公出国（境）费用。"),
        (1, "第三部分 部门预算公开表"),
    ]  # fmt: skip


def _both_sides() -> Sheet:
    income = [
        ("一、一般公共预算拨款收入", money(total("general"))), ("二、政府性基金预算拨款收入", ""),
        ("三、国有资本经营预算拨款收入", ""), ("四、事业收入", money(total("business"))), ("五、其他收入", ""),
        ("", ""),
    ]  # fmt: skip
    spent = [(f"{ORDINALS[i]}、{NAMES[code]}", money(total("total", code))) for i, code in enumerate(CLASSES)]
    body = [[*left, *right] for left, right in zip(income, spent, strict=True)]
    year = total("general") + total("business")
    body += [
        ["本年收入合计", money(year), "本年支出合计", money(total("total"))],
        ["上年结转", money(total("carried")), "结转下年", ""],
        ["收入总计", money(year + total("carried")), "支出总计", money(total("total"))],
    ]
    header = [["收入", LEFT, "支出", LEFT], ["项目", "预算数", "项目（按功能分类）", "预算数"]]
    return Sheet("部门收支总表", "revenue_expenditure_summary", "公开01表", header, body, (32, 18, 32, 18))


def _by_function(measures: list[Callable[[str], str]]) -> tuple[list[list[str]], list[int]]:
    body = [["合计", LEFT, *(measure("") for measure in measures)]]
    body += [[code, NAMES[code], *(measure(code) for measure in measures)] for code in codes()]
    return body, [0, *(INDENTS[len(code)] for code in codes())]


def _of(*names: str) -> Callable[[str], str]:
    return lambda code: money(sum((total(name, code) for name in names), ZERO))


def _nothing(code: str) -> str:
    return ""


def _revenue() -> Sheet:
    header = [
        ["科目编码", "科目名称", "合计", "上年结转", "本年收入", LEFT, LEFT, LEFT],
        [ABOVE, ABOVE, ABOVE, ABOVE, "一般公共预算拨款", "政府性基金预算拨款", "事业收入", "其他收入"],
    ]
    body, indents = _by_function([_of("total"), _of("carried"), _of("general"), _nothing, _of("business"), _nothing])
    widths = (11, 25, 11, 10, 12, 12, 10, 9)
    return Sheet("部门收入总表", "revenue_summary", "公开02表", header, body, widths, indents=indents)


def _expenditure() -> Sheet:
    header = [
        ["功能分类科目", LEFT, "合计", "基本支出", "项目支出", "上缴上级支出"],
        ["科目编码", "科目名称", ABOVE, ABOVE, ABOVE, ABOVE],
        ["栏次", LEFT, "1", "2", "3", "4"],
    ]
    body, indents = _by_function([_of("total"), _of("basic"), _of("project"), _nothing])
    widths = (14, 36, 13, 13, 12, 12)
    return Sheet("部门支出总表", "expenditure_summary", "公开03表", header, body, widths, 1, indents=indents)


def _appropriation() -> Sheet:
    income = [
        ("一、本年收入", money(total("general"))), ("（一）一般公共预算拨款", money(total("general"))),
        ("（二）政府性基金预算拨款", ""), ("二、上年结转", money(total("carried"))), ("", ""), ("", ""),
    ]  # fmt: skip
    paid = _of("general", "carried")
    body = [
        [*left, f"{ORDINALS[i]}、{NAMES[code]}", paid(code), paid(code), ""]
        for i, (left, code) in enumerate(zip(income, CLASSES, strict=True))
    ]
    body.append(["收入总计", paid(""), "支出总计", paid(""), paid(""), ""])
    header = [
        ["收入", LEFT, "支出", LEFT, LEFT, LEFT],
        ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算"],
    ]
    widths = (24, 13, 26, 12, 13, 12)
    return Sheet("财政拨款收支总表", "fiscal_appropriation_summary", "公开04表", header, body, widths)


def _general() -> Sheet:
    header = [
        ["科目编码", "科目名称", f"{YEAR}年预算数", LEFT, LEFT],
        [ABOVE, ABOVE, "小计", "基本支出", "项目支出"],
    ]

    def project(code: str) -> str:
        return money(total("general", code) + total("carried", code) - total("basic", code))

    body, indents = _by_function([_of("general", "carried"), _of("basic"), project])
    widths = (15, 40, 15, 15, 15)
    return Sheet("一般公共预算支出表", "general_public_expenditure", "公开05表", header, body, widths, indents=indents)


def _basic() -> Sheet:
    header = [
        ["部门预算支出经济分类科目", LEFT, "一般公共预算基本支出", LEFT, LEFT],
        ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
    ]
    people, public = economic("301") + economic("303"), economic("302")
    body = [["合计", LEFT, money(people + public), money(people), money(public)]]
    rows = sorted({code[:3] for code in ECONOMIC} | set(ECONOMIC))
    for code in rows:
        amount = money(economic(code))
        body.append([code, NAMES[code], amount, *(("", amount) if code.startswith("302") else (amount, ""))])
    indents = [0, *(len(code) // 5 for code in rows)]
    widths = (15, 40, 15, 15, 15)
    return Sheet("一般公共预算基本支出表", "basic_expenditure", "公开06表", header, body, widths, indents=indents)


def _funds() -> Sheet:
    header = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
    body = [["", "合计", "", "", ""]]
    notes = [f"注：本部门{YEAR}年没有政府性基金预算拨款安排的支出，本表为空表。"]
    widths = (15, 40, 15, 15, 15)
    return Sheet(
        "政府性基金预算支出表", "government_fund", "公开07表", header, body, widths, notes=notes, declared_empty=True
    )


def _three_public() -> Sheet:
    header = [
        ["“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", LEFT, LEFT, "公务接待费"],
        [ABOVE, ABOVE, "小计", "公务用车购置费", "公务用车运行费", ABOVE],
    ]
    car, guests = ECONOMIC["30231"], ECONOMIC["30217"]
    body = [[money(car + guests), "0.00", money(car), "0.00", money(car), money(guests)]]
    widths = (17, 17, 16, 17, 17, 16)
    return Sheet("“三公”经费支出表", "three_public", "公开08表", header, body, widths)


def _projects() -> Sheet:
    header = [["项目编码", "项目名称", "科目编码", "合计", "一般公共预算", "事业收入", "上年结转"]]
    by_code = {item.code: item for item in ITEMS}
    body = [["合计", LEFT, LEFT, *(money(total(m) if m != "general" else _general_of_projects())
             for m in ("project", "general", "business", "carried"))]]  # fmt: skip
    for code, name, function in PROJECTS:
        item = by_code[function]
        amounts = (item.project, item.general, item.business, item.carried)
        body.append([code, name, function, *map(money, amounts)])
    widths = (29, 23, 10, 10, 11, 9, 9)
    return Sheet("项目支出表", "project_expenditure", "公开09表", header, body, widths)


def _general_of_projects() -> Decimal:
    return sum((item.general for item in ITEMS if item.project), ZERO)
