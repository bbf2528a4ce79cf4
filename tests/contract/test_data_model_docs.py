"""docs/data-model.md says the tables as they are, and its questions answer what stands below them."""

import importlib.util
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from extractor import extract
from extractor.export.tidy.formats import write_tables
from extractor.export.tidy.view import DocumentView
from tests.export.tidy.documents import document_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "data-model.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^(\S[^\n]*):\n\n```sql\n(.*?)```\n\n```text\n(.*?)```$", PAGE, flags=re.DOTALL | re.MULTILINE)
PYTHON = re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_data_model", ROOT / "tools" / "write_data_model.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def demo_views() -> list[DocumentView]:
    return [DocumentView(extract(path), path.name) for path in sorted((ROOT / "corpora" / "demo").glob("*.*"))]


@pytest.fixture(scope="module")
def database(demo_views: list[DocumentView], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "budgets.duckdb"
    write_tables(demo_views, "duckdb", path)
    return path


def test_the_page_is_as_the_tables_are(writer: ModuleType) -> None:
    assert writer.page_with(writer.tables_part(), PAGE) == PAGE, "run `make docs`"


def test_the_page_has_questions() -> None:
    assert len(QUESTIONS) >= 6
    assert len(QUESTIONS) == PAGE.count("```sql")


def printed(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "null" if value is None else str(value)


@pytest.mark.parametrize(("question", "query", "answer"), QUESTIONS, ids=[question for question, _, _ in QUESTIONS])
def test_each_question_answers_what_stands_below_it(question: str, query: str, answer: str, database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as base:
        rows = base.execute(query).fetchall()
    assert "".join(" | ".join(map(printed, row)) + "\n" for row in rows) == answer


def test_questions_find_what_is_wrong(tmp_path: Path) -> None:
    """The demonstration documents hold; in this one nothing does."""
    path = tmp_path / "wrong.duckdb"
    write_tables([DocumentView(document_of("示例"), "a.pdf")], "duckdb", path)
    with duckdb.connect(str(path), read_only=True) as base:
        found = {question: base.execute(query).fetchall() for question, query, _ in QUESTIONS}
    assert [answer[0][:3] for question, answer in found.items() if "exceeds" in question] == [("a.pdf", "示例", "示例")]
    assert [answer for question, answer in found.items() if "failed identities" in question] == [
        [("a.pdf", "示例", 2025, 1, [1])]
    ]
    assert all(len(answer) == 1 for question, answer in found.items() if "repair" in question or "prose" in question)
    assert sum(bool(answer) for answer in found.values()) >= 5


def test_the_python_recipes_run(demo_views: list[DocumentView], tmp_path: Path) -> None:
    write_tables(demo_views, "parquet", tmp_path / "tables")
    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    for script in PYTHON:
        words = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", script]
        done = subprocess.run(
            words, cwd=tmp_path, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"}
        )
        assert done.returncode == 0, done.stderr
        assert "3163000" in done.stdout or "1280000" in done.stdout
