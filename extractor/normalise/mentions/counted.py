"""What a budget counts: units, posts, people, vehicles, devices, projects, problems, areas, a score."""

import re
from typing import NamedTuple

_THINGS = (
    "团组|出国(?:[(（]境[)）])?|教学班|班级|床位|保有量|公务用车购置|公务接待|外事接待|接待来访|接待|预算单位|单位|机关|机构|处室|科室|项目|问题|整改的|车辆|用车|公车|汽车|车|设备|仪器|编制|编制数|人员|人数|职工|干部|在职|离休|退休"
    "|遗属|学生|面积|房屋|用房|得分|评分|总分|自评分"
)
_ENDS_WITH_THING = re.compile(
    rf"(?:{_THINGS})(?:[(（][^()（）]{{0,12}}[)）])?(?:批次|人次|批数|人数|数|总数|数量|实有|共|共计|合计|约|为|是|约为|有|:|：)*$"
)
_THING_AFTER = re.compile(
    r"^(?P<thing>[\u4e00-\u9fff]{0,6}?(?:公务用车购置|预算单位|事业单位|行政单位|机关|单位|机构|处室|科室|项目|公务用车|车辆|用车|编制|问题))"
)
_PEOPLE_AFTER = re.compile(
    r"^(?P<thing>(?:在职|在编|离休|退休|离退休|编外|聘用|公益性岗位|劳务派遣|财政供养|事业编制|行政编制|公务员)(?:人员|职工|干部)?)"
)
_OWNER_ONLY = re.compile(
    r"(?:(?:本|我|全|该)(?:部门|单位|局|厅|委|办)|下属|所属|及|和|与|等|共|共有|有|包括|纳入|组织|对|新增|购置|其中|在|年|年度|[:：,，、。；;])$"
)
_AS_OF = re.compile(
    r"截[至止](?:到)?(?P<year>(?:19|20)\d\d)年度?"
    r"(?:[底末]|(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日|[底末]))"
)
_STAFF = re.compile(r"\s*(?:实有|现有)\s*")
_LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_VEHICLES = re.compile(r"(?:共有|现有|拥有|保有|实有)(?:公务)?(?:用车|车辆)(?:共|总数|数)?$")
_VEHICLES_OF_A_KIND = re.compile(r"(?:其中|包括|包含|以及|有|和|及|与)*(?P<kind>[\u4e00-\u9fff]{2,12}?用车|其他车辆)$")
_GOES_ON = re.compile(r"[、,，和及与]?\s*(?:共计|合计|累计|共)?")


class Counted(NamedTuple):
    """What is counted, as printed, where it stands behind the number; ``end`` is where it ends there."""

    name: str
    end: int


def is_counted_before(head: str) -> bool:
    """Whether the words before a number end with a thing that a budget counts."""
    return _ENDS_WITH_THING.search(head) is not None


def is_staff(head: str, unit: str | None) -> bool:
    """Whether the words are a bare 实有 before a number of people, behind the posts that there are."""
    return unit in ("人", "名") and _STAFF.fullmatch(head) is not None


def counted_after(head: str, tail: str) -> Counted | None:
    """The thing behind a number (``5家预算单位``), where the words before name none."""
    people = _PEOPLE_AFTER.match(tail)
    if people is not None:
        return Counted(people["thing"], people.end())
    match = _THING_AFTER.match(tail)
    if match is None or (head and _OWNER_ONLY.search(head) is None):
        return None
    return Counted(match["thing"], match.end())


def date_as_of(text: str) -> str | None:
    """The last date of ``截至2024年12月31日`` in the text, ISO 8601; a month or a year alone ends with its last day."""
    found = None
    for match in _AS_OF.finditer(text):
        month = int(match["month"] or len(_LAST_DAY))
        found = f"{match['year']}-{month:02d}-{int(match['day'] or _LAST_DAY[month - 1]):02d}"
    return found


def are_all_vehicles(head: str) -> bool:
    """Whether the words are of the vehicles that there are."""
    return _VEHICLES.search(head) is not None


def vehicle_kind(head: str) -> str | None:
    """The kind of vehicles that the words name (应急保障用车)."""
    match = _VEHICLES_OF_A_KIND.search(head)
    return match["kind"] if match is not None else None


def goes_on(head: str) -> bool:
    """Whether the words only go on counting the same thing in another unit: 公务接待85批次、640人次."""
    return _GOES_ON.fullmatch(head) is not None
