"""``extractor train indicator-tiers``: the shipped file bit for bit, from the train split alone."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extractor.classify.indicator_tiers import IndicatorRow, IndicatorTierModel
from extractor.classify.model_file import MODELS_FOLDER, read_models_manifest
from extractor.classify.tier_states import STATE_COUNT, state_of, tier1_state, tier2_state
from extractor.cli import main
from extractor.models.training.indicator_tiers import TierTraining, count_chain, fit_indicator_tiers


@pytest.fixture
def opened() -> Iterator[list[Path]]:
    """The paths of all files that are opened while the test runs."""
    paths: list[Path] = []
    listening = [True]

    def listen(event: str, arguments: tuple[Any, ...]) -> None:
        if listening and event == "open" and isinstance(arguments[0], str):
            paths.append(Path(arguments[0]))

    sys.addaudithook(listen)
    yield paths
    listening.clear()


def test_the_command_makes_the_shipped_file_again(tmp_path: Path, opened: list[Path]) -> None:
    assert main(["train", "indicator-tiers", "-o", str(tmp_path)]) == 0
    assert read_models_manifest(tmp_path)["indicator_tiers"] == read_models_manifest()["indicator_tiers"]
    assert (tmp_path / "indicator_tiers.npz").read_bytes() == (MODELS_FOLDER / "indicator_tiers.npz").read_bytes()
    read = {path.parent.name for path in opened if path.suffix == ".jsonl"}
    assert read == {"train"}


def test_a_chain_by_hand() -> None:
    amount = state_of(tier1_state("产出指标"), tier2_state("数量指标"))
    quality = state_of(tier1_state("产出指标"), tier2_state("质量指标"))
    chain = count_chain([[amount, quality], [amount, amount, quality]], TierTraining())
    assert chain.first.argmax() == amount and chain.last.argmax() == quality
    assert chain.after[amount].argmax() == quality
    assert chain.first.sum() == pytest.approx(1.0)
    assert chain.after.sum(axis=1) + chain.last == pytest.approx(np.ones(STATE_COUNT))


def test_what_was_learned_holds_for_new_words() -> None:
    form = [
        IndicatorRow("产出指标", "数量指标", "培训人数"),
        IndicatorRow("产出指标", "质量指标", "合格率"),
        IndicatorRow("满意度指标", "服务对象满意度指标", "满意度"),
    ]
    model = IndicatorTierModel.of(fit_indicator_tiers([form] * 6, TierTraining()))
    told = model.tell_by_words([IndicatorRow(None, None, "救助人数"), IndicatorRow(None, None, "达标率")])
    assert told == ("数量指标", "质量指标")
