"""The label words of performance-target forms and what each of them says."""

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from extractor.document.text import folded

Field = Literal[
    "code",
    "name",
    "policy_name",
    "transfer_name",
    "department_name",
    "department_code",
    "department",
    "implementing_unit",
    "scale",
    "funds",
    "total",
    "whole_total",
    "fiscal",
    "other",
    "carried",
    "basic",
    "project",
    "initial_column",
    "full_column",
    "executed_column",
    "rate_column",
    "points_column",
    "purpose",
    "plan",
    "objective",
    "mid_objective",
    "achievement",
    "task_area",
    "profile_area",
    "profile",
    "indicator_area",
    "score",
    "aside",
]
"""What a label introduces. ``…_column`` heads a column of amounts, ``…_area`` and ``scale`` own rows, ``aside`` is
a known label without a field of its own: it only ends the value before it."""

_WORDS: Final[tuple[tuple[Field, str], ...]] = (
    ("code", r"项目(?:编码|代码|编号)"),
    ("name", r"项目名称|项目\(政策\)名称|政策\(项目\)名称|一级项目名称|二级项目名称"),
    ("policy_name", r"政策名称"),
    ("transfer_name", r"专项(?:资金)?名称|转移支付(?:项目)?名称|专项转移支付名称"),
    ("department_name", r"部门名称|部门\(单位\)名称|单位\(部门\)名称|单位名称|预算部门\(单位\)名称"),
    ("department_code", r"(?:预算)?(?:部门|单位)(?:编码|代码|编号)"),
    ("department", r".{0,4}主管(?:预算)?部门(?:及代码|及编码|名称|\(单位\))?|预算部门"),
    (
        "implementing_unit",
        r"(?:项目)?(?:实施|执行|承担|用款|填报|申报|预算|具体实施)(?:单位|部门|[处科]室)(?:名称)?|项目单位",
    ),
    ("scale", r"预算规模(?:及资金用途)?"),
    (
        "funds",
        r"(?:项目)?(?:预算资金|预算|资金)(?:情况|执行情况|安排|构成)?|项目资金申请|预算整体情况|项目支出预算|预算安排情况",
    ),
    (
        "total",
        r"预算数|(?:年度|本年度?|当年|全年)?(?:预算)?资金总额|年度(?:资金)?(?:申请|预算)总额|年度资金申请总额"
        r"|预算(?:总额|金额)|项目当年预算|(?:当年|年度|本年|全年)预算(?:数|金额|总额)?|部门预算(?:总额|合计)|合计金额",
    ),
    ("whole_total", r"项目资金总额|项目总预算|项目总(?:额|金额|投资)|(?:中期|实施期|项目)资金总额|预算总投资|总投资"),
    ("fiscal", r"(?:其中:)?(?:\d\.)?(?:当年|年度|本年|全年|本级)?(?:财政)(?:资金|拨款|性资金|预算拨款|预算资金)?"),
    ("other", r"(?:其中:)?(?:\d\.)?其[他它](?:资金|拨款|收入|来源)?"),
    ("carried", r"(?:其中:)?上年(?:度)?结转(?:结余)?(?:资金)?"),
    ("basic", r"基本支出"),
    ("project", r"项目支出"),
    ("initial_column", r"年初预算数?|年初设定预算数?"),
    ("full_column", r"(?:全年|调整后|年度)预算数"),
    ("executed_column", r"(?:全年|实际|预算)?执行(?:数|金额)|全年支出数"),
    ("rate_column", r"(?:预算)?执行率"),
    ("points_column", r"分值(?:权重)?|得分|权重(?:分值)?"),
    ("purpose", r"资金用途|资金用途说明|项目概况"),
    ("plan", r"资金支出计划|支出计划|用款计划"),
    ("mid_objective", r"项目总目标|(?:中期|中长期|长期|实施期)(?:总体)?(?:绩效)?总?目标.*"),
    (
        "objective",
        r"(?:项目|部门)?(?:年度|当年|全年|本年度?)?(?:总体|整体)?(?:绩效)?(?:总)?目标(?:内容)?"
        r"|项目年度绩效目标|预期目标|年初设定目标|年度目标及任务|项目绩效总目标|年度预期目标",
    ),
    ("achievement", r"(?:年度)?(?:总体)?(?:目标)?(?:实际)?完成情况(?:综述)?|目标实际完成情况"),
    ("task_area", r"年度(?:重点|主要)?(?:工作)?任务|重点工作任务|主要工作任务"),
    ("profile_area", r"基本信息|基本情况|部门基本信息|项目基本信息"),
    (
        "profile",
        r"财政供养人员数?|下属二级单位数|(?:在职|实有|编制)人(?:员|数)数?|项目(?:性质|类别|类型|属性|分类|期限?|负责人)"
        r"|负责人|联系人|联系电话|(?:项目)?起止(?:时间|日期|年限)|(?:计划|项目)?(?:开始|完成|结束)(?:日期|时间)"
        r"|资金性质|立项依据(?:文号)?|预算(?:执行)?年度",
    ),
    ("indicator_area", r"(?:项目)?(?:年度)?绩效指标|年度绩效指标"),
    ("score", r"总分|自评(?:总分|得分|总得分)|评价得分|总得分"),
    (
        "aside",
        r"部门预算支出|收入来源|资金来源|金额|备注|合计|说明|测算依据(?:及说明)?|项目支出明细(?:预算)?"
        r"|项目(?:申请理由|主要内容|资金来源)",
    ),
)
_PATTERNS: Final = tuple((field, re.compile(pattern)) for field, pattern in _WORDS)
_SUFFIX: Final = re.compile(r"(?P<brackets>(?:\([^()]*\))*):?$")
_UNIT: Final = re.compile(r"\((?:单位:)?(元|千元|万元|亿元)\)")
_LONGEST_LABEL: Final = 30


class Label(NamedTuple):
    """A label cell read: its field, and the unit that it prints in brackets."""

    field: Field
    unit: str | None


@lru_cache(maxsize=1 << 14)
def read_label(text: str) -> Label | None:
    """Read a whole cell as a label; None where it is none."""
    plain = folded(text)
    if not plain or len(plain) > _LONGEST_LABEL:
        return None
    unit = _UNIT.search(plain)
    stems = [plain.removesuffix(":")]
    suffix = _SUFFIX.search(plain)
    if suffix is not None and suffix.group():
        stems.append(plain[: suffix.start()])
    for stem in stems:
        for field, pattern in _PATTERNS:
            if pattern.fullmatch(stem):
                return Label(field, unit[1] if unit else None)
    return None


IDENTITY: Final[frozenset[Field]] = frozenset({"code", "name", "policy_name", "transfer_name", "department_name"})
"""The labels that begin a form."""
