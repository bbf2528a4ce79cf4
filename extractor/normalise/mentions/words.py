"""The words before a quantity → what it is of: only phrases that are known from end to end name a concept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.document.text import folded
from extractor.document.vocabulary import MentionConcept, Phase
from extractor.normalise.mentions.office_words import OFFICES, SELF, SHORT_OFFICES

_QUOTES = re.compile("[\"'“”‘’《》]")
_YEAR = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})|(?P<before>上|去)|(?P<this>本|当|今))年(?:度)?(?:当年)?(?!结转|结余|末)"
)
_FUNDS = (
    ("G", re.compile(r"一般公共(?:财政)?预算|公共财政预算")),
    ("F", re.compile(r"政府性?基金(?:预算)?|(?<![住公])基金预算")),
    ("S", re.compile(r"国有资本经营(?:预算)?")),
)
_APPROPRIATION = re.compile(r"(?:财政|预算)?拨款(?:安排)?(?:资金)?")
_PHASES: tuple[tuple[Phase, re.Pattern[str]], ...] = (
    ("adjusted", re.compile(r"调整(?:后)?预算|全年预算|预算调整")),
    ("budget", re.compile(r"年初预算|预决算")),
    ("actual", re.compile(r"决算|预算执行|执行数|实际|实现")),
    ("budget", re.compile(r"预算|预计|计划")),
)
_FILLER = re.compile(
    r"年初(?!结[转余])|全年|调整后?|(?:预算|决算|执行)(?:数|安排|金额|额)?|预计|计划|实际|实现|完成数?|总计|合计|共计|总(?:金)?额|金额"
    r"|总(?=[收支])|总[预决]算|安排|编制|情况|当年|本年|(?<=[入出费款])数|数(?=$)"
)
_ENDING = re.compile(r"(?:共|各|均|分别|合|总)?(?:计)?(?:为|是|达|达到|约|约为|有|:)*$")
_OPENING = re.compile(
    r"^(?:[\s、,，。;；:：)）(（和及与并且的]|另外|此外|一是|二是|三是|四是|五是|同时|其中|包括|包含|主要(?:为|是)(?!因|由|用|根据|按))*"
)
_SELF = re.compile(SELF)
_OFFICE = re.compile(f"{OFFICES}|{SHORT_OFFICES}")
_AFTER_OWNER = re.compile(
    r"^(?:\((?:部门|单位|本级|含?所属单位|汇总|机关)\))*(?:机关(?!运行)|本级|(?:及|下属|所属).{0,24}?单位)*(?:的)?"
)
_BARE_OWNER = re.compile(r"^(?:部门|单位)(?!资金|预留)")
_REMARK = re.compile(r"\((?:以|含|不含|按)[^()]*\)")
_CONCEPT_IN_OWNER = re.compile(r"支出|收入|经费|费用?$|资金|预算|决算|拨款|采购|项目")
_CHAIN = re.compile(
    r"(?:(?:[^(),，。;；:：]|\((?!类|款|项)[^()]{1,12}\)){2,60}?\((?:类|款|项)\)(?:支出)?(?:中的?)?、?)+"
)
_LINK = re.compile(r"(?P<name>(?:[^()]|\((?!类|款|项)[^()]{1,12}\)){1,60}?)\((?P<rank>类|款|项)\)")


@dataclass(frozen=True, slots=True)
class Named:
    """What the words name. ``label`` joins the names of a classified line, each with its rank (``司法(款)``), by
    ``/``; ``ranks`` are 类, 款, 项; ``name`` is what is printed."""

    concept: MentionConcept
    fund: str | None = None
    label: str | None = None
    ranks: str = ""
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """When and how far: ``year`` as printed, or -1 for the year before, 0 for this one; None where nothing says."""

    year: int | None
    phase: Phase | None


_PLAIN: tuple[tuple[MentionConcept, str], ...] = (
    ("three_public", r"P?的?三公经费P?(?:支出)?"),
    ("abroad", r"P?的?因公出国\(境\)(?:费用?|经费)?(?:支出)?"),
    ("vehicle", r"P?的?公务用?车购置(?:费)?(?:及|和|与|、)(?:公务用?车)?运[行维](?:维护|维|维修)?费?(?:支出)?"),
    ("vehicle_purchase", r"P?的?公务用?车购置(?:费|经费)?(?:支出)?"),
    ("vehicle_operation", r"P?的?公务用?车运[行维](?:维护|维|维修)?费?(?:支出)?"),
    ("reception", r"P?的?公务接待(?:费|经费)?(?:支出)?"),
    ("conference", r"P的?会议费(?:支出)?"),
    ("training", r"P的?培训费(?:支出)?"),
    ("operating_expenses", r"P?的?机关运行(?:经费|费)(?:支出)?"),
    ("procurement", r"政府采购(?:支出)?"),
    ("procurement_goods", r"(?:拟)?(?:政府采购货物(?:支出)?|(?:采购)?货物(?:类)?(?:政府)?(?:采购)?(?:支出)?)"),
    ("procurement_works", r"(?:拟)?(?:政府采购工程(?:支出)?|(?:采购)?工程(?:类)?(?:政府)?(?:采购)?(?:支出)?)"),
    ("procurement_services", r"(?:拟)?(?:政府采购服务(?:支出)?|(?:采购|购买)?服务(?:类)?(?:政府)?(?:采购)?(?:支出)?)"),
    ("basic", r"P?基本支出"),
    ("project", r"P?项目支出"),
    ("personnel", r"P?人员(?:经费(?:支出)?|支出)"),
    ("public", r"P?(?:日常)?公用(?:经费(?:支出)?|支出)"),
    ("operating", r"(?:事业单位)?经营支出"),
    ("reserve", r"(?:单位)?预留机动经费"),
    ("business_income", r"事业收入"),
    ("operating_income", r"(?:事业单位)?经营收入"),
    ("superior_subsidy", r"上级补助收入"),
    ("affiliate_remittance", r"附属单位上缴收入"),
    ("unit_funds", r"单位资金(?:收入)?"),
    ("fiscal_account_income", r"财政专户(?:管理|核拨)(?:资金)?(?:收入)?"),
    ("other_income", r"其他(?:资金)?收入|其他资金"),
    ("carry_over", r"(?:上年|年初)(?:结转|结余)(?:和|及)?(?:结余|结转)?(?:资金)?(?:收入)?"),
    ("fixed_assets", r"上年末固定资产"),
)
_PATTERNS = tuple((concept, re.compile(pattern)) for concept, pattern in _PLAIN)
_SIDE = re.compile(r"P?(?P<side>收入(?:和|及|、)?支出|收(?:、|和)?支|收入|支出|)(?:P)?")
_OF_FUND: dict[tuple[str, str], MentionConcept] = {
    ("general_public", "收入"): "general_public_income",
    ("general_public", "支出"): "general_public_expenditure",
    ("government_fund", "收入"): "government_fund_income",
    ("government_fund", "支出"): "government_fund_expenditure",
    ("state_capital", "收入"): "state_capital_income",
    ("state_capital", "支出"): "state_capital_expenditure",
    ("fiscal_appropriation", "收入"): "fiscal_appropriation_income",
    ("fiscal_appropriation", "支出"): "fiscal_appropriation_expenditure",
    ("fiscal_appropriation", ""): "fiscal_appropriation",
    ("fiscal_appropriation", "收支"): "fiscal_appropriation",
    ("", "收入"): "income_total",
    ("", "支出"): "expenditure_total",
    ("", "收支"): "income_and_expenditure_total",
}
_TWO_TOTALS: frozenset[MentionConcept] = frozenset(
    (
        "income_total",
        "expenditure_total",
        "income_and_expenditure_total",
        "fiscal_appropriation",
        "fiscal_appropriation_income",
        "fiscal_appropriation_expenditure",
    )
)
"""Of these a statement prints 本年合计 and, with what was carried over, 总计."""
_FUND_OF_LETTER = {"G": "general_public", "F": "government_fund", "S": "state_capital"}


def opening_length(head: str) -> int:
    """How many characters stand before the phrase: punctuation, 其中, 和 …"""
    match = _OPENING.match(head)
    return match.end() if match else 0


def name_of(head: str) -> Named | None:
    """What the words before an amount name: ``2024年支出预算`` → expenditure_total; None for any other phrase."""
    plain = _plain(head)
    chain = chain_in(plain, whole=True)
    if chain is not None:
        return chain
    readings = (_match(text) for text in (plain, *_without_owner(plain)))
    found = next((found for found in readings if found is not None), None)
    if found is not None and found.concept in _TWO_TOTALS:
        return replace(found, label=_total_word(head))
    return found


def chain_in(text: str, *, whole: bool = False) -> Named | None:
    """The classified line that a text names, as ``政协事务（款）行政运行（项）``; ``whole``: and nothing besides."""
    plain = _QUOTES.sub("", folded(text))
    runs = list(_CHAIN.finditer(plain))
    if not runs or (whole and plain[runs[-1].end() :] not in ("", "支出", "科目")):
        return None
    links = list(_LINK.finditer(runs[-1].group()))
    ranks = "".join(link["rank"] for link in links)
    if not ranks or ranks not in "类款项":
        return None
    names = [re.sub(r"^(?:支出)?(?:中的?)?、?", "", link["name"]) for link in links]
    if whole and re.match(r"^(?:20\d\d年|.*[:：;；。])", names[0]):
        return None
    label = "/".join(f"{name}({rank})" for name, rank in zip(names, ranks, strict=True))
    return Named("classified_line", None, label, ranks, label)


def frame_of(head: str) -> Frame:
    """Year and phase that the words say: ``2023年预算执行数`` → 2023, actual."""
    plain = _QUOTES.sub("", folded(head))
    years = list(_YEAR.finditer(plain))
    year: int | None = None
    if "上年末" in plain or "去年末" in plain:
        return Frame(-1, "actual")
    if years:
        last = years[-1]
        year = int(last["year"]) if last["year"] else -1 if last["before"] else 0
    for _, pattern in _FUNDS:
        plain = pattern.sub("", plain)
    phase = next((phase for phase, pattern in _PHASES if pattern.search(plain)), None)
    return Frame(year, phase)


def says_only_when(head: str) -> bool:
    """Whether the words say no more than year and phase (``2024年预算安排``, ``年初预算为``): the subject goes on."""
    return bool(head) and _FILLER.sub("", _plain(head)) == ""


def says_only_side(head: str) -> bool:
    """Whether the words are a bare 支出决算 or 支出预算: of the subject where there is one, else of everything."""
    text = _OPENING.sub("", _QUOTES.sub("", folded(head)))
    return _YEAR.search(text) is None and _FILLER.sub("", _ENDING.sub("", text)) == "支出"


def _plain(head: str) -> str:
    """The words without quotes, year, opening and ending; what stands before a year is an owner, if anything."""
    text = _OPENING.sub("", _QUOTES.sub("", folded(head)))
    years = list(_YEAR.finditer(text))
    if years:
        before, text = text[: years[-1].start()], text[years[-1].end() :]
        if before and not years[:-1] and _CONCEPT_IN_OWNER.search(before):
            text = before + text
    return _ENDING.sub("", _OPENING.sub("", text))


def _without_owner(text: str) -> Iterator[str]:
    """The phrase after the office that it speaks of, once for each way to read one; none where that names money."""
    owners = [match for match in (_SELF.match(text),) if match] or list(_OFFICE.finditer(text))
    for match in owners:
        if not _CONCEPT_IN_OWNER.search(text[: match.end()]):
            rest = text[match.end() :]
            yield _OPENING.sub("", _AFTER_OWNER.sub("", rest))


def _match(text: str) -> Named | None:
    fund: str | None = None
    text = _REMARK.sub("", text)
    for letter, pattern in _FUNDS:
        text, count = pattern.subn("", text)
        if count and fund is not None:
            return None
        fund = _FUND_OF_LETTER[letter] if count else fund
    text, appropriated = _APPROPRIATION.subn("P", text)
    if fund is None and appropriated:
        fund = "fiscal_appropriation"
    text = _BARE_OWNER.sub("", _FILLER.sub("", text))
    text = re.sub(r"P+", "P", text if appropriated else f"P{text}" if fund else text)
    found = next((concept for concept, pattern in _PATTERNS if pattern.fullmatch(text)), None)
    if found is not None:
        return Named(found, fund)
    side = _SIDE.fullmatch(text)
    if side is None or not text:
        return None
    word = side["side"]
    concept = _OF_FUND.get((fund or "", "收支" if word[:1] == "收" and "支" in word else word))
    return Named(concept, fund) if concept is not None else None


def _total_word(head: str) -> str | None:
    """Which total of a side the words mean: 总计 with what was carried over, 本年合计 without it."""
    if re.search("总计|总预算|总额", head):
        return "总计"
    return "本年合计" if re.search("[本当]年.*合计", head) else None
