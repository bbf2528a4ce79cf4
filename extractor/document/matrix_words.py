"""The header words of indicator matrices (一级指标 … 指标值) and what stands below each."""

import re
from functools import lru_cache
from typing import Final, Literal

from extractor.document.text import folded

MatrixField = Literal[
    "tier1",
    "tier2",
    "tier3",
    "description",
    "operator",
    "target",
    "measure_unit",
    "basis",
    "weight",
    "actual",
    "score",
    "deviation",
    "mid_target",
    "project_code",
    "project_name",
    "project_unit",
    "project_total",
    "project_objective",
]
_MATRIX_WORDS: Final[tuple[tuple[MatrixField, str], ...]] = (
    ("tier1", r"一级(?:绩效)?指标"),
    ("tier2", r"二级(?:绩效)?指标"),
    ("tier3", r"三级(?:绩效)?指标|指标名称|指标内容|绩效指标名称|四级指标"),
    ("description", r"(?:绩效)?指标(?:描述|说明|解释|定义)"),
    ("operator", r"(?:绩效)?指标性质|计算符号|指标方向|运算符号?"),
    (
        "target",
        r"(?:绩效|年度|年初|预期|全年|计划|目标|本年度?|当年){0,3}(?:\(?/?项目\)?)?(?:绩效)?(?:指标(?:目标)?|目标)值"
        r"|年度指标值.*",
    ),
    ("mid_target", r"(?:实施期|中期|半年\(程\)|半年)(?:指标|目标)值"),
    ("measure_unit", r"(?:绩效)?(?:指标)?(?:度量|计量)单位|指标单位"),
    ("basis", r"(?:绩效)?指标值?(?:的)?(?:确定|设定|设置)依据|指标依据|依据"),
    ("weight", r"分值(?:权重)?|(?:指标)?权重(?:分值|值|系数)?|权数|标准分"),
    ("actual", r"(?:全年)?实际(?:完成|完成指标|指标)?(?:值|情况)|(?:指标)?完成值|全年完成值"),
    ("score", r"(?:自评)?得分"),
    ("deviation", r".*偏差.*原因.*|未完成原因.*"),
    ("project_code", r"项目(?:编码|代码|编号)"),
    ("project_name", r"项目名称|项目"),
    ("project_unit", r"(?:预算)?单位名称|单位|(?:主管)?部门(?:名称)?|预算单位|项目单位"),
    ("project_total", r"预算(?:数|金额|资金)|资金总额|项目(?:金额|预算|资金)|年度预算(?:数|金额|资金)?|金额"),
    ("project_objective", r"(?:年度|总体|项目|实施期)*(?:绩效|总体)?目标"),
)
_MATRIX_PATTERNS: Final = tuple((field, re.compile(pattern)) for field, pattern in _MATRIX_WORDS)
_BRACKETS_AT_END: Final = re.compile(r"\([^()]*\)$")


@lru_cache(maxsize=1 << 14)
def read_matrix_word(text: str) -> MatrixField | None:
    """What a header cell of an indicator matrix heads, or None."""
    plain = folded(text)
    for stem in (plain, _BRACKETS_AT_END.sub("", plain)):
        for field, pattern in _MATRIX_PATTERNS:
            if pattern.fullmatch(stem):
                return field
    return None
