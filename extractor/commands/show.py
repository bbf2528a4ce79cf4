"""``extractor show``: a document, a result or a set in the terminal, with what was mended and what fails marked."""

import argparse
import os
import shutil
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from extractor.bulk.archives.recognise import archive_kind
from extractor.bulk.many import extract_many
from extractor.bulk.own_outputs import is_result_file, is_set_file
from extractor.bulk.results import read_result
from extractor.bulk.sets import read_set
from extractor.bulk.walk import is_irregular
from extractor.commands.jail import add_jail_arguments, limits_of, say_what_is_missing
from extractor.commands.options import add_option_arguments, options_of
from extractor.document.document import Document
from extractor.errors import ExtractorError, UsageError
from extractor.export.terminal import draw_document
from extractor.export.terminal_set import draw_set

_PIPED_WIDTH = 160
"""Terminal places a line may have where the output is no terminal and COLUMNS says nothing."""


class _Screen(Console):
    """A console that leaves a reader who went away to the command line."""

    def on_broken_pipe(self) -> None:
        """rich calls this where it holds the BrokenPipeError, and would exit with status 1."""
        raise BrokenPipeError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("input", metavar="INPUT", help="a document, a result of convert, or a set of link")
    parser.add_argument("--table", metavar="ID", help="only this table, for example t3")
    parser.add_argument("--no-color", action="store_true", help="plain characters")
    add_option_arguments(parser)
    add_jail_arguments(parser)
    parser.set_defaults(quiet=False)


def run(arguments: argparse.Namespace) -> int:
    """Draw one thing on stdout: a document, which is converted first, a result, or a set; UsageError for many."""
    path = Path(arguments.input)
    if is_irregular(path):
        raise UsageError(f"{path} is a pipe, a socket or a device: show draws a file.")
    _refuse_many(path)
    width = shutil.get_terminal_size((_PIPED_WIDTH, 0)).columns
    no_color = True if arguments.no_color or os.environ.get("NO_COLOR") else None
    console = _Screen(width=width, no_color=no_color, highlight=False)
    if is_set_file(path):
        if arguments.table is not None:
            raise UsageError("A set has no tables of its own: show one of its documents.")
        draw_set(read_set(path), console)
        return 0
    document = read_result(path) if is_result_file(path) else _convert(path, arguments)
    try:
        draw_document(document, console, arguments.table)
    except KeyError as error:
        ids = ", ".join(table.id for table in document.tables) or "none"
        raise UsageError(f"There is no table {arguments.table!r}; there are: {ids}.") from error
    return 0


def _convert(path: Path, arguments: argparse.Namespace) -> Document:
    """The document of a file, converted in the jail; ExtractorError."""
    say_what_is_missing(arguments)
    options = replace(options_of(arguments), limits=limits_of(arguments))
    ((_, made),) = extract_many([path], options=options, workers=1)
    if isinstance(made, ExtractorError):
        raise made
    return made


def _refuse_many(path: Path) -> None:
    """UsageError that says how to go on, where the path holds several documents."""
    what = "a folder" if path.is_dir() else "an archive" if archive_kind(path, path.name) else None
    if what is not None:
        raise UsageError(
            f"{path} is {what}, and show draws one document: convert it (extractor convert {path} -o DIR), "
            "then show a result from DIR."
        )
