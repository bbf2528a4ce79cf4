"""The command line: one parser, one module a command, exit status 0, 1 (some inputs failed) or 2 (the call is off)."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from extractor.errors import ExtractorError
from extractor.version import __version__

_INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""

_COMMANDS = {
    "convert": "convert files, folders, patterns and archives to JSON",
    "show": "draw a document's tables, or a set of documents, in the terminal",
    "check": "hold output files against themselves and verify them again",
    "link": "join the files of one department and year into sets and check them against each other",
    "export": "write the tables of results: CSV, JSON lines, XLSX, Parquet, DuckDB or a Data Package",
    "sample": "draw numbers and tables of an archive to check by hand; turn the answers into an accuracy",
    "serve": "the HTTP service: documents in, JSON out, and a page to check the work",
    "worker": "a further worker for the service, on this machine or another",
    "keys": "make, list and end the API keys of the service",
    "schema": "print the JSON Schema of the output",
    "doctor": "say what this installation can do",
}
"""What each command is for; the module of the same name in ``commands`` has its words."""


def build_parser(called: str | None = None) -> argparse.ArgumentParser:
    """The parser of all commands, with the words of the one that is ``called``: those of the others cost imports."""
    parser = argparse.ArgumentParser(
        prog="extractor", description="Archived Chinese government budgets as verified, traceable JSON."
    )
    parser.add_argument("--version", action="version", version=f"extractor {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, purpose in _COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        if name == called:
            module = import_module(f"extractor.commands.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    accuracy = commands.add_parser("eval", help="measure accuracy against labels and peers")
    if called == "eval":
        from extractor.eval import command as evaluation

        evaluation.add_arguments(accuracy)
        accuracy.set_defaults(run=evaluation.run)
    fitting = commands.add_parser("train", help="fit a model anew from its data")
    if called == "train":
        from extractor.models.training import command as training

        training.add_arguments(fitting)
        fitting.set_defaults(run=training.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser(next(iter(words), None))
    parsed = parser.parse_args(words)
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except ExtractorError as error:
        print(f"extractor: {error}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        # The reader of our output went away (`extractor show … | head`): what it wanted, it has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status
