"""The measure of the target grammar: counts by group, and what a wrong reading costs."""

import io

import pytest
from rich.console import Console

from extractor.eval import targets
from extractor.eval.targets import print_targets, score_targets


def test_every_written_target_of_the_open_splits_is_read() -> None:
    for split, total in (("train", 286), ("dev", 298)):
        whole = score_targets(split)[-1]  # type: ignore[arg-type]  # the two are splits
        assert (whole.group, whole.right, whole.total) == ("all", total, total)


def test_a_wrong_reading_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "parse_target", lambda _: None)
    whole = score_targets("dev")[-1]
    assert 0 < whole.right < whole.total, "blanks and split columns are still right"


def test_counts_are_shown_and_no_text() -> None:
    stream = io.StringIO()
    print_targets(score_targets("dev"), Console(file=stream, width=80))
    assert "operator_sign" in stream.getvalue()
    assert "≥" not in stream.getvalue()
