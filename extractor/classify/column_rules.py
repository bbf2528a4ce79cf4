"""The header words that name a column's role, as an ordered list of patterns over the last element of its path."""

import re

from extractor.document.total_words import TOTAL_ENDING
from extractor.document.vocabulary import ColumnRole

_PATTERNS: tuple[tuple[ColumnRole, str], ...] = (
    ("line_number", r"序号|行次|栏次|行号|编号"),
    ("tier1", r"一级指标(?:名称)?"),
    ("tier2", r"二级指标(?:名称)?"),
    ("tier3", r"三级指标(?:名称)?|指标名称"),
    ("description", r".*指标(?:描述|解释|内容|说明|内涵)"),
    ("basis", r".*(?:确定|设定|设置|测算|评分|评定)依据|评[分价]标准|指标来源|依据"),
    ("actual", r".*(?:实际完成|全年完成|实际|完成)(?:值|情况|指标值)"),
    ("target", r".*(?:指标|目标)值.*"),
    ("weight", r".*权重.*|分值|标准分|指标分值"),
    ("score", r".*得分|.*评分"),
    ("deviation", r".*偏差.*|.*未完成原因.*|.*改进措施.*"),
    ("unit_price", r".*单价(?:\(.*\))?"),
    ("quantity", r".*数量(?:\(.*\))?|.*人数(?:\(.*\))?|.*(?:台|辆|套|件)数|编制数|.*面积(?:\(.*\))?"),
    ("measure_unit", r"计量单位|计价单位"),
    (
        "other",
        r".*(?:占比|比重|比例|增减率|增长率|完成率|执行率|进度|百分比|增减.*%|\(%\)|%).*"
        r"|增减(?:变化|变动)?(?:额|数|情况)?(?:\([^()]*\))?",
    ),
    ("text", r".*(?:年份|起止|日期|时间|电话|文号|邮编|备注|说明|依据|原因|目录序号|品目编[码号])"),
    ("text", r"(?:项目|单位|部门|部门\(单位\)|预算单位|采购|品目|主管部门|资金|规格)(?:编码|代码|类别|性质|规格)"),
    ("text", r"(?:财务)?(?:年度|预算年度|会计年度)"),
)
WORD_RULES = tuple((role, re.compile(pattern)) for role, pattern in _PATTERNS)
"""A role that the words settle whatever the column holds; a pattern holds for the whole folded element."""

CODE_WORDS = re.compile(r".*(?:科目|分类|功能|经济).*(?:编码|代码|编号)|编码|代码|科目编[码号]")
NAME_WORDS = re.compile(
    r".*名称|项目|科目|.*(?:收入|支出|指标|预算|采购|资金)项目|.*项目\(.*\)|支出功能分类|.*支出(?:功能|经济)分?类?科目(?:\(.*\))?|按.*(?:功能|经济|性质).*|.*单位名|(?:功能|经济)分类(?:科目)?|事项"
    r"|资产(?:项目|类别|名称)|采购品目(?:大类)?"
)
TOTAL_WORDS = re.compile(
    rf"(?:本年|当年)?(?:收入|支出|收支|[“\"]?三公[”\"]?经费)?(?:预算|决算)?{TOTAL_ENDING}(?:\(.*\))?"
)
SURE_AMOUNT_WORDS = re.compile(
    r".*(?:金额|(?:预算|决算|执行|完成|调整|支出|收入|变动)数|小计)(?:\(.*\))?|(?:预算|决算|数|执行)?额|预算|决算"
)
"""What heads amounts and nothing else; the wider words below may also head labels (收入, 支出, 资金)."""
AMOUNT_WORDS = re.compile(
    r".*(?:金额|预算数|决算数|执行数|数|额|支出|收入|经费|拨款|资金|预算|决算|小计|费|费用|结余|结转|补助|基金|安排|上缴)(?:\(.*\))?"
)

CODE_PARTS: dict[str, int] = {"类": 0, "款": 1, "项": 2}
"""The three columns of one code."""
