"""``extractor worker``: a further worker for the service, on this machine or another."""

import argparse

from extractor.commands.serving import add_place_arguments, add_work_arguments, settings_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    add_place_arguments(parser)
    add_work_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Convert what the service takes in until SIGTERM or Ctrl-C."""
    settings = settings_of(arguments)
    from extractor.service.running import work

    work(settings)
    return 0
