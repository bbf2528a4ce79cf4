"""Every file is in one part, and in the same one always."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.bulk.inputs import plan_tasks
from extractor.bulk.shard import Shard
from extractor.errors import UsageError


@given(st.text(), st.integers(1, 50))
def test_a_file_is_in_exactly_one_part(source: str, count: int) -> None:
    assert sum(Shard(number, count).holds(source) for number in range(1, count + 1)) == 1


def test_the_parts_stay_what_they_are_in_every_version() -> None:
    shards = [Shard.from_words(f"{number}/3") for number in (1, 2, 3)]
    of = {name: [s.number for s in shards if s.holds(name)] for name in ("a.pdf", "2024/预算.pdf", "e.pdf", "f.pdf")}
    # by sha256sum: the first eight bytes modulo 3
    assert of == {"a.pdf": [3], "2024/预算.pdf": [3], "e.pdf": [2], "f.pdf": [2]}


@pytest.mark.parametrize("words", ["0/2", "3/2", "1", "1/0", "a/b", "-1/2", "1/2/3", ""])
def test_what_is_no_part_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="no shard"):
        Shard.from_words(words)


def test_the_parts_of_a_plan_together_are_the_plan(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text("x", encoding="utf-8")
    whole = [part.source for part in plan_tasks([str(tmp_path)], tmp_path / "out")]
    parts = [plan_tasks([str(tmp_path)], tmp_path / "out", shard=Shard(number, 3)) for number in (1, 2, 3)]
    assert sorted(part.source for plan in parts for part in plan) == whole
    assert [len(plan) for plan in parts] == [len(list(plan)) for plan in parts]
    assert min(len(plan) for plan in parts) > 0
