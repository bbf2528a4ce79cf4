"""The words before an amount → the noun phrase that names it, as printed: without year, owner, verb and source."""

import re

from extractor.normalise.mentions.office_words import OFFICES, SELF

_LINKS = (
    "另外|此外|同时|其中|包括|包含|以及|分别(?:为|是)?|[一二三四五]是|(?:主要)?原因(?:是|为|[:：])|主要(?:为|是|包括|有|用于)|具体(?:为|是|包括)|"
    "并且|并|且|和|及|与"
)
_OPENING = re.compile(rf"^(?:[\s、,，。;；:：)）(（\]】的]|{_LINKS}|在(?=[^,，]{{2,}}中[,，]))+")
_VERBS = re.compile(
    r"^(?:(?:(?:部门|单位)?(?:预算|年初|全年)?(?:共计|总共|合计|共)?(?:安排)(?!数|的))|(?:总共|合计|共计|共|现|拥|保)有|实有(?!人)|核定|"
    r"(?:[\u4e00-\u9fff]{2,8}中)?(?:总共|共计|共)?(?:发现|涉及|产生|收到|取得|(?:支付|使用|实现|完成)(?!率|的|数|[年预]))|共计|总共|(?:总)?共(?!同|享|建|产)|"
    r"预计|累计(?=接待)|计划(?=安排)|年[末初](?=实有|现有|共有|在职|在编|在册|公务|车辆)|包含|因业务需要|年初(?!结)|全年|当年(?!结)|实际)+"
)
"""Verbs that stand before the thing; 实现率 and 安排数 are things."""
_ADDED = re.compile(r"^.{0,16}?新增(?!长)")
_YEAR = re.compile(
    r"(?:19|20)\d{2}(?=年[末初](?:结转|结余))|(?:(?:19|20)\d{2}|上|去|本|当|今)年(?:度)?(?:当年)?(?!结转|结余)末?初?"
)
_THIS_YEAR_TERM = re.compile(r"^(?:收入|支出|收支)(?:预算|决算)?(?:合计|总计|[为共]|$)")
_QUARTER = re.compile(r"^第(?P<quarter>[一二三四1-4])季度")
_SELF = re.compile(SELF)
_OFFICE = re.compile(
    r"^[\u4e00-\u9fff]{0,24}?(?:省|市|县|区|旗|州|镇|乡|街道)[\u4e00-\u9fff]{0,24}?"
    rf"(?:{OFFICES})(?![\u4e00-\u9fff]{{0,2}}费|建设|理|险)"
)
_OF_OFFICE = re.compile(
    r"^(?:[(（](?:部门|单位|本级|本部|含?所属(?:各)?单位|汇总|机关)[)）])*(?:本级|(?:及|下属|所属).{0,24}?单位)*(?:的)?(?:部门)?(?=\S)"
)
_SOURCE = re.compile(r"^[^的,，]{0,60}(?:拨款|资金|预算)(?:安排|补助)?的(?=\S)")
"""What the money is from: 一般公共预算拨款安排的会议费 is 会议费."""
_ENDING = re.compile(
    r"(?:(?:年初|全年|调整后?)(?:预算|决算)数?|(?:预算)?安排|列支|共计|共|各|均|分别|为|是|达到?|即|约|至|有|:|：)+$"
)
_SCOPE = re.compile(r"^.{2,40}(?:编制|填报|汇总|公开|核算)范围的(?=\S)")
"""What is within a scope: 纳入部门预算编制范围的预算单位 is 预算单位."""
_EXAMPLES = re.compile(r"^[^等]{2,60}等(?=(?:内设|下属|直属|所属)?(?:机构|处室|科室|股室|单位|部门|项目|方面))")
"""What is told by examples: 党政办、财政所等内设机构 is 内设机构."""
_LEVEL = re.compile(r"^(?:全|本)?(?:省|市|县|区|镇|乡|街道)本?级?(?=(?:财政|预算)拨款|一般公共预算|政府性基金)")
"""Whose budget it is, by its level alone: 镇财政拨款收支总预算."""
_REMARK = re.compile(r"[(（][^()（）]{0,12}以[^()（）]{0,12}为(?:准|口径)[)）]|[(（]按[^()（）]{0,16}[)）]$")
_SAYS_NOTHING = re.compile(
    r"^(?:总?预算|决算|执行|支出|收入|年初预算|调整预算|预算执行|数|资金|金额|合计|总计|小计|其中|当年|的|[a-z\d])*$"
)
_CLAUSE = re.compile(r"[。；;：:!！?？<>|=≤≥]")
_WORD = re.compile("[\u4e00-\u9fff]{2}")
_ONLY_MEASURED = re.compile(r"^(?:年初|全年|调整)?(?:预算|决算|执行)(?:数|金额)?$")
"""A year between the thing and how it is measured: 会议费2024年预算数."""
_REASON = re.compile(r"^.{0,40}原因(?:是|为|[:：])")
"""``决算数大于预算数的主要原因是`` says of what the words before it were, not of what follows."""
_MAX_NAME = 48
_SHORTEST_OFFICE = 3


def printed_name(head: str, department: str | None = None) -> str | None:
    """The noun phrase that the words of one clause end with: ``2024年某局安排会议费预算为`` → ``会议费预算``.

    None where nothing is left that names a thing, or the phrase is longer than names are. ``department`` is the
    owner's name where it is known.
    """
    text = _noun_phrase(_REASON.sub("", head), department)
    if (_SAYS_NOTHING.match(text) and "涉及" not in head) or not 2 <= len(text) <= _MAX_NAME or _CLAUSE.search(text):
        return None
    if _WORD.search(text) is None:
        return None
    return text


def known_name(head: str, department: str | None = None) -> str | None:
    """The noun phrase of a clause that is known to name a concept: a bare 支出预算 is one too."""
    return _noun_phrase(head, department) or None


def _noun_phrase(head: str, department: str | None) -> str:
    text = _EXAMPLES.sub("", _SCOPE.sub("", _without_year(_OPENING.sub("", head.strip()))))
    text = _LEVEL.sub("", _without_owner(_OPENING.sub("", text), department))
    text = _ADDED.sub("", _QUARTER.sub("", text))
    text = _VERBS.sub("", _OPENING.sub("", text))
    text = _SOURCE.sub("", _without_owner(text, department))
    text = _REMARK.sub("", _ENDING.sub("", _REMARK.sub("", text)))
    return _OPENING.sub("", _ENDING.sub("", text)).strip("、,， ")


def quarter_of(head: str) -> int | None:
    """The quarter that the words begin with, after a year: ``第一季度用款计划`` → 1."""
    match = _QUARTER.match(_without_year(_OPENING.sub("", head.strip())))
    return "一二三四1234".index(match["quarter"]) % 4 + 1 if match is not None else None


def _without_year(text: str) -> str:
    """What follows the last year; the year of what the phrase itself is about (…的2024年度项目) stays."""
    for match in reversed(list(_YEAR.finditer(text))):
        before, after = text[: match.start()], text[match.end() :]
        if before.endswith("的") or (before and match.group().startswith("当年")):
            continue
        if _WORD.search(before) and _ONLY_MEASURED.match(_ENDING.sub("", after)):
            return before + after
        is_term = match.group().startswith(("本年", "当年")) and _THIS_YEAR_TERM.match(after)
        return match.group() + after if is_term else after
    return text


def _without_owner(text: str, department: str | None) -> str:
    """What follows the owner; an office is only taken for one where no department is known: 县政务服务中心经费 is
    a thing."""
    for start in range(max(len(department or "") - _SHORTEST_OFFICE + 1, 0)):
        if department and text.startswith(department[start:]):
            return _after_owner(text, len(department) - start)
    match = _SELF.match(text) or (None if department else _OFFICE.match(text))
    return text if match is None else _after_owner(text, match.end())


def _after_owner(text: str, end: int) -> str:
    """What follows the owner and its units; 所属预算单位 alone is what is spoken of."""
    rest = _OF_OFFICE.sub("", text[end:])
    return next((said for said in (rest, text[end:]) if _WORD.search(said)), text)
