"""The name of an office in its variants → one identity; only what is one by usage is one here."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from extractor.document.document import Division
from extractor.document.text import folded

FindDivision = Callable[[str], Division | None]
"""The division (GB/T 2260) that an office's name begins with, where there is one."""

_BODIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("中国共产党", "中共")),
    ("政协", ("中国人民政治协商会议", "人民政协", "政协")),
    ("团", ("中国共产主义青年团", "共青团")),
    ("民革", ("中国国民党革命委员会", "民革")),
    ("民盟", ("中国民主同盟", "民盟")),
    ("民建", ("中国民主建国会", "民建")),
    ("民进", ("中国民主促进会", "民进")),
    ("农工党", ("中国农工民主党", "农工党")),
    ("致公党", ("中国致公党", "致公党")),
    ("九三学社", ("九三学社",)),
    ("台盟", ("台湾民主自治同盟", "台盟")),
)
"""Bodies that stand before the place, in full and for short: 中共江苏省委, 政协江苏省委员会, 民盟江苏省委."""
_COMMITTEE = re.compile(r"^委员会|^委")
_SHORT: tuple[tuple[str, str], ...] = (
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民代表大会", "人大"),
    ("人民政治协商会议", "政协"),
    ("纪律检查委员会", "纪委"),
    ("监察委员会", "监委"),
    ("机构编制委员会办公室", "编办"),
    ("发展和改革", "发改"),
    ("发展与改革", "发改"),
    ("发展改革", "发改"),
    ("国有资产监督管理", "国资"),
    ("卫生健康", "卫健"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("工业和信息化", "工信"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("市场监督管理", "市场监管"),
    ("妇女联合会", "妇联"),
    ("工商业联合会", "工商联"),
    ("文学艺术界联合会", "文联"),
    ("社会科学界联合会", "社科联"),
    ("残疾人联合会", "残联"),
    ("科学技术协会", "科协"),
    ("归国华侨联合会", "侨联"),
    ("人民检察院", "检察院"),
    ("人民政府", "政府"),
)
"""Names in full and as the offices themselves shorten them; longer ones first where one holds another."""
_TOWN_GOVERNMENT = re.compile(r"^政府(?=.{1,10}街道办事处$)")
"""A street office is its district's agency: 普陀区人民政府万里街道办事处 is 普陀区万里街道办事处."""
_PLACE_WORDS = re.compile(r"^.{2,12}?(?:省|市|自治区|自治州|州|盟|地区|县|旗|区|镇|乡|街道)(?=.)")
_OWN = re.compile(r"\((?:本级|机关本级|机关|局机关|委机关|厅机关|本部)\)$|(?:本级|机关本级)$")
_WHOLE = re.compile(r"\((?:部门|汇总|含所属单位|含下属单位|部门汇总)\)$")


@dataclass(frozen=True, slots=True)
class Office:
    """What a name says: the place's code (None where the name has no place that is known), the office's own words in
    their short form, and whether only its own household is meant (本级), not the department with its units."""

    division: str | None
    core: str
    own: bool = False

    @property
    def is_placed(self) -> bool:
        """Whether the name says where the office is, if only by a place that the list of divisions does not know (a
        development zone, a town); every place has a 财政局."""
        return self.division is not None or _PLACE_WORDS.match(self.core) is not None


def office_of(name: str, find_division: FindDivision, known: str | None = None) -> Office | None:
    """The identity of an office; None where nothing but a place is left of the name.

    ``known`` is the division's code that the document tells otherwise: it places a name without a place, and never
    contradicts one that has it.
    """
    text = _WHOLE.sub("", re.sub("[“”\"'·,]", "", folded(name)))
    own = bool(_OWN.search(text))
    text = _OWN.sub("", text)
    body, text = _split_body(text)
    division = find_division(text)
    text = _without_place(text, division)
    if body is not None:
        text = _joined(body, text)
    for full, short in _SHORT:
        text = text.replace(full, short)
    text = _TOWN_GOVERNMENT.sub("", re.sub("(?<=.)委员会", "委", text))
    return Office(division.code if division is not None else known, text, own) if text else None


def _split_body(text: str) -> tuple[str | None, str]:
    for tag, words in _BODIES:
        for word in words:
            if text.startswith(word):
                return tag, text[len(word) :]
    return None, text


def _without_place(text: str, division: Division | None) -> str:
    """The name behind its place, however much of the place's full name it has."""
    full = (division.name if division is not None else None) or ""
    parts = [full[start:] for start in range(len(full)) if text.startswith(full[start:])]
    return text[len(max(parts, key=len)) :] if parts else text


def _joined(body: str, rest: str) -> str:
    """The body's committee for short, as it is called behind the place: 政协办公厅, 委办公厅, 团委, 民盟委."""
    committee = "" if body == "政协" else "委"
    named, found = _COMMITTEE.subn(f"{body}{committee}", rest)
    return named if found else f"{body}{rest}"
