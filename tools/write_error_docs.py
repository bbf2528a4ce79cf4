"""Writes docs/errors.md from the error classes: ``make docs``. A test holds the page against them."""

import importlib
from collections.abc import Iterator
from pathlib import Path

from extractor.errors import ExtractorError

TARGET = Path(__file__).parents[1] / "docs" / "errors.md"
_ELSEWHERE = (
    "extractor.corpora",
    "extractor.corpora.benchmarks.errors",
    "extractor.corpora.damage.errors",
    "extractor.corpora.generate.write_pdf",
    "extractor.eval.command",
    "extractor.eval.sampling.build",
    "extractor.eval.sampling.answers",
    "extractor.eval.peers.provider",
    "extractor.service.errors",
    "extractor.service.page.files",
    "extractor.service.review.errors",
)
"""Modules with errors of their own, beside ``extractor.errors``."""
_HEAD = """# Errors

Every error that a caller may catch, by its stable code. A code never changes its meaning. `extractor convert` writes
it into `manifest.jsonl` and goes on with the next input; the exit status of the whole call is then 1.
This page is written by `make docs` from the classes themselves.

| code | class | meaning | exit status | HTTP status | remedy |
|---|---|---|---|---|---|
"""


def error_classes() -> list[type[ExtractorError]]:
    """All error classes, the ones of a code together, parents first."""
    for name in _ELSEWHERE:
        importlib.import_module(name)
    return list(dict.fromkeys(_with_children(ExtractorError)))


def error_page() -> str:
    """The page as Markdown."""
    return _HEAD + "".join(_row(error) for error in error_classes())


def _with_children(error: type[ExtractorError]) -> Iterator[type[ExtractorError]]:
    yield error
    for child in sorted(error.__subclasses__(), key=lambda one: one.code):
        if child.__module__.startswith("extractor."):
            yield from _with_children(child)


def _row(error: type[ExtractorError]) -> str:
    meaning = (error.__doc__ or "").split("\n")[0].replace("``", "`")
    cells = (f"`{error.code}`", f"`{error.__name__}`", meaning, error.exit_status, error.http_status, error.remedy)
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    TARGET.write_text(error_page(), encoding="utf-8")
