"""``extractor train domain-words``: the shipped file again, and what is held for a word."""

from pathlib import Path

from extractor.classify.model_file import MODELS_FOLDER, read_models_manifest
from extractor.cli import main
from extractor.corpora.indicators import LabelledIndicator, LabelledProject
from extractor.models.training.domain_words import gather_domain_words


def test_the_command_makes_the_shipped_file_again(tmp_path: Path) -> None:
    assert main(["train", "domain-words", "-o", str(tmp_path)]) == 0
    assert read_models_manifest(tmp_path)["domain_words"] == read_models_manifest()["domain_words"]
    assert (tmp_path / "domain_words.txt").read_bytes() == (MODELS_FOLDER / "domain_words.txt").read_bytes()


def written(number: int, name: str) -> LabelledProject:
    row = LabelledIndicator(1, "产出指标", "数量指标", "产出指标", "数量指标", name, "1")
    return LabelledProject(f"p{number}", "water", "four_tier", "甲", (row,))


def test_a_word_stands_in_many_projects_beside_many_characters() -> None:
    names = ["甲办结率", "乙办结率", "丙办结率高", "丁办结率低", "办结率", "戊办结率"]
    words = gather_domain_words([written(*numbered) for numbered in enumerate(names)], ())
    assert "办结率" in words and "结率" not in words and "甲办结率" not in words
    alike = gather_domain_words([written(number, "甲办结率高") for number in range(6)], ())
    assert "办结率" not in alike
    assert "办结率" not in gather_domain_words([written(0, "办结率")], ())
