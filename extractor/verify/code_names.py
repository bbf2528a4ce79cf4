"""Rules of classification codes against names: what is known of the pair, and what the document itself says."""

from collections import Counter
from collections.abc import Iterator

from extractor.document.classification_names import KnownName, is_slip, known_names
from extractor.document.label_numbering import without_numbering
from extractor.document.record import Line
from extractor.verify.facts import Facts
from extractor.verify.line_parents import is_coded
from extractor.verify.registry import Finding, rule


@rule(
    code="code_has_known_name",
    severity="warning",
    english="A classification code bears a name that is known for it from published documents; another name of the "
    "same length that differs in few characters is doubtful in a year in which the known one was in use; any other is "
    "not judged, because names change and few are known. Each pair is tested once.",
    chinese="科目编码与公开文件中见过的名称相符；同年在用名称等长而仅个别字不同的存疑；其余因科目更名、所知有限不作判断。",
)
def rule_code_has_known_name(facts: Facts) -> Iterator[Finding]:
    known = known_names()
    first = {(code, name): line for code, name, line in reversed(list(_coded(facts)))}
    for (code, name), line in reversed(first.items()):
        subjects = (line.id, *(amount.cell for amount in line.amounts[:1]))
        names = known.get(code)
        if names is None:
            yield Finding("insufficient", subjects, f"{code} {line.label}: no name is known for the code.", None, name)
        elif any(_same(name, one.name) for one in names):
            yield Finding("pass", subjects, f"{code} {line.label}: a known name.", name, name)
        else:
            near = [one.name for one in names if is_slip(name, one.name) and _in_use(one, facts.fiscal_year)]
            told = f"{code} {line.label}: known is {'、'.join(one.name for one in names)}."
            yield Finding("fail" if near else "insufficient", subjects, told, names[0].name, name)


@rule(
    code="code_has_one_name",
    severity="warning",
    english="A classification code bears one name in all tables of a document; of two that differ in few characters "
    "the one that stands less often is doubtful.",
    chinese="同一文件各表中同一科目编码名称一致；仅个别字不同的两种名称中，出现较少者存疑。",
)
def rule_code_has_one_name(facts: Facts) -> Iterator[Finding]:
    counts: dict[str, Counter[str]] = {}
    coded = list(_coded(facts))
    for code, name, _ in coded:
        counts.setdefault(code, Counter())[name] += 1
    for code, name, line in coded:
        usual, times = counts[code].most_common(1)[0]
        if usual != name and times > counts[code][name] and is_slip(name, usual):
            subjects = (line.id, *(amount.cell for amount in line.amounts[:1]))
            told = f"{code} {line.label}: {times} times the document says {usual}."
            yield Finding("fail", subjects, told, usual, name)


def _coded(facts: Facts) -> Iterator[tuple[str, str, Line]]:
    """Code, folded name and line of each line that prints a code beside a name."""
    for statement in facts.statements:
        for line in statement.lines:
            if is_coded(line) and line.code is not None and line.code_source in ("printed", "joined"):
                name = without_numbering(line.label)
                if name:
                    yield line.code, name, line


def _same(name: str, known: str) -> bool:
    return name.removesuffix("支出") == known.removesuffix("支出")


def _in_use(known: KnownName, year: int | None) -> bool:
    return year is not None and known.first is not None and known.last is not None and known.first <= year <= known.last
