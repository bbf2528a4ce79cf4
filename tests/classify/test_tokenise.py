"""The tokeniser, and that it leaves no traces."""

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.classify.tokenise import domain_words, tokenise


def test_words_in_order() -> None:
    words = tokenise("政府采购预算表")
    assert "".join(words) == "政府采购预算表"
    assert "采购" in words
    assert tokenise(" 。，") == []


@pytest.mark.parametrize("word", ["办结率", "个工作日", "服务对象满意度指标", "公务接待费"])
def test_words_of_the_field_are_whole(word: str) -> None:
    assert word in domain_words()
    assert word in tokenise(f"本年{word}为零")


def test_other_users_of_jieba_keep_their_dictionary() -> None:
    assert tokenise("服务对象满意度指标") == ["服务对象满意度指标"]
    import jieba

    assert "服务对象满意度指标" not in jieba.dt.FREQ


@pytest.mark.parametrize("text", ["", "\ud800", "😀😀", "數量指標" * 2500, "abc 中文 Ω"])
def test_hostile_texts(text: str) -> None:
    words = "".join(tokenise(text))
    assert words == "".join(text.split()).replace("\ud800", "")


def test_reads_no_cache_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "jieba.cache").write_bytes(b"poison")
    code = "from extractor.classify.tokenise import tokenise; print(len(tokenise('项目支出')))"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"TMPDIR": str(tmp_path), "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "2"
    assert done.stderr == ""
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
    assert (tmp_path / "jieba.cache").read_bytes() == b"poison"
