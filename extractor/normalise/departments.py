"""Whose document it is: the department and the units that captions and titles name."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.document.chinese_numeral import WRITTEN_YEAR
from extractor.document.document import ReportingUnit
from extractor.document.record import Department
from extractor.document.text import folded, without_space
from extractor.normalise.divisions import division_of_code
from extractor.normalise.numbering import read_numbering

_NAME = r"[\u4e00-\u9fff()（）·、\-0-9]{3,40}?"
_NUMBER = r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．](?!\d)"
"""A heading's number, which is no part of the name behind it."""
_DEPARTMENT = re.compile(
    rf"(?:编制|预算主管|主管|填报|公开|编报|预算)?部门(?:名称|\(单位\)|\(单位\)名称)?[:：]({_NAME})(?:单位[:：].*|金额单位.*)?"
)
_UNIT = re.compile(
    rf"(?:(?:编制|填报|公开|编报|预算|实施)单位|单位名称)(?:名称)?[:：]({_NAME})(?:单位[:：].*|金额单位.*)?"
)
_CODED = re.compile(r"(\d{3}|\d{6})([\u4e00-\u9fff][\u4e00-\u9fff()（）·、]{2,39})")
_YEAR = rf"(?:(?:19|20)\d{{2}}|{WRITTEN_YEAR})年?(?:度)?"
_TITLE = re.compile(
    rf"(?:第[一二三四五六]部分|{_NUMBER})?({_NAME}){_YEAR}(?:部门|单位)?(?:预算|决算).*"
    rf"|(?:{_NUMBER})?({_NAME})(?:{_YEAR})?(?:部门)?整体(?:支出)?绩效.*"
)
_SUBJECT = re.compile(rf"(?![本我全该各贵])({_NAME})(?:19|20)\d{{2}}年(?:度)?(?!部门|单位).+")
"""A sentence about an office's year: 某局2024年度收入、支出预算总计 …"""
_SENTENCES_AT_LEAST = 2
_OFFICE = re.compile(
    r"(?:[局委办厅院部会处所校社队站馆室团署行政科]|中心|政府|街道|大学|学院|法院|检察院|集团|公司|机关|本级|协会|园|台|库|场|司|联|区)"
    r"(?:[(（][^)）]*[)）])?$"
)
"""How names of offices end; a coded caption without it (``201一般公共服务支出``) is no office."""
_PLACE = re.compile(r"(?:[省市县旗州盟]|自治区|新区|开发区)$")
_OWN_LEVEL = re.compile(r"[(（]?本级[)）]?$")
"""What is added to a department's name for the unit that it is itself."""
_CODE_LENGTH = 3
_UNIT_CODE_LENGTH = 6
_NAME_LENGTH = 3
"""A shorter text is no name of its own: after an office's name it is the rest of a longer one."""
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
    return Department(None, _matches([*lines, *_paired(short[:_TITLE_PAGE_LINES])], _TITLE) or _matches(lines, _UNIT))


def unwrap_captions(captions: Sequence[str]) -> tuple[str, ...]:
    """The captions of one table, an office's name that was broken over two of them put together again."""
    whole: list[str] = []
    for caption in captions:
        if whole and _goes_on(whole[-1], caption):
            whole[-1] += caption
        else:
            whole.append(caption)
    return tuple(whole)


def department_of_forms(captions: Iterable[str], departments: Iterable[Department]) -> Department:
    """The one office that all forms name where no caption names another; both None else. A code of three digits is a
    department's; a longer one is the unit's."""
    named = [department for department in departments if department.name]
    names = {folded(department.name or "") for department in named}
    others = {folded(unit.name or "") for unit in read_units(Department(None, None), captions, ())}
    if len(names) != 1 or others - names:
        return Department(None, None)
    codes = {department.code for department in named if department.code and len(department.code) == _CODE_LENGTH}
    return Department(codes.pop() if len(codes) == 1 else None, named[0].name)


def department_of_prose(paragraphs: Iterable[str]) -> Department:
    """The office whose year at least two sentences begin with, where they begin with one office only."""
    starts = (_SUBJECT.match(without_space(text)[:_CAPTION_LENGTH]) for text in paragraphs)
    counts = Counter(found.group(1) for found in starts if found and _OFFICE.search(found.group(1)))
    name = next(iter(counts)) if len(counts) == 1 else None
    return Department(None, name if name and counts[name] >= _SENTENCES_AT_LEAST else None)


def without_own_level(department: Department) -> Department:
    """The department of which an office is the own unit: 某局本级 is a unit of 某局; any other office as it is."""
    name = _OWN_LEVEL.sub("", department.name or "")
    return Department(None, name) if name and name != department.name else department


def department_of_own_unit(texts: Iterable[str]) -> Department:
    """The department whose own unit (``某局（本级）``) cells name, where they name one department only."""
    own = {text for text in map(without_space, texts) if len(text) <= _CAPTION_LENGTH and _OWN_LEVEL.search(text)}
    coded = (_CODED.fullmatch(text) for text in own)
    names = {found.group(2) if found else text for text, found in zip(own, coded, strict=True)}
    bare = {folded(_OWN_LEVEL.sub("", name)): _OWN_LEVEL.sub("", name) for name in names}
    name = bare.popitem()[1] if len(bare) == 1 else None
    is_office = name is not None and re.fullmatch(_NAME, name) and _OFFICE.search(name)
    return Department(None, name if is_office else None)


def department_code_of(name: str, units: Iterable[ReportingUnit]) -> str | None:
    """The three digits that begin the codes of all units, one of which is the department's own; None where the codes
    differ, no unit has the department's name, or the digits are those of a place."""
    coded = [unit for unit in units if unit.code and len(unit.code) == _UNIT_CODE_LENGTH]
    beginnings = {(unit.code or "")[:_CODE_LENGTH] for unit in coded}
    own = any(folded(_OWN_LEVEL.sub("", unit.name or "")) == folded(name) for unit in coded)
    is_place = any(division_of_code(unit.code or "") for unit in coded)
    return beginnings.pop() if own and len(beginnings) == 1 and not is_place else None


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


def reporting_unit_of(captions: Sequence[str], units: Sequence[ReportingUnit]) -> str | None:
    """The id of the unit that a table's captions name: by the longest name, a unit before its department. A name
    broken over captions counts as whole; one cut off counts where a single unit's name begins with it."""
    text = "|".join([*map(folded, captions), *(folded(upper + lower) for upper, lower in pairwise(captions))])
    named = [unit for unit in units if unit.name and folded(unit.name) in text]
    if not named:
        return _cut_unit(captions, units)
    named.sort(key=lambda unit: (unit.code is not None and folded(unit.code + (unit.name or "")) in text, unit.name))
    return max(named, key=lambda unit: (len(unit.name or ""), unit.code or "")).id


def _cut_unit(captions: Iterable[str], units: Sequence[ReportingUnit]) -> str | None:
    """The one unit whose name begins as a labelled caption does; a caption that names an office in full is not cut."""
    for caption in captions:
        name = _labelled_name(caption)
        if name and not _OFFICE.search(name):
            begun = [unit for unit in units if unit.name and folded(unit.name).startswith(folded(name))]
            if len({unit.name for unit in begun}) == 1:
                return max(begun, key=lambda unit: unit.code or "").id
    return None


def _labelled_name(caption: str) -> str | None:
    """What stands behind ``部门：`` or ``单位名称：``, an office or not."""
    line = without_space(caption).replace(":", "：")
    found = _DEPARTMENT.fullmatch(line) or _UNIT.fullmatch(line)
    return found.group(1) if found else None


def _goes_on(upper: str, lower: str) -> bool:
    """Whether ``lower`` is the rest of the name that ``upper`` labels: together they name an office, and either
    ``upper`` alone names none or ``lower`` is too short to be a name."""
    name, whole = _labelled_name(upper), _labelled_name(upper + lower)
    if not name or not whole or whole == name or not _OFFICE.search(whole):
        return False
    return not _OFFICE.search(name) or len(without_space(lower)) < _NAME_LENGTH


def _paired(lines: Sequence[str]) -> list[str]:
    """A title page sets the name and the rest of the title on lines of their own: neighbours put together.

    A numbered heading begins a matter of its own, and a line that names an office by itself needs the line above
    only for the place that the office is in.
    """
    return [
        upper + lower
        for upper, lower in pairwise(lines)
        if not read_numbering(upper)
        and not read_numbering(lower)
        and (_PLACE.search(upper) or not _matches([lower], _TITLE))
    ]


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
