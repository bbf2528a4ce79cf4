"""Rules of what a project code says: a year and a division, against the document's own."""

from collections.abc import Iterator

from extractor.document.project_code import LENGTH, uses_check
from extractor.document.record import Project
from extractor.verify.facts import Facts
from extractor.verify.registry import Finding, rule

_CENTURY = 2000


@rule(
    code="project_code_year",
    severity="warning",
    english="The year in a 21-character project code is the document's or an earlier one (a project that goes on); "
    "applied only where the document's codes show the scheme.",
    chinese="21位项目编码中的年度不晚于文件的预算年度（延续项目可以更早）；仅当文件中的编码符合规则时适用。",
)
def rule_project_code_year(facts: Facts) -> Iterator[Finding]:
    for project, code in _coded(facts):
        if facts.fiscal_year is not None and code[6:8].isdigit():
            year = _CENTURY + int(code[6:8])
            fits = year <= facts.fiscal_year
            told = f"{code}: the year {year} in a document of {facts.fiscal_year}."
            subjects = project.sources.get("code", ())
            yield Finding("pass" if fits else "fail", subjects, told, str(facts.fiscal_year), str(year))


@rule(
    code="project_code_division",
    severity="warning",
    english="The division (GB/T 2260) in a 21-character project code is that of the office in the document's name, or "
    "lies in it; applied only where the document's codes show the scheme and the name of the office says a division.",
    chinese="21位项目编码中的行政区划与文件单位名称所示行政区划一致或在其辖内；仅当编码符合规则且单位名称含行政区划时适用。",
)
def rule_project_code_division(facts: Facts) -> Iterator[Finding]:
    if facts.division is None:
        return
    scope = facts.division.removesuffix("00").removesuffix("00")
    for project, code in _coded(facts):
        fits = code.startswith(scope)
        told = f"{code}: the division {code[:6]} in a document of {facts.division}."
        subjects = project.sources.get("code", ())
        yield Finding("pass" if fits else "fail", subjects, told, facts.division, code[:6])


def _coded(facts: Facts) -> Iterator[tuple[Project, str]]:
    """The projects with a code of the scheme, where the document's codes show that it is in use."""
    if uses_check([project.code for project in facts.projects]):
        for project in facts.projects:
            if project.code is not None and len(project.code) == LENGTH and project.code[:6].isdigit():
                yield project, project.code
