"""The invented figures, in 万元. Everything that the documents print is a sum of what stands here."""

from dataclasses import dataclass
from decimal import Decimal

from extractor.document.project_code import check_character

DEPARTMENT_CODE, DEPARTMENT = "901", "示例市数据服务局"
UNIT_CODE, UNIT = "901001", "示例市数据服务局本级"
YEAR = 2025
DIVISION_CODE = "990100"
"""No division of GB/T 2260 begins with 99."""
ZERO = Decimal(0)

NAMES = {
    "201": "一般公共服务支出", "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行", "2010302": "一般行政管理事务", "2010350": "事业运行",
    "2010399": "其他政府办公厅（室）及相关机构事务支出",
    "206": "科学技术支出", "20605": "科技条件与服务", "2060503": "科技条件专项",
    "20607": "科学技术普及", "2060702": "科普活动",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出", "2080506": "机关事业单位职业年金缴费支出",
    "210": "卫生健康支出", "21011": "行政事业单位医疗", "2101101": "行政单位医疗", "2101102": "事业单位医疗",
    "215": "资源勘探工业信息等支出", "21508": "支持中小企业发展和管理支出",
    "2150899": "其他支持中小企业发展和管理支出",
    "221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金", "2210203": "购房补贴",
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30107": "绩效工资",
    "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费", "30110": "职工基本医疗保险缴费",
    "30112": "其他社会保障缴费", "30113": "住房公积金",
    "302": "商品和服务支出", "30201": "办公费", "30205": "水费", "30206": "电费", "30207": "邮电费",
    "30211": "差旅费", "30213": "维修（护）费", "30215": "会议费", "30216": "培训费", "30217": "公务接待费",
    "30228": "工会经费", "30229": "福利费", "30231": "公务用车运行维护费", "30239": "其他交通费用",
    "30299": "其他商品和服务支出",
    "303": "对个人和家庭的补助", "30302": "退休费", "30309": "奖励金",
}  # fmt: skip
"""Codes and names as public disclosures print them."""


@dataclass(frozen=True)
class Item:
    """One lowest function code: what it spends, and the part that business income and the year before pay."""

    code: str
    basic: Decimal = ZERO
    project: Decimal = ZERO
    business: Decimal = ZERO
    carried: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return self.basic + self.project

    @property
    def general(self) -> Decimal:
        """What this year's general public budget pays."""
        return self.total - self.business - self.carried


def _item(code: str, basic: str = "0", project: str = "0", business: str = "0", carried: str = "0") -> Item:
    return Item(code, Decimal(basic), Decimal(project), Decimal(business), Decimal(carried))


ITEMS = (
    _item("2010301", "386.42"),
    _item("2010302", project="128.00"),
    _item("2010350", "142.75"),
    _item("2010399", project="36.50", business="16.50"),
    _item("2060503", project="85.00"),
    _item("2060702", project="12.60"),
    _item("2080501", "18.36"),
    _item("2080505", "61.48"),
    _item("2080506", "30.74"),
    _item("2101101", "22.90"),
    _item("2101102", "9.84"),
    _item("2150899", project="54.20", carried="8.60"),
    _item("2210201", "48.16"),
    _item("2210203", "15.25"),
)

ECONOMIC = {
    code: Decimal(amount)
    for code, amount in (
        ("30101", "168.40"), ("30102", "131.52"), ("30103", "88.20"), ("30107", "52.36"), ("30108", "61.48"),
        ("30109", "30.74"), ("30110", "32.74"), ("30112", "4.18"), ("30113", "48.16"), ("30201", "18.60"),
        ("30205", "1.20"), ("30206", "6.80"), ("30207", "4.50"), ("30211", "12.00"), ("30213", "5.40"),
        ("30215", "3.00"), ("30216", "4.20"), ("30217", "1.80"), ("30228", "7.66"), ("30229", "5.20"),
        ("30231", "6.00"), ("30239", "13.40"), ("30299", "9.94"), ("30302", "18.36"), ("30309", "0.06"),
    )
}  # fmt: skip
"""The basic expenditure again, by economic code."""


def _code(serial: int) -> str:
    stem = f"{DIVISION_CODE}{YEAR % 100}P001RE{serial:06d}"
    check = check_character(stem)
    if check is None:
        raise ValueError(f"{stem} is no stem of a project code")
    return stem + check


PROJECTS = tuple(
    (_code(serial), name, function)
    for serial, name, function in (
        (210011, "政务数据共享平台运行维护", "2010302"),
        (210024, "数据资源普查", "2010399"),
        (210037, "公共数据实验环境建设", "2060503"),
        (210040, "数据素养科普活动", "2060702"),
        (210053, "中小企业用数服务", "2150899"),
    )
)
"""Code, name and function code; each function code of a project has that one project."""


def under(code: str) -> tuple[Item, ...]:
    """The items below a function code; all of them below the empty one."""
    return tuple(item for item in ITEMS if item.code.startswith(code))


def codes() -> list[str]:
    """Every function code of 3, 5 and 7 digits, a parent before its children."""
    return sorted({item.code[:length] for item in ITEMS for length in (3, 5, 7)})


def total(measure: str, code: str = "") -> Decimal:
    """The sum of one measure (``total``, ``basic``, ``project``, ``general``, ``business``, ``carried``)."""
    return sum((getattr(item, measure) for item in under(code)), ZERO)


def economic(prefix: str) -> Decimal:
    """The sum of the economic codes that begin with ``prefix``."""
    return sum((amount for code, amount in ECONOMIC.items() if code.startswith(prefix)), ZERO)


if economic("") != total("basic"):
    raise ValueError("the two classifications of the basic expenditure differ")
