"""Probabilities → characters, by hand-made steps."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractor.ocr.worker.ctc import spell

CHARACTERS = ["blank", "1", "7", "3", " "]


def steps(*rows: dict[int, float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    table = np.zeros((len(rows), len(CHARACTERS)), dtype=np.float32)
    for place, row in enumerate(rows):
        for label, share in row.items():
            table[place, label] = share
    return table


def test_a_run_of_steps_is_one_character_and_a_blank_parts_two() -> None:
    spelled = spell(steps({1: 0.9}, {1: 0.8}, {0: 1}, {1: 0.7}, {4: 1}, {2: 0.9}), CHARACTERS)
    assert [(item.text, item.first, item.last) for item in spelled] == [("1", 0, 1), ("1", 3, 3), ("7", 5, 5)]


def test_a_character_has_the_certainty_and_the_rivals_of_its_surest_step() -> None:
    (item,) = spell(steps({1: 0.5, 2: 0.4}, {1: 0.7, 2: 0.2, 3: 0.05, 0: 0.04, 4: 0.01}), CHARACTERS)
    assert item.probability == 0.7
    assert item.alternatives == (("7", 0.2), ("3", 0.05))


def test_blanks_alone_spell_nothing() -> None:
    assert spell(steps({0: 1}, {0: 1}), CHARACTERS) == []


@given(st.lists(st.integers(0, len(CHARACTERS) - 1), min_size=1, max_size=40))
def test_the_best_path_is_collapsed(labels: list[int]) -> None:
    table = np.full((len(labels), len(CHARACTERS)), 0.01, dtype=np.float32)
    table[np.arange(len(labels)), labels] = 0.96
    expected = [a for a, b in zip(labels, [-1, *labels], strict=False) if a != b and a not in (0, 4)]
    spelled = spell(table, CHARACTERS)
    assert [item.text for item in spelled] == [CHARACTERS[label] for label in expected]
    for item in spelled:
        shares = [share for _, share in item.alternatives]
        assert shares == sorted(shares, reverse=True) and len(shares) <= 3
        assert item.text not in dict(item.alternatives)
