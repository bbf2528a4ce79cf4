"""The words around tables: units, departments, dates, table numbers, titles and notes, as they are printed."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from extractor.document.text import folded, without_space

CaptionKind = Literal["unit", "as_of", "department", "other", "title"]

_MONEY = r"(亿元|百万元|万元|千元|元)(?![/／人])"
_UNIT = re.compile(rf"(?:金额|计量|货币)?单位[:：]?(?:人民币)?(?:[^，。；:：]{{0,6}}[、，,/])?{_MONEY}")
_UNIT_ALONE = re.compile(r"[(（](?:单位[:：])?(?:人民币)?(亿元|百万元|万元|千元|元)[)）]$")
_DEPARTMENT = re.compile(
    r"^(?:预算主管部门|主管部门|编制部门|编报部门|填报部门|预算部门|部门名称|部门"
    r"|编制单位|填报单位|预算单位|单位名称|单位|公开部门|公开单位)[:：](.*)$"
)
_CODED_DEPARTMENT = re.compile(r"^(\d{3}(?:\d{3})?)([一-鿿].{2,40})$")
_MEASURE = re.compile(r"^.{0,3}(?:[元人个件辆台套户次吨米亩]|平方米|公里|%|％)(?:[/／、].{0,4})?$")
_AS_OF = re.compile(r"(?:截止|截至)(?:时间|日期)?[:：]?(\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?)")
_TABLE_NUMBER = re.compile(
    r"^(?=.*[表附])(?=.*[\d一二三四五六七八九十])(?:公开|附|预算|财决|决算|部门|单位|财)*\d{0,3}表?[一二三四五六七八九十\d]{0,3}[-\d]*表?$"
    r"|^附件?\d*[:：]?$|^表[一二三四五六七八九十\d]+[:：]?$"
)
_DATE = re.compile(r"^(?:预算|决算)?(?:年度|年份|编制日期|编制时间|日期|时间)[:：].*|^\d{4}年(?:度|\d{1,2}月.*)?$")
_TITLE = re.compile(r"表(?:[(（][^()（）]*[)）])*(?:[(（]?续表?[)）]?\d*)?$")
_CONTINUED = re.compile(
    r"[(（](?:接?续上?[表页]?|[接续]上[表页])\d*[)）]|续表?[)）]?\d*$|^[接续]上[表页]$|^续表\d*[:：]?"
)
_SENTENCE = re.compile(r"[。；;！？]|，.*，")
_NOTE = re.compile(r"^(?:注|备注|说明|附注|表注|\*|※)\d*[:：.、]?")
_LONGEST_TITLE = 60
CONTENTS_TITLES = frozenset(("目录", "目次", "目录页"))
"""What stands above the list of a document's parts or tables."""
_BARE_UNIT = re.compile(r"[(（]?(?:金额|计量|货币)?单位[:：]?(?:人民币)?.{1,3}[)）]?")


class CaptionWords(NamedTuple):
    """What a line says of the table below it; ``value`` is the unit, the department or the date that it names. A
    title may name its unit in brackets."""

    kind: CaptionKind
    value: str | None = None


@lru_cache(maxsize=1 << 12)
def read_caption(text: str) -> CaptionWords | None:
    """Read one line as a caption by its words alone; None where it is none (prose, a note, a bare name)."""
    plain = without_space(text)
    if match := _UNIT.search(plain) or _UNIT_ALONE.search(plain):
        title = without_unit(plain)
        return CaptionWords("title" if title != plain and is_title(title) else "unit", match[1])
    if match := _AS_OF.search(plain):
        return CaptionWords("as_of", match[1])
    match = _DEPARTMENT.match(plain)
    if match and not _MEASURE.match(match[1]):
        return CaptionWords("department", match[1] or None)
    if is_sentence(plain) or is_note(plain):
        return None
    if _TABLE_NUMBER.match(plain) or _DATE.match(plain):
        return CaptionWords("other")
    if _CODED_DEPARTMENT.match(plain):
        return CaptionWords("department", plain)
    return CaptionWords("title") if is_title(plain) or is_continued(plain) else None


def is_sentence(text: str) -> bool:
    """Whether the line is prose: it ends a sentence, has two commas, or is too long for a title."""
    return _SENTENCE.search(text) is not None or len(text) > _LONGEST_TITLE


def is_note(text: str) -> bool:
    """Whether the line begins a note (注：…)."""
    return _NOTE.match(text) is not None


def is_title(text: str) -> bool:
    """Whether the line is short and ends in 表 (brackets may follow)."""
    return len(text) <= _LONGEST_TITLE and _TITLE.search(text) is not None


def is_continued(text: str) -> bool:
    """Whether the line says that the table goes on (续表)."""
    return _CONTINUED.search(text) is not None


def without_continued(text: str) -> str:
    """The title without its 续表."""
    return _CONTINUED.sub("", text)


def without_unit(text: str) -> str:
    """The title without a unit in brackets at its end."""
    return _UNIT_ALONE.sub("", text)


def is_bare_unit(text: str) -> bool:
    """Whether the line says nothing but the unit."""
    return _BARE_UNIT.fullmatch(folded(text)) is not None
