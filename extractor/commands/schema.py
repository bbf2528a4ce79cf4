"""``extractor schema``: the JSON Schema of the output, of a document or of a set."""

import argparse
import json

from extractor.document.wire import json_schema, set_json_schema


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument(
        "of", nargs="?", choices=("document", "set"), default="document",
        help="a document (default), or a set that extractor link writes",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Print the schema to stdout."""
    schema = set_json_schema() if arguments.of == "set" else json_schema()
    print(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0
