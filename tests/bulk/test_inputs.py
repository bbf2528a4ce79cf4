"""Which files an input names, and where each result goes."""

from pathlib import Path

import pytest

from extractor.bulk.inputs import Task, plan_tasks
from extractor.bulk.outcome import Outcome
from extractor.errors import UsageError


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("2024/预算.pdf", "2024/b.docx", "2025/a.xlsx", "2025/deep/er/c.txt", ".hidden.pdf", ".git/d.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path


def outputs(tree: Path, *inputs: str, output: str = "out") -> list[str]:
    parts = plan_tasks([str(tree / words) for words in inputs], tree / output)
    return [part.output or "" for part in parts if isinstance(part, Task | Outcome)]


def test_a_folder_is_walked_sorted_and_its_hidden_files_are_passed_over(tree: Path) -> None:
    assert outputs(tree, ".") == [
        "2024/b.docx.json",
        "2024/预算.pdf.json",
        "2025/a.xlsx.json",
        "2025/deep/er/c.txt.json",
    ]


def test_files_keep_their_path_below_their_common_parent(tree: Path) -> None:
    assert outputs(tree, "2024/预算.pdf", "2025/deep/er/c.txt") == ["2024/预算.pdf.json", "2025/deep/er/c.txt.json"]


def test_one_file_goes_to_the_top(tree: Path) -> None:
    assert outputs(tree, "2025/deep/er/c.txt") == ["c.txt.json"]


def test_a_pattern_finds_files_at_any_depth(tree: Path) -> None:
    assert outputs(tree, "**/*.[pt]*") == ["2024/预算.pdf.json", "2025/deep/er/c.txt.json"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tree: Path) -> None:
    (tree / "a[1].pdf").write_text("x", encoding="utf-8")
    path = tree / "a[1].pdf"
    assert [*plan_tasks([str(path)], tree / "out")] == [Task(path, "a[1].pdf", found=False)]


def test_results_of_an_earlier_run_are_no_inputs(tree: Path) -> None:
    (tree / "out").mkdir()
    (tree / "out" / "b.docx.json").write_text("{}", encoding="utf-8")
    assert "out/b.docx.json.json" not in outputs(tree, ".")
    assert "out/b.docx.json.json" not in outputs(tree, "**/*")


@pytest.mark.parametrize("inputs", [("2024/b.docx", "2024/b.docx"), (".", "2024/../2024/b.docx", "2025/a.xlsx")])
def test_the_same_output_path_twice_is_refused(tree: Path, inputs: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="would both be written to"):
        outputs(tree, *inputs)


def test_two_folders_with_a_file_of_one_name_are_refused(tree: Path) -> None:
    (tree / "2025" / "b.docx").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=r"b\.docx\.json"):
        outputs(tree, "2024", "2025")


def test_a_pattern_without_a_match_is_refused(tree: Path) -> None:
    with pytest.raises(UsageError, match="No file matches"):
        outputs(tree, "*.doc")
