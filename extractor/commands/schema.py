"""``extractor schema``: the JSON Schema of the output."""

import argparse
import json

from extractor.document.wire import json_schema

HELP = "print the JSON Schema of the output"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose."""


def run(arguments: argparse.Namespace) -> int:
    """Print the schema to stdout."""
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0
