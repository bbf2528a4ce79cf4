"""A label as what is compared."""

from typing import Any

from extractor.corpora import Label
from extractor.eval.views import UNKNOWN, CellView, label_tables


def test_the_cells_of_a_label_are_kept_and_unknown_texts_marked(label: dict[str, Any]) -> None:
    table = label["tables"][0]
    texts: dict[tuple[int, int], Any] = {(0, 0): "科目", (5, 3): {"unknown": "torn"}}
    table["cells"] = [
        {"row": row, "column": column, "text": texts.get((row, column), ""), "role": "data" if row > 1 else None}
        for row in range(6)
        for column in range(4)
    ]
    first, second = label_tables(Label.model_validate(label))
    assert first.cells is not None
    assert first.cells[0] == CellView(0, 0, text="科目")
    assert first.cells[-1] == CellView(5, 3, text=UNKNOWN, role="data")
    assert second.cells is None
