"""The command line: one parser, one module a command, exit status 0, 1 (some inputs failed) or 2 (the call is off)."""

import argparse
import os
import sys
from collections.abc import Sequence

from extractor.commands import check, convert, doctor, link, sample, schema, show
from extractor.errors import ExtractorError
from extractor.version import __version__

_INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""


def build_parser(*, with_eval: bool = False, with_train: bool = False) -> argparse.ArgumentParser:
    """The parser of all commands; the words of ``eval`` and ``train`` only on demand: they cost imports."""
    parser = argparse.ArgumentParser(
        prog="extractor", description="Archived Chinese government budgets as verified, traceable JSON."
    )
    parser.add_argument("--version", action="version", version=f"extractor {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, module in (
        ("convert", convert),
        ("show", show),
        ("check", check),
        ("link", link),
        ("sample", sample),
        ("schema", schema),
        ("doctor", doctor),
    ):
        command = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    accuracy = commands.add_parser("eval", help="measure accuracy against labels and peers")
    if with_eval:
        from extractor.eval import command as evaluation

        evaluation.add_arguments(accuracy)
        accuracy.set_defaults(run=evaluation.run)
    fitting = commands.add_parser("train", help="fit a model anew from its data")
    if with_train:
        from extractor.models.training import command as training

        training.add_arguments(fitting)
        fitting.set_defaults(run=training.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser(with_eval=words[:1] == ["eval"], with_train=words[:1] == ["train"])
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
