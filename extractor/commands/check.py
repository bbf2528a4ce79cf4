"""``extractor check``: a result held against itself, then the verification again on what it says now."""

import argparse
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from extractor.bulk.own_outputs import is_report_file, is_set_file
from extractor.bulk.results import document_boundary, find_results, read_result
from extractor.bulk.sets import find_sets
from extractor.commands.check_sets import check_set
from extractor.commands.consistency import find_broken_references, find_differences
from extractor.document.document import Document
from extractor.document.vocabulary import AmountCheck
from extractor.errors import SourceError, UsageError
from extractor.pipeline import verify_again


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a result of convert, a set of link, or a folder of them"
    )
    parser.add_argument(
        "--results", type=Path, metavar="DIR", help="the results that the sets speak of (default: beside each set)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what holds of each file; 1 when one is no output, contradicts itself, fails a check, or its marks no
    longer hold."""
    held = True
    for words in arguments.files:
        for path in _outputs_of(Path(words)):
            try:
                with document_boundary(str(path)):
                    held &= _check_output(path, arguments.results)
            except SourceError as error:
                print(f"extractor: {error}", file=sys.stderr)
                held = False
    return 0 if held else 1


def _check_output(path: Path, results: Path | None) -> bool:
    return check_set(path, results) if is_set_file(path) else _check(str(path), read_result(path))


def _outputs_of(path: Path) -> list[Path]:
    """The results and sets that a word of the call means; UsageError where it means a document, or nothing."""
    if path.is_dir():
        found = [path / result for result in sorted(find_results(path))] + find_sets(path)
        if not found:
            raise UsageError(f"{path} holds no results: convert the documents first (extractor convert {path} -o DIR).")
        return found
    if is_report_file(path):  # ``results/*.json`` names it too
        return []
    if path.is_file() and path.suffix != ".json":
        raise UsageError(f"{path} is no result: convert it first (extractor convert {path} -o DIR).")
    return [path]


def _check(name: str, document: Document) -> bool:
    broken = tuple(find_broken_references(document))
    if broken:
        print(f"{name}: {len(broken)} broken references; the rest is not checked")
        print(*(f"  {line}" for line in broken), sep="\n")
        return False
    differences = list(find_differences(document))
    verification = verify_again(document)
    stored_failures, failures = document.summary.failed_checks, verification.failed_checks
    if stored_failures != failures:
        differences.append(f"summary: the file says that {stored_failures} checks failed, it is {failures}")
    states = _states_of(document, verification.states)
    counts = _counts(document, states)
    said = ", ".join(f"{counts[state]} {state}" for state in ("proved", "consistent", "failed", "unchecked"))
    failed = [check for check in verification.checks if check.status == "fail"]
    print(
        f"{name}: {counts.total()} amounts: {said}; {len(verification.checks)} checks, {len(failed)} failed; "
        f"{len(differences)} contradictions"
    )
    for line in differences:
        print(f"  {line}")
    for check in failed:
        print(f"  {check.rule} {' '.join(check.subjects)}: {check.message}")
    changed = {cell: marks for cell, marks in states.items() if marks[0] != marks[1]}
    for cell, (stored, now) in sorted(changed.items()):
        print(f"  {cell}: the file says {stored}, it is {now}")
    return not failed and not changed and not differences


def _counts(document: Document, states: Mapping[str, tuple[AmountCheck, AmountCheck]]) -> Counter[AmountCheck]:
    """What holds now of the amounts that ``summary`` counts: those that are neither blank, dash nor zero."""
    return Counter(
        states[amount.cell][1]
        for statement in document.statements
        for line in statement.lines
        for amount in line.amounts
        if amount.mark == "value" and amount.value is not None
    )


def _states_of(document: Document, states: Mapping[str, AmountCheck]) -> dict[str, tuple[AmountCheck, AmountCheck]]:
    """Each amount's cell → what the file says of it, and what holds now."""
    return {
        amount.cell: (amount.check, states.get(amount.cell, "unchecked"))
        for statement in document.statements
        for line in statement.lines
        for amount in line.amounts
        if amount.value is not None
    }
