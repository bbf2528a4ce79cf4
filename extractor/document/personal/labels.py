"""The labels that announce a person or a telephone, as a cell of their own or in a line of text."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from extractor.document.text import folded

LabelKind = Literal["name", "telephone"]

_WHO: Final = (
    r"(?:(?:项目|单位|部门|科室|处室|财务|业务|技术|主要|具体|实施|填报|申报|申请|编制|法定|分管|直接|评价|现场|学校|课题|主管|政策|公开|预算)*"
    r"(?:联系人|负责人|填报人|填表人|填写人|经办人|经手人|审核人|审批人|批准人|签发人|复核人|制表人|编制人|编报人|申报人|申请人|责任人|承办人|"
    r"代表人|法人代表|评价人|主评人|校对人|主管领导|分管领导|负责同志|财务主管|单位领导|单位法人)(?:\(负责人\))?员?)"
    r"(?:姓名|名单|[(（]签[字章名][)）]?|[(（]签字盖章[)）]|[(（]盖章[)）]|签[字章名])?"
    r"|姓名|(?:单位|部门)负责人及联系电话"
)
_ROLE: Final = (
    "(?:(?:评价|项目|工作|领导)组?)?(?:副?组长|成员|组员)|编制人员|评价人员|项目主管|业务主管|预算主管|主管会计|会计|出纳|制表|制单|审核|复核|"
    "审批|签发|校核|副?主任|副?局长"
)
"""What is a label as a cell of its own or before a colon only: these words have other uses."""
_WHERE: Final = (
    r"(?:(?:联系人|负责人|填报人|经办人|单位|办公|项目负责人|移动|手机|固定|联系|咨询)*"
    r"(?:电话|手机|手机号码?|电话号码|座机|传真|联系方式)(?:号码)?)"
)
_AND: Final = "[及和、/]"
_NAME_CELL: Final = re.compile(rf"(?:{_WHO}|{_ROLE})(?:{_AND}(?:{_WHERE}))?[:：]?")
_TELEPHONE_CELL: Final = re.compile(rf"(?:(?:{_WHO}){_AND})?(?:{_WHERE})[:：]?")
_NAME_IN_LINE: Final = re.compile(rf"(?:{_WHO}|(?<![\u4e00-\u9fff])(?:{_ROLE}))(?:{_AND}(?:{_WHERE}))?\s*[:：]\s*")
_TELEPHONE_IN_LINE: Final = re.compile(rf"(?:{_WHERE})\s*[:：]?\s*(?=[+(（\d０-９])")
_LONGEST_LABEL: Final = 24
_MAY_ANNOUNCE: Final = re.compile(
    "人|员|长|主任|同志|会计|出纳|制[表单]|[审复校]核|审批|签发|姓\\s*名|领导|主管|电\\s*话|手机|座机|传真|联系方式"
)
"""Words without which a text announces nobody; looked for first, for they are rare."""


def label_kinds(text: str) -> tuple[LabelKind, ...]:
    """What a whole cell announces: 项目负责人 a name, 联系电话 a telephone, 联系人及电话 both; nothing else does."""
    if not 1 < len(text) <= _LONGEST_LABEL or not _MAY_ANNOUNCE.search(text):
        return ()
    plain = folded(text)
    kinds: list[LabelKind] = []
    if _NAME_CELL.fullmatch(plain):
        kinds.append("name")
    if _TELEPHONE_CELL.fullmatch(plain) or (kinds and ("电话" in plain or "联系方式" in plain)):
        kinds.append("telephone")
    return tuple(kinds)


def announced(text: str) -> Iterator[tuple[LabelKind, str]]:
    """What stands behind each label of a line (``联系人：张三 电话：…``): the kind, and the text from there on."""
    if not _MAY_ANNOUNCE.search(text):
        return
    for found in _NAME_IN_LINE.finditer(text):
        yield "name", text[found.end() :]
    for found in _TELEPHONE_IN_LINE.finditer(text):
        yield "telephone", text[found.end() :]
