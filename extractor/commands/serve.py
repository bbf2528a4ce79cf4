"""``extractor serve``: the HTTP service with its own workers."""

import argparse
import gc

from extractor.commands.serving import add_place_arguments, add_work_arguments, settings_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command; every setting may also be given in the environment as EXTRACTOR_<NAME>."""
    add_place_arguments(parser)
    add_work_arguments(parser)
    parser.add_argument("--host", metavar="NAME", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, metavar="N", help="(default: 5001)")
    parser.add_argument(
        "--without-keys", action="store_true", default=None, help="let everybody in who reaches the server"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C, then end what is in work."""
    settings = settings_of(arguments)
    # nothing that is loaded now is garbage: looking for some takes a third of the start; ``serve`` turns it on again
    gc.disable()
    from extractor.service.running import serve

    serve(settings)
    return 0
