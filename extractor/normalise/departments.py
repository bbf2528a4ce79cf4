"""Whose document it is: the department and the units that captions and titles name."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.document.document import ReportingUnit
from extractor.document.record import Department
from extractor.document.text import folded, without_space

_NAME = r"[\u4e00-\u9fff()（）·、\-0-9]{3,40}?"
_DEPARTMENT = re.compile(
    rf"(?:编制|预算主管|主管|填报|公开|编报|预算)?部门(?:名称|\(单位\)|\(单位\)名称)?[:：]({_NAME})(?:单位[:：].*|金额单位.*)?"
)
_UNIT = re.compile(
    rf"(?:(?:编制|填报|公开|编报|预算|实施)单位|单位名称)(?:名称)?[:：]({_NAME})(?:单位[:：].*|金额单位.*)?"
)
_CODED = re.compile(r"(\d{3}|\d{6})([\u4e00-\u9fff][\u4e00-\u9fff()（）·、]{2,39})")
_TITLE = re.compile(
    rf"(?:第[一二三四五六]部分)?({_NAME})(?:19|20)\d{{2}}年?(?:度)?(?:部门|单位)?(?:预算|决算).*"
    rf"|({_NAME})(?:(?:19|20)\d{{2}}年?(?:度)?)?(?:部门)?整体(?:支出)?绩效.*"
)
_OFFICE = re.compile(
    r"(?:[局委办厅院部会处所校社队站馆室团署行政科]|中心|政府|街道|大学|学院|法院|检察院|集团|公司|机关|本级|协会|园|台|库|场|司|联|区)"
    r"(?:[(（][^)）]*[)）])?$"
)
"""How names of offices end; a coded caption without it (``201一般公共服务支出``) is no office."""
_CAPTION_LENGTH = 60
_TITLE_PAGE_LINES = 6


def read_department(paragraphs: Iterable[str], captions: Iterable[str]) -> Department:
    """The department that captions name (``部门：…``, ``483 乐亭县行政审批局``), else the titles; both None where
    nothing does. The most frequent one wins; the code is the three digits printed before its name."""
    short = [without_space(text) for text in paragraphs if 0 < len(text) <= _CAPTION_LENGTH]
    lines = [*map(without_space, captions), *short]
    coded = _coded(lines, 3)
    named = _matches(lines, _DEPARTMENT)
    if named:
        code = next((code for code, name in coded if name == named), None)
        return Department(code, named)
    if coded:
        return Department(*Counter(coded).most_common(1)[0][0])
    # a title page sets the name and the rest of the title on lines of their own
    first = short[:_TITLE_PAGE_LINES]
    titles = [*lines, *(upper + lower for upper, lower in pairwise(first))]
    return Department(None, _matches(titles, _TITLE) or _matches(lines, _UNIT))


def department_in_file_name(name: str) -> Department:
    """The department that a file is named after, as in ``江苏省政协办公厅2019年度部门预算.pdf``."""
    return Department(None, _matches([without_space(name)], _TITLE))


def read_units(
    department: Department, captions: Iterable[str], others: Iterable[Department]
) -> tuple[ReportingUnit, ...]:
    """The department and the units below it, in printed order: coded with six digits or said to be a unit;
    ``others`` are the offices that project forms name."""
    found: dict[tuple[str | None, str], None] = {}
    lines = [without_space(text) for text in captions]
    for line in lines:
        coded = _coded([line], 6)
        found.update(dict.fromkeys(coded))
        if not coded and (unit := _UNIT.fullmatch(folded(line))):
            found[(None, unit.group(1))] = None
    found.update({(other.code, other.name): None for other in others if other.name})
    units = [(code, name) for code, name in found if (code, name) != (department.code, department.name)]
    if department.name is not None:
        units = [(code, name) for code, name in units if code or name != department.name]
        return (
            ReportingUnit("u1", "department", department.code, department.name),
            *(ReportingUnit(f"u{place}", "unit", code, name) for place, (code, name) in enumerate(units, 2)),
        )
    return tuple(ReportingUnit(f"u{place}", "unit", code, name) for place, (code, name) in enumerate(units, 1))


def reporting_unit_of(captions: Iterable[str], units: Sequence[ReportingUnit]) -> str | None:
    """The id of the unit that a table's captions name: by the longest name, a unit before its department."""
    text = "|".join(folded(caption) for caption in captions)
    named = [unit for unit in units if unit.name and folded(unit.name) in text]
    named.sort(key=lambda unit: (unit.code is not None and folded(unit.code + (unit.name or "")) in text, unit.name))
    longest = max(named, key=lambda unit: (len(unit.name or ""), unit.code or ""), default=None)
    return longest.id if longest else None


def _coded(lines: Iterable[str], digits: int) -> list[tuple[str, str]]:
    matches = (_CODED.fullmatch(line) for line in lines)
    found = [(match.group(1), match.group(2)) for match in matches if match and len(match.group(1)) == digits]
    return [(code, name) for code, name in found if _OFFICE.search(name)]


def _matches(lines: Iterable[str], pattern: re.Pattern[str]) -> str | None:
    """The most frequent name that ``pattern`` finds in whole lines (of equally frequent ones the first), in the
    fullest form that it is found in."""
    names: Counter[str] = Counter()
    for line in lines:
        found = pattern.fullmatch(line.replace(":", "："))
        name = next((group for group in found.groups() if group), None) if found else None
        if name and _OFFICE.search(name) and not re.search(r"[省市县]$|(?<!开发)(?<!新)区$", name):
            names[name] += 1
    if not names:
        return None
    name = names.most_common(1)[0][0]
    return max((other for other in names if other.endswith(name)), key=len)
