"""The figures on the labelled documents do not fall."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from extractor import extract
from extractor.corpora import read_manifest
from extractor.document.wire import to_data
from extractor.eval.baseline import find_falls, read_baseline
from extractor.eval.run import evaluate

PDF_SETS = {"jiangsu-shengwei-2019-tables", "jiangsu-zhengxie-2018-tables", "shanghai-wanli-2024"}
CLEAN_SEEDS = {"hebei-leting-2023-targets", "hebei-lunan-2025-targets"}


def test_no_figure_falls_first_light_holds_and_no_test_document_is_opened(
    shared: Path, files_opened: Callable[[], AbstractContextManager[set[Path]]]
) -> None:
    manifest = read_manifest()
    with files_opened() as opened:
        report = evaluate(manifest.of_split("dev"), shared / "documents", lambda path: to_data(extract(path)))
    held_out = manifest.of_split("test").sets
    closed = {shared / entry.path for entry in held_out} | {manifest.folder / entry.labels for entry in held_out}
    assert {path.resolve() for path in opened}.isdisjoint({path.resolve() for path in closed})
    assert {document.outcome for document in report.documents} == {"measured"}
    assert find_falls(report, read_baseline()) == []
    scores = {document.id: document.scores for document in report.documents}
    for name in PDF_SETS:
        value = scores[name]["numeric_cells"].value
        assert value is not None and value >= 0.97
    for name in CLEAN_SEEDS:
        value = scores[name]["project_facts"].value
        assert value is not None and value >= 0.99
    garbled = scores["hebei-leting-2024-budget"]["project_facts"].value
    assert garbled is not None and garbled >= 0.90
