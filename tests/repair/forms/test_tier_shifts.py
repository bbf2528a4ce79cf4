"""Which of two tier columns slid beside the other."""

from collections.abc import Mapping

from extractor.repair.forms.tier_by_words import IndicatorWords, said_by_words
from extractor.repair.forms.tier_shifts import TierReading, TierRow, read_tiers

_NAMES = ["数", "质", "本", "社", "满"]
_TIER1 = ["产出指标", "", "", "效益指标", "满意度指标"]
_TIER2 = ["数量指标", "质量指标", "成本指标", "社会效益指标", "服务对象满意度指标"]


def _rows(tier1: list[str], tier2: list[str]) -> list[TierRow]:
    return [TierRow(one, two, IndicatorWords(name)) for one, two, name in zip(tier1, tier2, _NAMES, strict=True)]


def _shares(words: IndicatorWords) -> Mapping[str, float]:
    """The class of the name in its row of ``_TIER2``, of which a single sign stands for each."""
    return {tier2: 0.9 if words.name == name else 0.02 for name, tier2 in zip(_NAMES, _TIER2, strict=True)}


def test_columns_that_belong_together_are_not_read_anew() -> None:
    assert read_tiers(_rows(_TIER1, _TIER2), ()) is None
    assert read_tiers((), ()) is None


def test_a_first_tier_that_slid_up_is_found() -> None:
    chosen = read_tiers(_rows(["产出指标", "", "效益指标", "满意度指标", ""], _TIER2), ())
    assert chosen is not None
    assert chosen.is_clear
    assert chosen.best == TierReading("tier1", tuple(_TIER1), tuple(_TIER2))


def test_words_tell_that_the_second_tier_slid_and_not_the_first() -> None:
    slid = ["数量指标", "质量指标", "社会效益指标", "服务对象满意度指标", ""]
    rows = _rows(["产出指标", "", "", "效益指标", "满意度指标"], slid)
    chosen = read_tiers(rows, (), _shares)
    assert chosen is not None
    assert chosen.is_clear
    assert chosen.best == TierReading("tier2", tuple(_TIER1), ("数量指标", "质量指标", "", *slid[2:4]))


def test_without_words_it_is_in_doubt_which_of_the_two_slid() -> None:
    tier1 = ["产出指标", "", "效益指标", "", ""]
    tier2 = ["数量指标", "", "质量指标", "社会效益指标", ""]
    chosen = read_tiers(_rows(tier1, tier2), ())
    assert chosen is not None
    assert not chosen.is_clear


def test_what_the_words_say_is_bounded_and_nothing_without_a_known_tier() -> None:
    assert said_by_words(IndicatorWords("数"), "数量指标", _shares) == 0
    assert said_by_words(IndicatorWords("数"), "质量指标", lambda _: {"数量指标": 1.0, "质量指标": 1e-9}) == -2
    assert said_by_words(IndicatorWords("数"), "管理类指标", _shares) == 0
    assert said_by_words(IndicatorWords(""), "质量指标", _shares) == 0
