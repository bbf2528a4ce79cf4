"""The words of the command line about the jail that conversions run in."""

import argparse
import sys

from extractor.commands.options import positive
from extractor.errors import SandboxMissing
from extractor.options import LimitOptions
from extractor.sandbox import layers


def add_jail_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of every command that converts in the jail."""
    defaults = LimitOptions()
    parser.add_argument(
        "--max-seconds-per-document", type=positive, metavar="N",
        help=f"end a conversion that takes longer (default: {defaults.seconds:g}, {defaults.ocr_seconds:g} where "
        "pictures are read)",
    )  # fmt: skip
    parser.add_argument(
        "--require-sandbox", action="store_true",
        help="convert nothing where the system lacks a layer of the jail (`extractor doctor` lists them)",
    )  # fmt: skip


def limits_of(arguments: argparse.Namespace) -> LimitOptions:
    """The limits that the parsed words ask for."""
    seconds = arguments.max_seconds_per_document
    return LimitOptions() if seconds is None else LimitOptions(float(seconds), float(seconds))


def say_what_is_missing(arguments: argparse.Namespace) -> None:
    """Say once on stderr which layers of the jail this system lacks; SandboxMissing where they are required."""
    missing = layers().missing
    if missing and arguments.require_sandbox:
        raise SandboxMissing(f"This system has no {' and no '.join(missing)} to jail a conversion with.")
    if not arguments.quiet:
        say_missing_layers()


def say_missing_layers() -> None:
    """Say on stderr which layers of the jail this system lacks, if any."""
    if missing := layers().missing:
        print(f"extractor: conversions are jailed without {', '.join(missing)}; see docs/security.md", file=sys.stderr)
