"""``extractor doctor``: what this installation can do."""

import argparse
import hashlib
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extractor.version import __version__

HELP = "say what this installation can do"

_READERS = (
    ("pdf", "pypdfium2", "pip install pypdfium2"),
    ("docx", "python-docx", "pip install python-docx"),
    ("xlsx", "openpyxl", "pip install openpyxl"),
)
"""What is read, the distribution that reads it, how to get it."""
_NOT_BUILT = ("doc", "ocr", "sandbox")
_MODELS = Path(__file__).parents[1] / "models"
_MODEL_ENDINGS = frozenset({".json", ".npz", ".bin", ".skops"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose."""


def run(arguments: argparse.Namespace) -> int:
    """Print one line a capability: its name, whether it is there, and what to do where it is not."""
    lines = [("extractor", __version__), ("python", platform.python_version()), *_readers(), *_models()]
    lines += [(name, "not in this version") for name in _NOT_BUILT]
    for name, words in lines:
        print(f"{name:<12}{words}")
    return 0


def _readers() -> Iterator[tuple[str, str]]:
    yield "text", "yes"
    for name, distribution, remedy in _READERS:
        try:
            yield name, f"yes ({distribution} {version(distribution)})"
        except PackageNotFoundError:
            yield name, f"no; {remedy}"


def _models() -> Iterator[tuple[str, str]]:
    found = sorted(path for path in _MODELS.rglob("*") if path.suffix in _MODEL_ENDINGS) if _MODELS.is_dir() else []
    if not found:
        yield "models", "none"
    for path in found:
        yield f"model {path.name}", f"sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}"
