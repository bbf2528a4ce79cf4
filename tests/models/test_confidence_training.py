"""The fit of the confidence model: the same numbers again, limits kept, groups pooled, calibrated on what it saw."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extractor.confidence.cell_evidence import EVIDENCE, SIGNS
from extractor.confidence.confidence_model import READINGS, ConfidenceModel
from extractor.document.table import Cell, Column, Table
from extractor.errors import UsageError
from extractor.models.training.bounded_logistic import Judged, fit_pooled
from extractor.models.training.confidence import ConfidenceTraining, fit_confidence
from extractor.models.training.confidence_samples import TableSample, confidence_samples

FAILED, PROVED = EVIDENCE.index("failed"), EVIDENCE.index("proved")


def judged(number: int, seed: int, *, slope: float = 3.0) -> Judged:
    """Items with two parts of evidence, of which only the first says something."""
    draw = np.random.default_rng(seed)
    evidence = draw.integers(0, 2, (number, 2)).astype(np.float64)
    wrong = draw.random(number) < 1 / (1 + np.exp(3.0 - slope * evidence[:, 0]))
    return Judged(evidence, wrong, np.ones(number))


def test_the_weights_are_found_and_calibrated() -> None:
    group = judged(20_000, 1)
    weights, starts = fit_pooled([group], [(None, None)] * 2, 1.0)
    assert weights[0] == pytest.approx([3.0, 0.0], abs=0.2) and starts[0] == pytest.approx(-3.0, abs=0.2)
    said = 1 / (1 + np.exp(-(group.evidence @ weights[0] + starts[0])))
    for value in np.unique(said):
        assert group.wrong[said == value].mean() == pytest.approx(value, abs=0.02)


def test_a_weight_stays_within_its_limits() -> None:
    weights, _ = fit_pooled([judged(2_000, 2)], [(None, 0.0), (0.0, None)], 1.0)
    assert weights[0][0] == 0.0 and weights[0][1] >= 0.0


def test_a_group_without_faults_learns_from_the_others() -> None:
    few = Judged(np.array([[0.0, 1.0]] * 50), np.zeros(50, dtype=np.bool_), np.ones(50))
    weights, _ = fit_pooled([judged(5_000, 3), few], [(None, None)] * 2, 1.0)
    assert weights[1][0] > 1.0


@pytest.mark.parametrize("wrong", [np.zeros(4, dtype=np.bool_), np.ones(4, dtype=np.bool_)])
def test_there_must_be_right_and_wrong(wrong: np.ndarray) -> None:
    with pytest.raises(UsageError, match="right and wrong"):
        fit_pooled([Judged(np.zeros((4, 1)), wrong, np.ones(4))], [(None, None)], 1.0)


def samples() -> list[TableSample]:
    """Tables of all readings in which cells with a failed check are mostly wrong, proved ones right."""
    draw = np.random.default_rng(4)
    found = []
    for number in range(60):
        evidence = np.zeros((20, len(EVIDENCE)))
        evidence[:, FAILED] = draw.random(20) < 0.2
        evidence[:, PROVED] = (evidence[:, FAILED] == 0) & (draw.random(20) < 0.5)
        wrong = (draw.random(20) < np.where(evidence[:, FAILED] > 0, 0.8, 0.05)).astype(np.int8)
        cells = tuple(Cell(f"t1.r{row}c0", row, 0, 1, 1, "", "", "data") for row in range(20))
        table = Table(
            id="t1", title=None, kind="other", unit=None, reporting_unit=None, as_of=None, pages=(), captions=(),
            notes=(), declared_empty=False, reading="native", confidence=1.0, header_rows=1,
            columns=(Column(()),), rows=(), parts=(), cells=cells,
        )  # fmt: skip
        found.append(TableSample(table, evidence, wrong, number % len(READINGS), f"d{number}", number))
    return found


def test_the_same_samples_give_the_same_arrays_and_failed_cells_come_last() -> None:
    first, again = (fit_confidence(samples(), ConfidenceTraining()) for _ in range(2))
    assert {name: array.tolist() for name, array in first.items()} == {n: a.tolist() for n, a in again.items()}
    model = ConfidenceModel.of(first)
    for reading in READINGS:
        evidence = np.zeros((3, len(EVIDENCE)))
        evidence[0, FAILED], evidence[1, PROVED] = 1.0, 1.0
        failed, proved, plain = model.cells(evidence, reading)
        assert failed < plain <= proved
    places = [place for place, name in enumerate(EVIDENCE) if SIGNS[name] == "for"]
    assert (first["weight"][:, places] <= 0).all()  # type: ignore[operator]


def test_a_document_full_of_faults_counts_for_no_more_than_others() -> None:
    told = samples()
    full = [replace(sample, document="one", wrong=np.ones_like(sample.wrong)) for sample in told[:30]]
    training = ConfidenceTraining(most_wrong=20)
    with_it, without = (fit_confidence(chosen, training) for chosen in ([*full, *told[30:]], told[30:]))
    capped = float(np.abs(with_it["start"].astype(float) - without["start"].astype(float)).max())
    free = fit_confidence([*full, *told[30:]], ConfidenceTraining(most_wrong=100_000))
    assert capped < float(np.abs(free["start"].astype(float) - without["start"].astype(float)).max())


def test_a_folder_without_documents_to_learn_from_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="train split"):
        confidence_samples(tmp_path)
