"""docs/errors.md says every error, and says it as the classes do."""

import ast
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_error_docs", ROOT / "tools" / "write_error_docs.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_as_the_classes_are(writer: ModuleType) -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    assert page == writer.error_page(), "run `make docs`"


def test_no_error_class_is_left_out(writer: ModuleType) -> None:
    said = {error.__name__ for error in writer.error_classes()}
    written = {"ExtractorError"}
    classes = [
        (node.name, {base.id for base in node.bases if isinstance(base, ast.Name)})
        for folder in ("extractor", "eval", "corpora")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    for _ in classes:  # a child may be read before its parent: go round until nothing is added
        before = len(written)
        written |= {name for name, bases in classes if bases & written}
        if len(written) == before:
            break
    assert written == said


def test_codes_are_stable_words_and_remedies_are_sentences(writer: ModuleType) -> None:
    errors = writer.error_classes()
    codes = [error.code for error in errors]
    assert len(codes) == len(set(codes))
    assert "unknown" not in codes, "every failure has a name"
    for error in errors:
        assert error.code.replace("_", "").isalpha() and error.code.islower()
        assert error.remedy.endswith(".") and error.remedy[0].isupper()
        assert error.exit_status in (1, 2)
        assert 400 <= error.http_status < 600
