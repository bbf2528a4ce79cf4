"""``extractor link``: the files of one department and year as a set, held against each other."""

import argparse
import os
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from extractor.bulk.results import document_boundary, find_results, read_result
from extractor.bulk.sets import write_sets
from extractor.commands import convert
from extractor.commands.options import add_option_arguments, positive
from extractor.document.document import Document
from extractor.errors import SourceError, UsageError
from extractor.pipeline import Linked, draw_card, link_cards

_KEPT_DOCUMENTS = 16
"""Documents in memory at once: a set's and its neighbours'."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="results of extractor convert; a folder without any is converted first"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="the folder of the sets")
    parser.add_argument(
        "--jobs",
        type=positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help="files converted at once (default: all cores)",
    )
    parser.add_argument("--quiet", action="store_true", help="nothing on stderr but errors")
    add_option_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the sets; 1 when a document could not be converted or a result not be read, the others are linked."""
    folder, output = arguments.folder, arguments.output
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.")
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is no folder.")
    results, status = sorted(find_results(folder)), 0
    if not results:
        status = _convert(arguments)
        folder, results = output, sorted(find_results(output))
    if not results:
        raise UsageError(f"{arguments.folder} holds neither results nor documents.")
    status |= _link(folder, results, output, quiet=arguments.quiet)
    return status


def _convert(arguments: argparse.Namespace) -> int:
    """Convert the folder into the output folder, as ``extractor convert`` does."""
    parser = argparse.ArgumentParser()
    convert.add_arguments(parser)
    words = parser.parse_args([str(arguments.folder), "-o", str(arguments.output)])
    return convert.run(argparse.Namespace(**{**vars(words), **vars(arguments), "output": words.output}))


def _link(folder: Path, results: list[str], output: Path, *, quiet: bool) -> int:
    linked, read, status = link_results(folder, results)
    write_sets(output, linked.sets, [(card.path, reason) for card, reason in linked.unlinked])
    if not quiet:
        joined = sum(len(one.members) > 1 for one in linked.sets)
        failed = sum(one.summary.failed for one in linked.sets)
        passed = sum(one.summary.passed for one in linked.sets)
        print(
            f"documents: {read}; sets: {len(linked.sets)}, {joined} of several files; {len(linked.unlinked)} in "
            f"no set; {passed} checks between files passed, {failed} failed; see {output}",
            file=sys.stderr,
        )
    return status


def link_results(folder: Path, results: Iterable[str]) -> tuple[Linked, int, int]:
    """Link results by their paths below a folder: what came of it, how many could be read, and 1 where one could not,
    which is said on stderr."""

    @lru_cache(maxsize=_KEPT_DOCUMENTS)
    def load(path: str) -> Document:
        return read_result(folder / path)

    cards, status = [], 0
    for path in results:
        try:
            with document_boundary(str(folder / path)):
                cards.append(draw_card(path, load(path)))
        except SourceError as error:
            print(f"extractor: {error}", file=sys.stderr)
            status = 1
    return link_cards(cards, load), len(cards), status
