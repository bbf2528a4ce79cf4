"""The imports of docs/architecture.md, held against every module's own words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "extractor"
STAGES = {
    "sources",
    "pictures",
    "ocr",
    "pages",
    "layout",
    "tables",
    "classify",
    "normalise",
    "verify",
    "repair",
    "readings",
    "linking",
    "confidence",
    "export",
}
APART = {"eval", "models", "corpora", "tests"}
BASE = {"document", "errors", "options", "outside", "temporary", "version"}
MAY_IMPORT = {
    "errors": set(),
    "version": set(),
    "document": {"document", "errors"},
    "options": {"errors", "options"},
    "outside": set(),
    "temporary": set(),
    **{stage: {stage, *BASE} for stage in STAGES},
    "pipeline": {"pipeline", *STAGES, *BASE},
    "sandbox": {"sandbox", "pipeline", "export", *BASE},
    "bulk": {"bulk", "pipeline", "sandbox", *BASE},
    "service": {"service", "bulk", "pipeline", "sandbox", "export", *BASE},
    "commands": {"commands", "bulk", "pipeline", "sandbox", "export", "service", *BASE},
    "cli": {"commands", "errors", "version"},
    "__main__": {"cli"},
    "__init__": {"bulk", "pipeline", *BASE},
}
"""Which parts of the package each part may import when it is loaded."""
LAZILY = {"cli": {"eval", "models"}, "commands": {"eval", "models", "corpora"}, "service": {"eval", "corpora"}}
"""What some may import within a function besides."""


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] not in APART]


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST, package: list[str]) -> Iterator[tuple[str, bool]]:
    """(part of the package that is imported, whether only within a function)."""
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{stem}.{alias.name}" for alias in node.names] if stem == "extractor" else [stem]
        for name in names:
            head, _, rest = name.partition(".")
            if head == "extractor":
                yield (rest.split(".")[0] or "__init__"), id(node) in inside
            elif head in APART:
                yield head, id(node) in inside


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_each_module_imports_only_what_its_part_may(path: Path) -> None:
    part = part_of(path)
    assert part in MAY_IMPORT, f"say in this test what extractor/{part} may import"
    package = ["extractor", *path.relative_to(PACKAGE).parts[:-1]]
    for imported, lazily in imports(ast.parse(path.read_text(encoding="utf-8")), package):
        allowed = MAY_IMPORT[part] | (LAZILY.get(part, set()) if lazily else set())
        assert imported in allowed, f"extractor/{part} must not import {imported}{' here' if lazily else ''}"


def test_only_the_pipeline_imports_more_than_one_stage() -> None:
    many = {part for part, allowed in MAY_IMPORT.items() if len(allowed & (STAGES - {"export"})) > 1}
    assert many == {"pipeline"}


def test_the_reading_of_imports_sees_every_form() -> None:
    text = "import extractor.layout.ruled\nfrom extractor import tables\nfrom .lines import x\nfrom ..pages import y\n"
    text += "def f():\n    from extractor.eval import command\n"
    found = list(imports(ast.parse(text), ["extractor", "document"]))
    assert found == [("layout", False), ("tables", False), ("document", False), ("pages", False), ("eval", True)]
