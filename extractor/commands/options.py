"""The words of the command line that become options of a conversion."""

import argparse

from extractor.options import Options


def add_option_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that every command with a conversion understands."""
    parser.add_argument("--password", metavar="WORD", help="the password of encrypted inputs")
    parser.add_argument("--no-repair", action="store_true", help="leave torn tables as they were printed")


def options_of(arguments: argparse.Namespace) -> Options:
    """The options that the parsed words ask for."""
    return Options.from_dict(
        {"source": {"password": arguments.password}, "repair": {"enabled": not arguments.no_repair}}
    )
