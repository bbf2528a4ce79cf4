"""A person's view of a set: whose files it joins, on what evidence, and where they contradict each other."""

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from extractor.document.document_set import DocumentSet, Member, Reference, SetCheck


def draw_set(one: DocumentSet, console: Console) -> None:
    """Print the set: its head, its documents, the sets that it is held against, and the failed checks."""
    summary = one.summary
    console.print(f"[bold]{escape(one.department.name or 'department unknown')}[/]  {one.fiscal_year}  {one.kind}")
    console.print(f"printed as: {'、'.join(one.names)}", style="dim", markup=False, soft_wrap=True)
    console.print(
        f"{len(one.members)} documents; checks between files: [green]{summary.passed} passed[/], "
        f"[{'bold red' if summary.failed else 'default'}]{summary.failed} failed[/], "
        f"{summary.insufficient} insufficient, {summary.not_applicable} not applicable"
    )
    for member in one.members:
        console.print(_line_of(member), markup=False, highlight=False, soft_wrap=True)
    for other in one.related:
        console.print(f"  {other.relation}: {other.set}", style="dim", markup=False, soft_wrap=True)
    failed = list(failed_lines(one.checks))
    if failed:
        console.print("\n[bold red]Failed checks between files[/]")
    for line in failed:
        console.print(line, style="red", markup=False, highlight=False, soft_wrap=True)


def failed_lines(checks: tuple[SetCheck, ...]) -> Iterator[str]:
    """A line for each failed check between files, its subjects as ``document#cell``."""
    for check in checks:
        if check.status == "fail":
            subjects = " ".join(map(subject_of, check.subjects))
            yield f"  {check.id} {check.rule} ({check.relation}) {subjects}: {check.message}"


def subject_of(reference: Reference) -> str:
    """A cell or mention of a document as one word."""
    return f"{reference.document}#{reference.cell or reference.mention or ''}"


def _line_of(member: Member) -> str:
    evidence = ", ".join(dict.fromkeys(item.kind for item in member.evidence))
    return f"  {member.document}  {member.kind}, {member.part}  ({member.confidence:.2f}: {evidence})"
