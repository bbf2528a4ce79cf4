"""``extractor export``: results of convert → tables for other systems."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extractor.bulk.result_files import ResultFile, find_result_files
from extractor.bulk.results import read_result
from extractor.bulk.stores.address import is_address, local_words
from extractor.bulk.stores.results import fetched_results
from extractor.bulk.stores.tables import written_to_store
from extractor.commands.consistency import find_broken_references
from extractor.document.document import Document
from extractor.errors import CorruptSource, SourceError, UnwritableOutput, UsageError
from extractor.export.tidy.formats import FORMATS, Format, Written, write_tables
from extractor.export.tidy.view import DocumentView


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("results", nargs="+", metavar="RESULTS", help="a folder of results of convert, or one result")
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="OUT",
        help="a folder; OUT.duckdb is the database itself, OUT.xlsx one workbook of the tidy tables",
    )
    parser.add_argument("--as", dest="form", choices=FORMATS, required=True, help="the format")
    parser.add_argument(
        "--no-formula-guard",
        action="store_true",
        help="in CSV, write texts that a spreadsheet takes for formulas as they are",
    )
    parser.add_argument("--quiet", action="store_true", help="nothing on stderr but what went wrong")


def run(arguments: argparse.Namespace) -> int:
    """Write the tables of all results; 1 when a result could not be taken, UsageError before any work."""
    with _result_files(arguments.results) as files:
        taken = Taken(files)
        written = _export(taken, arguments.form, arguments.output, guard=not arguments.no_formula_guard)
    if not arguments.quiet:
        left = f", {taken.failed} left out" if taken.failed else ""
        print(f"{written.documents} documents{left}, {written.rows} rows; see {arguments.output}", file=sys.stderr)
    return 1 if taken.failed else 0


def formats(words: str) -> tuple[Format, ...]:
    """The formats of a list with commas; ArgumentTypeError for a word that is none."""
    named = tuple(dict.fromkeys(word.strip() for word in words.split(",")))
    unknown = [word for word in named if word not in FORMATS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no format {unknown[0]!r}; there is: {', '.join(FORMATS)}")
    return tuple(form for form in FORMATS if form in named)


def export_folder(folder: str, forms: Sequence[Format]) -> None:
    """The tables of all results in ``folder``, or at that address, in each format, below ``folder/tables``."""
    for form in forms:
        with _result_files([folder]) as files:
            _export(Taken(files), form, f"{folder.rstrip('/')}/tables/{form}", guard=True)


@contextmanager
def _result_files(words: Sequence[str]) -> Iterator[Iterator[ResultFile]]:
    """The results of folders, files and addresses; those of stores are fetched one at a time. UsageError."""
    here = [Path(local_words(one)) for one in words if not is_address(one)]
    with fetched_results([one for one in words if is_address(one)]) as fetched:
        yield find_result_files(here, fetched)


def _export(taken: "Taken", form: Format, output: str, *, guard: bool) -> Written:
    """Write the tables to a folder or a file, or to the address of one."""
    if not is_address(output):
        return export_results(taken, form, Path(local_words(output)), guard=guard)
    with written_to_store(output) as place:
        return export_results(taken, form, place, guard=guard)


class Taken:
    """The documents of results, one at a time; a file that is none is named on stderr and counted in ``failed``."""

    def __init__(self, files: Iterable[ResultFile]) -> None:
        self._files = files
        self.failed = 0

    def __iter__(self) -> Iterator[DocumentView]:
        last, seen = "", set[str]()
        for file in self._files:
            try:
                view = DocumentView(_sound(file), file.source)
            except SourceError as error:
                self._leave_out(f"{file.words}: {error.code}: {error}")
                continue
            if file.source != last:
                last, seen = file.source, set()
            if view.document_id in seen:
                self._leave_out(f"{file.words}: the same document was taken under the same path from another folder.")
                continue
            seen.add(view.document_id)
            yield view

    def _leave_out(self, why: str) -> None:
        self.failed += 1
        print(f"extractor: {why}", file=sys.stderr)


def export_results(documents: Iterable[DocumentView], form: Format, output: Path, *, guard: bool = True) -> Written:
    """Write the tables and say on stderr what they can not hold; UnwritableOutput, MissingExtra."""
    if output.is_file() and output.suffix not in (".duckdb", ".xlsx"):
        raise UsageError(f"{output} is a file; the tables need a folder.")
    try:
        written = write_tables(documents, form, output, guard=guard)
    except OSError as error:
        raise UnwritableOutput(f"{output} can not be written: {error.strerror}.") from error
    for remark in written.remarks:
        print(f"extractor: {remark}", file=sys.stderr)
    return written


def _sound(file: ResultFile) -> Document:
    """The document of a result whose parts all name what is there, so that the tables can be joined."""
    document = read_result(file.path, file.words)
    broken = next(find_broken_references(document), None)
    if broken is not None:
        raise CorruptSource(f"{file.path.name} contradicts itself: {broken}.")
    return document
