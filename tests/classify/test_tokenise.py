"""The tokeniser, and that it leaves no traces."""

import subprocess
import sys
from pathlib import Path

from extractor.classify.tokenise import tokenise


def test_words_in_order() -> None:
    words = tokenise("政府采购预算表")
    assert "".join(words) == "政府采购预算表"
    assert "采购" in words
    assert tokenise(" 。，") == []


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
