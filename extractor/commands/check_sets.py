"""``extractor check`` on a set of ``extractor link``: its documents are linked again and held against what it says."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from extractor.bulk.results import find_results
from extractor.bulk.sets import read_set
from extractor.commands.link import link_results
from extractor.document.document_set import DocumentSet
from extractor.export.terminal_set import failed_lines, subject_of


def check_set(path: Path, results: Path | None) -> bool:
    """Print what holds of a set, and whether all of it does.

    ``results`` is the folder that was linked; without it the documents are looked for beside the set. Where they are
    not there, only what the file says is printed. Raises SourceError where the file is no set.
    """
    one = read_set(path)
    folder = results or path.parent
    missing = [member.document for member in one.members if not (folder / member.document).is_file()]
    differences = [] if missing else list(_differences(one, _linked(folder).get(one.id)))
    failed = list(failed_lines(one.checks))
    again = (
        f"not verified again, {missing[0]} is not in {folder} (--results DIR says where the results are)"
        if missing
        else f"{len(differences)} contradictions"
    )
    print(
        f"{path}: {len(one.members)} documents; {len(one.checks)} checks between files, {len(failed)} failed; {again}"
    )
    for line in (*differences, *failed):
        print(line)
    return not failed and not differences and not missing


@lru_cache(maxsize=1)
def _linked(folder: Path) -> dict[str, DocumentSet]:
    linked, _, _ = link_results(folder, sorted(find_results(folder)))
    return {one.id: one for one in linked.sets}


def _differences(said: DocumentSet, now: DocumentSet | None) -> Iterator[str]:
    """What a set says that its documents do not, and the other way round."""
    if now is None:
        yield "  the documents no longer make this set"
        return
    before = {member.document: member.sha256 for member in said.members}
    after = {member.document: member.sha256 for member in now.members}
    for document in sorted(before.keys() | after.keys()):
        if before.get(document) != after.get(document):
            state = "is another file" if document in before and document in after else "joined or left the set"
            yield f"  {document}: {state}"
    stored = {(check.rule, check.relation, check.subjects): check.status for check in said.checks}
    found = {(check.rule, check.relation, check.subjects): check.status for check in now.checks}
    for key in sorted(stored.keys() | found.keys(), key=str):
        if stored.get(key) != found.get(key):
            subjects = " ".join(map(subject_of, key[2]))
            yield f"  {key[0]} {subjects}: the file says {stored.get(key, 'nothing')}, it is {found.get(key, 'gone')}"
