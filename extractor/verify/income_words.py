"""How a line of a statement is called that is one source of income, with or without its endings."""

from extractor.document.label_numbering import without_numbering
from extractor.document.vocabulary import Measure

_FUND_WORDS: dict[Measure, tuple[str, ...]] = {
    "general_public": ("一般公共预算",),
    "government_fund": ("政府性基金预算", "政府性基金"),
    "state_capital": ("国有资本经营预算", "国有资本经营"),
}
_FUND_ENDINGS = ("", "收入", "拨款", "拨款收入", "财政拨款", "财政拨款收入", "资金")
_OTHER_NAMES: dict[Measure, tuple[str, ...]] = {
    "fiscal_appropriation": ("财政拨款", "财政拨款收入", "财政拨款资金"),
    "fiscal_account": ("财政专户管理资金", "财政专户管理资金收入"),
    "unit_funds": ("单位资金", "单位资金收入"),
    "business_income": ("事业收入",),
    "operating_income": ("经营收入", "事业单位经营收入"),
    "superior_subsidy": ("上级补助收入",),
    "affiliate_remittance": ("附属单位上缴收入",),
    "other": ("其他收入", "其他资金"),
}
FUND_NAMES: dict[Measure, tuple[str, ...]] = {
    fund: tuple(word + ending for word in words for ending in _FUND_ENDINGS) for fund, words in _FUND_WORDS.items()
}
_SOURCES: dict[str, Measure] = {
    name: source for names in (FUND_NAMES, _OTHER_NAMES) for source, listed in names.items() for name in listed
}


def source_of(label: str) -> Measure | None:
    """The source of income that a label names; None for any other."""
    return _SOURCES.get(without_numbering(label).removeprefix("其中:"))
