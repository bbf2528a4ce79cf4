"""The words that `serve`, `worker` and `keys` share, and what they become."""

import argparse
from importlib.util import find_spec
from pathlib import Path

from extractor.errors import MissingExtra
from extractor.service.settings import Settings, settings_from


def add_place_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the service's data lie."""
    parser.add_argument(
        "--data-folder", type=Path, metavar="DIR", help="database, uploads and results (default: ./extractor-data)"
    )
    parser.add_argument("--database", metavar="URL", help="postgresql://user@host/name; else SQLite in the data folder")


def add_work_arguments(parser: argparse.ArgumentParser) -> None:
    """What a process that converts is told besides."""
    parser.add_argument("--storage", metavar="URL", help="an fsspec store for uploads and results, shared by machines")
    parser.add_argument("--workers", type=int, metavar="N", help="documents at once in this process (default: cores)")
    parser.add_argument("--require-sandbox", action="store_true", default=None, help="refuse to work without the jail")


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings that words and environment give; MissingExtra where the service is not installed."""
    # looked for, not loaded: a server listens before it loads them
    for name in ("fastapi", "pg8000", "sqlalchemy", "uvicorn"):
        if find_spec(name) is None:
            raise MissingExtra(f"The service needs {name}", "serve")
    return settings_from(vars(arguments))
