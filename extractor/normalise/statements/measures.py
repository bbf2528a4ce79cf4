"""What a column of amounts measures, read from its header path: measure, period, phase, fund and unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document.text import folded
from extractor.document.total_words import TOTAL_ENDING
from extractor.document.vocabulary import Measure, Phase, Unit
from extractor.normalise.units import unit_in

_QUOTES = re.compile("[\"'“”‘’]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:度)?")
_COLUMN_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff)])\d{1,2}$")
"""A number of the 栏次 row that was read as the end of the header word above it."""
_FUND_WORDS = re.compile(r"一般公共预算|政府性?基金预算|基金预算|国有资本经营预算|部门预算|预算外|预算单位|政府预算")
_PHASES: tuple[tuple[Phase, re.Pattern[str]], ...] = (
    ("budget", re.compile(r"年初预算|预决算")),
    ("actual", re.compile(r"决算|执行数|实际|完成数|支出数$")),
    ("adjusted", re.compile(r"调整|全年预算|变动预算|变更")),
    ("budget", re.compile(r"预算|预计|计划")),
)
_PLAIN = re.compile(
    r"(?:(?:19|20)\d{2}年?(?:度)?|上年(?:度)?|本年(?:度)?|当年)?(?:年初|全年|调整|预计)?"
    r"(?:预算|决算|执行|预算安排|预算执行|完成|实际)?(?:数|金额|额)?(?:\([^)]*元\))?"
)
"""An element that says only when and how far (2023年决算数, 预算数, 金额), not what."""

_PATTERNS: tuple[tuple[Measure, str], ...] = (
    ("training", r"培训费"),
    ("conference", r"会议费"),
    ("operating_expenses", r"机关运行"),
    ("abroad", r"因公出国|出国\(境\)"),
    ("reception", r"接待"),
    ("vehicle", r"(?:公务)?用?车.*购置.*(?:及|和|、).*运|购车.*运行|^公务用车(?:费|经费)?$"),
    ("vehicle_purchase", r"用?车购置|车辆购置|^购置费"),
    ("vehicle_operation", r"用?车.*运[行维]|车辆运行|^运行(?:维护)?费|运维费"),
    ("three_public", r"三公"),
    ("reserve", r"预留|机动经费|预备费"),
    ("carry_forward", r"结转下年|年终结转|年末结转|年末结余|年终结余|期末结转|结转结余下年"),
    ("carry_over", r"上年结转|上年结余|年初结转|年初结余|使用.*结余|动用|结转|结余"),
    ("remitted_to_superior", r"上[缴解]上级"),
    ("subsidy_to_affiliates", r"对?附属单位.*补助"),
    ("affiliate_remittance", r"附属单位.*上缴"),
    ("superior_subsidy", r"上级补助|上级.*拨款"),
    ("operating_income", r"经营收入"),
    ("business_income", r"事业收入"),
    ("operating", r"经营支出"),
    ("fiscal_account", r"财政专户|专户管理|专户核算"),
    ("state_capital", r"国有资本|国有资产经营"),
    ("government_fund", r"基金"),
    ("general_public", r"一般公共预算(?!.*基本支出)"),
    ("personnel", r"人员(?:经费|支出|类)"),
    ("public", r"公用(?:经费|支出|类)|日常公用"),
    ("basic", r"基本支出"),
    ("project", r"项目支出|项目经费|特定目标类"),
    ("fiscal_appropriation", r"财政拨款|财政补助"),
    ("unit_funds", r"单位资金|自有资金"),
    ("other", r"其他"),
    ("subtotal", r"^小计"),
    ("total", rf"{TOTAL_ENDING}(?:\([^)]*\))?$"),
)
"""The narrow words before the wide ones that hold them too; the first that is found names an element."""
_WORDS = tuple((measure, re.compile(pattern)) for measure, pattern in _PATTERNS)

_FUNDS: frozenset[Measure] = frozenset(("general_public", "government_fund", "state_capital"))
_CONCEPTS: frozenset[Measure] = frozenset(("three_public", "vehicle", "operating_expenses"))
"""What a 合计 or 小计 below such an element counts."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for the columns of a table whose header says nothing of it."""

    fiscal_year: int | None
    phase: Phase
    fund: Measure | None
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """``concept`` is the path without elements of time and phase: columns with one concept belong to one line.
    ``printed`` are the same elements as printed."""

    concept: tuple[str, ...]
    printed: tuple[str, ...]
    measure: Measure
    period: str | None
    phase: Phase
    fund: Measure | None
    unit: Unit | None


def read_column(path: Sequence[str], defaults: Defaults, *, shared: int = 0) -> ColumnMeaning:
    """Read one header path; its first ``shared`` elements stand over the row labels too (收入, 支出): they say whose
    amounts these are, not what they measure."""
    elements = [_COLUMN_NUMBER.sub("", _QUOTES.sub("", folded(element))) for element in path]
    kept = [place for place, text in enumerate(elements) if place >= shared and not _PLAIN.fullmatch(text)]
    concept = tuple(elements[place] for place in kept)
    named = [measure_of(element) for element in concept]
    measure = _innermost(named)
    outer_fund = next((fund for element in reversed(elements) if (fund := measure_of(element)) in _FUNDS), None)
    said_unit = next((found for element in reversed(elements) if (found := unit_in(element))), None)
    return ColumnMeaning(
        concept=tuple(_without_time(element) for element in concept),
        printed=tuple(path[place] for place in kept),
        measure=measure,
        period=_period(elements, defaults.fiscal_year),
        phase=phase_in(elements) or defaults.phase,
        fund=None if measure in _FUNDS else outer_fund or defaults.fund,
        unit=said_unit or defaults.unit,
    )


def phase_in(elements: Sequence[str]) -> Phase | None:
    """The phase that words name, innermost first; 预算 in the name of a fund (一般公共预算) names none."""
    for element in reversed(elements):
        bare = _FUND_WORDS.sub("", folded(element))
        for phase, pattern in _PHASES:
            if pattern.search(bare):
                return phase
    return None


def measure_of(element: str) -> Measure | None:
    """What one element of a header path names; None of a word that names no measure."""
    return next((measure for measure, pattern in _WORDS if pattern.search(element)), None)


def _innermost(named: Sequence[Measure | None]) -> Measure:
    if not named or named[-1] is None:
        return "amount"
    if named[-1] in ("total", "subtotal"):
        outer = next((measure for measure in reversed(named[:-1]) if measure), None)
        return outer if outer in _CONCEPTS else named[-1]
    return named[-1]


def _period(elements: Sequence[str], fiscal_year: int | None) -> str | None:
    for element in reversed(elements):
        year = _YEAR.search(element)
        if year:
            return year.group(1)
        if re.match(r"上年(?!结|末)(?:度)?(?:预算|决算|执行|实际|数)", element) and fiscal_year:
            return str(fiscal_year - 1)
    return str(fiscal_year) if fiscal_year else None


def _without_time(element: str) -> str:
    return re.sub(r"(?:预算|决算|执行)数$", "", _YEAR.sub("", element))
