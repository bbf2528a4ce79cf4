"""Rules of a project's words: its code, and text that nobody has filled in."""

import re
from collections.abc import Iterator

from extractor.document.project_code import LENGTH, keeps_check, uses_check
from extractor.document.record import Project
from extractor.document.text import folded
from extractor.verify.facts import Facts
from extractor.verify.registry import Finding, rule

_PLACEHOLDER = re.compile(
    r"(?:\d{1,2}[.、)]?)?(?:(?:年度|总体|绩效|项目)?(?:目标|任务|指标)(?:(?:内容|名称|值)\d{0,2}|\d{1,2})"
    r"|x{2,}|×{2,}|[*]{2,}|…{1,}|[.]{3,}|请输入.*|此处填写.*|测试\d*)[:：]?"
)


@rule(
    code="project_code_check_character",
    severity="warning",
    english="A 21-character project code ends in its check character; applied only in a document of which three "
    "different codes and most (60 %) of those of this length keep the rule.",
    chinese="21位项目编码末位为校验码；仅当文档中至少三个且六成以上不同编码符合规则时适用。",
)
def rule_project_code_check_character(facts: Facts) -> Iterator[Finding]:
    codes = [project.code for project in facts.projects]
    in_use = uses_check(codes)
    for project in facts.projects:
        if project.code is None:
            continue
        subjects = project.sources.get("code", ())
        if not in_use or len(project.code) != LENGTH:
            reason = "has another length" if in_use else "stands where the scheme is not shown to be in use"
            yield Finding("not_applicable", subjects, f"{project.code} {reason}.", None, project.code)
        elif keeps_check(project.code):
            yield Finding("pass", subjects, f"{project.code} keeps its check character.", None, project.code)
        else:
            yield Finding("fail", subjects, f"{project.code} breaks its check character.", None, project.code)


@rule(
    code="placeholder_text",
    severity="warning",
    english="An objective, an indicator's name or its target is more than the words of the form that stand in for it.",
    chinese="绩效目标、指标名称或指标值不应为表格自带的占位文字。",
)
def rule_placeholder_text(facts: Facts) -> Iterator[Finding]:
    for project in facts.projects:
        for path, text in _texts(project):
            if _PLACEHOLDER.fullmatch(folded(text)):
                subjects = project.sources.get(path, project.sources.get(path.split(".")[0], ()))
                yield Finding("fail", subjects, f"{text}: words of the form, nothing filled in.", None, text)


def _texts(project: Project) -> Iterator[tuple[str, str]]:
    for place, objective in enumerate(project.objectives):
        yield f"objectives.{place}", objective
    for place, indicator in enumerate(project.indicators):
        if indicator.tier3:
            yield f"indicators.{place}.tier3", indicator.tier3
        if indicator.target is not None and indicator.target.kind == "text":
            yield f"indicators.{place}.target", indicator.target.raw
