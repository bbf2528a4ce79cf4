"""Tables with a confidence for every cell and for the whole, by weights that the test gives."""

from dataclasses import replace

import numpy as np
import pytest

from extractor.confidence.cell_evidence import EVIDENCE
from extractor.confidence.confidence_model import READINGS, ConfidenceModel, probability
from extractor.confidence.findings import Findings
from extractor.confidence.page_evidence import INFERRED
from extractor.confidence.rate import rate_tables, reading_of
from extractor.confidence.table_evidence import TABLE_EVIDENCE, table_evidence
from extractor.document.geometry import BBox, Place
from extractor.document.table import Cell, Column, Row, Table
from extractor.document.uncertain import UncertainCharacter
from extractor.errors import ModelError

ARRAYS: dict[str, np.ndarray] = {
    "readings": np.array(READINGS),
    "evidence": np.array(EVIDENCE),
    "table_evidence": np.array(TABLE_EVIDENCE),
    "weight": np.zeros((len(READINGS), len(EVIDENCE))),
    "start": np.array([-6.0, -3.0, -3.0, -2.0]),
    "table_weight": np.array([2.0, *[0.0] * (len(TABLE_EVIDENCE) - 1)]),
    "table_start": np.array(-4.0),
}


def model(**weights: float) -> ConfidenceModel:
    arrays = dict(ARRAYS)
    arrays["weight"] = np.array([[weights.get(name, 0.0) for name in EVIDENCE]] * len(READINGS))
    return ConfidenceModel.of(arrays)


def table_of(*texts: str, sure: float = 1.0) -> Table:
    """A table of one column below the heading 金额."""
    cells = [Cell("t1.r0c0", 0, 0, 1, 1, "金额", "金额", "column_attribute", confidence=sure)]
    cells += [
        Cell(f"t1.r{n}c0", n, 0, 1, 1, text, text, "data", confidence=sure) for n, text in enumerate(texts, start=1)
    ]
    return Table(
        id="t1", title="表", kind="other", unit="万元", reporting_unit=None, as_of=None, pages=(1,), captions=(),
        notes=(), declared_empty=False, reading="native", confidence=1.0, header_rows=1,
        columns=(Column(("金额",), "amount"),), rows=tuple(Row((text,)) for text in texts), parts=(),
        cells=tuple(cells),
    )  # fmt: skip


def test_each_reading_has_its_own_certainty() -> None:
    assert reading_of(table_of("1.00"), {"t1"}) == "torn"
    spaced = table_of("1.00", sure=INFERRED)
    placed = tuple(replace(cell, boxes=(Place(1, BBox(0, 0, 9, 9)),)) for cell in spaced.cells)
    assert reading_of(replace(spaced, cells=placed), ()) == "inferred"
    assert reading_of(spaced, ()) == "spaced"
    assert reading_of(table_of("1.00"), ()) == "drawn"
    one_leans = table_of("1.00", "2.00")
    one_leans = replace(one_leans, cells=(replace(one_leans.cells[0], confidence=0.5), *one_leans.cells[1:]))
    assert reading_of(one_leans, ()) == "drawn"


def test_a_cell_with_evidence_against_it_comes_last_and_draws_the_table_down() -> None:
    sound = rate_tables([table_of("1.00", "2.00", "3.00", "4.00")], Findings(), (), model(failed=4.0))[0]
    assert {cell.confidence for cell in sound.cells} == {round(1 / (1 + np.exp(-6)), 4)}
    findings = Findings(failing={"t1.r2c0"})
    rated = rate_tables([table_of("1.00", "2.00", "3.00", "4.00")], findings, (), model(failed=4.0))[0]
    assert min(rated.cells, key=lambda cell: cell.confidence).id == "t1.r2c0"
    assert rated.confidence < sound.confidence


def test_only_the_confidence_is_written() -> None:
    before = table_of("1.00", "行政")
    after = rate_tables([before], Findings(), (), model())[0]
    unrated = replace(after, confidence=1.0, cells=tuple(replace(cell, confidence=1.0) for cell in after.cells))
    assert unrated == before


def test_a_table_without_cells_stays() -> None:
    empty = replace(table_of(), cells=(), rows=())
    assert rate_tables([empty], Findings(), (), model()) == (empty,)


def test_a_model_of_other_evidence_is_refused() -> None:
    with pytest.raises(ModelError, match="another version"):
        ConfidenceModel.of(ARRAYS | {"evidence": np.array(EVIDENCE[1:])})
    with pytest.raises(ModelError, match="lacks"):
        ConfidenceModel.of({name: array for name, array in ARRAYS.items() if name != "start"})


def test_extreme_odds_stay_probabilities() -> None:
    assert probability(np.array([-1e4, 0.0, 1e4])).tolist() == [0.0, 0.5, 1.0]
    assert np.isfinite(table_evidence(table_of("1.00"), np.array([0.0, 1.0]))).all()


def test_a_recognised_character_in_doubt_lowers_the_confidence_of_its_cell() -> None:
    table = table_of("38.00", "12.00", "5.00")
    doubt = [UncertainCharacter(1, "8", 0.8, cell=f"t1.r{row}c0") for row in (1, 2, 3)]
    proved = replace(table.cells[2], check="proved")
    mended = replace(table.cells[3], text="6.00")
    table = replace(table, cells=(*table.cells[:2], proved, mended), uncertain=(*doubt, doubt[0]))
    (rated,) = rate_tables([table], Findings.of((), (), [table]), (), model())
    sure = float(probability(np.array(6.0)))
    assert [cell.confidence for cell in rated.cells] == pytest.approx([sure, sure * 0.64, sure, sure], abs=1e-4)
