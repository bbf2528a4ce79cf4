"""``extractor show``: a document in the terminal, its tables drawn, repairs and failed checks marked."""

import argparse
import os
import shutil

from rich.console import Console

from extractor.commands.options import add_option_arguments, options_of
from extractor.errors import UsageError
from extractor.export.terminal import draw_document
from extractor.pipeline import extract

HELP = "draw a document's tables in the terminal"
_PIPED_WIDTH = 160
"""Terminal places a line may have where the output is no terminal and COLUMNS says nothing."""


class _Screen(Console):
    """A console that leaves a reader who went away to the command line."""

    def on_broken_pipe(self) -> None:
        """rich calls this where it holds the BrokenPipeError, and would exit with status 1."""
        raise BrokenPipeError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("input", metavar="INPUT", help="the document")
    parser.add_argument("--table", metavar="ID", help="only this table, for example t3")
    parser.add_argument("--no-color", action="store_true", help="plain characters")
    add_option_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Convert one document and draw it on stdout."""
    document = extract(arguments.input, options=options_of(arguments))
    width = shutil.get_terminal_size((_PIPED_WIDTH, 0)).columns
    no_color = True if arguments.no_color or os.environ.get("NO_COLOR") else None
    console = _Screen(width=width, no_color=no_color, highlight=False)
    try:
        draw_document(document, console, arguments.table)
    except KeyError as error:
        ids = ", ".join(table.id for table in document.tables) or "none"
        raise UsageError(f"There is no table {arguments.table!r}; there are: {ids}.") from error
    return 0
