"""Tier 2 by keywords of the row alone: what a page of rules reaches, for comparison."""

import re
from typing import Final

from extractor.classify.indicator_tiers import IndicatorRow
from extractor.document.text import folded

_RULES: Final = tuple(
    (re.compile(words), name)
    for words, name in (
        ("满意", "服务对象满意度指标"),
        ("成本|控制数|经费|预算|费用|单价|标准|万元", "成本指标"),
        ("及时|时间|时限|按时|按期|准时|进度|日前|月底|工作日", "时效指标"),
        ("生态|环境|污染|绿化|减排|能耗", "生态效益指标"),
        ("长期|持续|可持续|长效|后续", "可持续影响指标"),
        ("经济|收入|增收|产值|税收|节约", "经济效益指标"),
        ("合格|达标|质量|准确|正常|完好|验收|率$", "质量指标"),
        ("数量|人数|次数|个数|面积|里程|数$|量$", "数量指标"),
        ("保障|提升|提高|促进|改善|社会|影响|作用|水平|能力", "社会效益指标"),
    )
)
_ELSE: Final = "数量指标"


def tier2_by_keywords(row: IndicatorRow) -> str:
    """The tier 2 class of the first rule whose words stand in the name, else in the description or target."""
    for text in (folded(row.name), folded(f"{row.description} {row.target}")):
        found = next((name for words, name in _RULES if words.search(text)), None)
        if found is not None:
            return found
    return _ELSE
