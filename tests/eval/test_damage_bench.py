"""The repair bench: what is right at a place, what becomes of a fault, and that only the torn text is extracted."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.corpora import Label
from extractor.corpora.damage.record import Fault, Source
from extractor.document.document import Document
from extractor.eval import mending
from extractor.eval.damage import describe, main, table, tally_data
from extractor.eval.damage_bench import Tally, measure, open_bench, total
from extractor.eval.damaged_cells import CellFates, judge_cells
from extractor.eval.mending import Changes, Fate, Reading, changed_places, flags, judge_faults, read_document, read_text
from extractor.eval.prediction import read_prediction
from extractor.eval.score import Counts
from extractor.eval.truth_places import Said, TruthPlace, hold_against
from extractor.options import Options
from extractor.pipeline import extract

TEXT = """部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
合计\t\t18.50\t12.50\t6.00
201\t一般公共服务支出\t10.00\t4.00\t6.00
208\t社会保障和就业支出\t8.50\t8.50\t
"""
SOURCE = Source(id="small", sha256="ab" * 32, name="small.pdf")
COUNTS = (Counts(), Counts())
Predict = Callable[[dict[str, Any]], dict[str, Any]]


def statement_data() -> dict[str, Any]:
    return {
        "label_version": 1,
        "document": {"sha256": "ab" * 32, "name": "small.pdf"},
        "kind": "budget",
        "tables": [
            {
                "title": "部门支出总表",
                "kind": "expenditure_summary",
                "unit": "万元",
                "header_rows": 1,
                "columns": [{"path": [word]} for word in ("科目编码", "科目名称", "合计", "基本支出", "项目支出")],
                "rows": [
                    {"values": ["合计", "", "18.50", "12.50", "6.00"]},
                    {"values": ["201", "一般公共服务支出", "10.00", "4.00", "6.00"]},
                    {"values": ["208", "社会保障和就业支出", "8.50", "8.50", ""]},
                ],
            }
        ],
        "projects": None,
    }


@pytest.fixture
def statement() -> Label:
    return Label.model_validate(statement_data())


def cell(row: int, column: int) -> TruthPlace:
    return TruthPlace("table", 0, f"rows.{row}.values.{column}")


def fault(*truth: str, line: int = 7, lines: int = 1, **fields: Any) -> Fault:
    values: dict[str, Any] = {"kind": "lost_cell", "table": 0, "row": 2, "column": 2, "recoverable": True} | fields
    return Fault(truth=list(truth), line=line, before=["x"] * lines, after=["y"] * lines, **values)


@pytest.mark.parametrize(
    ("truth", "said", "right"),
    [
        ("1,176.66", "1176.66", True),
        ("1176.66", "1 176.66", False),  # two groups of digits are two numbers
        ("32.04", "32. 04", True),
        ("一般公共服务支出", "一般 公共服务支出", True),
        ("（一）", "(一)", True),
        ("", "", True),
        ("", "5.00", False),
        ("5.00", "", False),
        ("—", "—", True),
        (None, "5.00", None),
    ],
)
def test_a_number_is_right_as_it_reads_and_a_text_without_space(
    truth: str | None, said: str, right: bool | None
) -> None:
    assert Said(truth, said).is_right is right


def test_every_place_of_tables_and_projects_is_told(label: dict[str, Any], predict: Predict) -> None:
    data = predict(label)
    data["tables"][0]["rows"][0]["values"] = ["201", "一般公共服务支出", "", "10.00"]
    data["projects"][0]["indicators"][0]["target"]["unit"] = "个"
    data["projects"][0]["plan"] = []
    places = hold_against(Label.model_validate(label), read_prediction(data)).places
    assert places[cell(0, 2)] == Said("10.00", "")  # the amount slid: no column is matched by what it holds
    assert places[cell(0, 3)] == Said("6.00", "10.00")
    assert places[TruthPlace("table", 1, "columns.0.path")] == Said("收入\n项目", "收入\n项目")
    assert places[TruthPlace("project", 0, "budget.total")].is_right
    assert places[TruthPlace("project", 0, "plan.0.raw")] == Said("7.50", "")
    assert places[TruthPlace("project", 0, "indicators.0.target")].is_right is False
    assert places[TruthPlace("project", 0, "objectives.0")] == Said("1.目标", "1.目标")
    assert sum(place.path.startswith("rows.") for place in places) == 4 * 4 + 3 * 4


def test_what_no_table_or_project_answers_is_blank(label: dict[str, Any]) -> None:
    places = hold_against(Label.model_validate(label), read_prediction({"tables": []})).places
    assert places[cell(0, 2)] == Said("10.00", "")
    assert places[TruthPlace("project", 0, "name")] == Said("业务经费", "")


def test_an_unknown_value_is_neither_right_nor_wrong(label: dict[str, Any], predict: Predict) -> None:
    data = predict(label)
    label["tables"][0]["rows"][0]["values"][2] = {"unknown": "gone"}
    label["projects"][0]["budget"]["total"] = {"unknown": "gone"}
    label["projects"][0]["indicators"][0]["target"] = {"unknown": "gone"}
    places = hold_against(Label.model_validate(label), read_prediction(data)).places
    assert places[cell(0, 2)] == Said(None, "10.00")
    assert places[TruthPlace("project", 0, "budget.total")].is_right is None
    assert places[TruthPlace("project", 0, "indicators.0.target")].is_right is None


def test_a_fault_is_flagged_on_its_lines_or_in_its_column(statement: Label) -> None:
    wrong = extract(TEXT.replace("8.50\t8.50", "8.50\t8.40").encode(), name="torn.txt")
    assert any(check.status == "fail" for check in wrong.checks)
    assert flags(fault("rows.2.values.3", line=8), wrong) == (True, True)
    assert flags(fault("rows.0.values.0", line=5), wrong) == (False, False)  # the header's line, the codes' column
    assert flags(fault("rows.0.values.3", line=5), wrong) == (False, True)
    assert flags(fault("plan.0.raw", line=8, table=None, project=0, column=3), wrong) == (True, True)
    sound = extract(TEXT.encode(), name="torn.txt")
    assert flags(fault("rows.2.values.3", line=8), sound) == (False, False)


def test_a_problem_of_a_cell_flags_it_and_an_info_does_not() -> None:
    document = extract(TEXT.replace("10.00\t4.00", "10.00\t4.00 1.00").encode(), name="torn.txt")
    problem = next(problem for problem in document.problems if problem.subjects)
    assert problem.severity == "warning"
    quiet = replace(document, checks=(), problems=(replace(problem, severity="info"),))
    assert flags(fault("rows.1.values.3", line=7), replace(document, checks=())) == (True, True)
    assert flags(fault("rows.1.values.3", line=7), quiet) == (False, False)


def test_the_fate_of_a_fault_is_told_by_its_places() -> None:
    sound = extract(TEXT.encode(), name="torn.txt")
    failing = extract(TEXT.replace("8.50\t8.50", "8.50\t8.40").encode(), name="torn.txt")
    at, wrong = cell(1, 3), Said("4.00", "")

    def fate(clean: str, before: Said, after: Said, of: Document = sound, line: int = 7) -> str:
        readings = [Reading(of, {at: said}, Counts(), Counts()) for said in (before, after)]
        (outcome,) = judge_faults([fault(at.path, line=line)], {at: Said("4.00", clean)}, *readings)
        assert (outcome.before, outcome.after) == (((at, before),), ((at, after),))
        return outcome.fate

    right, unknown = Said("4.00", "4.00"), Said(None, "")
    assert fate("4.00", right, right) == "harmless"
    assert fate("4.00", wrong, right) == "mended"
    assert fate("4.00", wrong, wrong) == "silent"
    assert fate("4.00", right, wrong) == "silent"
    assert fate("", wrong, right) == "unjudged"
    assert fate("4.00", unknown, unknown) == "gone"
    # the sum over the column fails and names each of its amounts, the one on line 7 too
    assert fate("4.00", wrong, wrong, failing) == "flagged"
    assert fate("4.00", wrong, wrong, failing, line=5) == "flagged_in_column"
    assert fate("4.00", unknown, unknown, failing) == "gone_flagged"
    assert fate("4.00", unknown, unknown, failing, line=5) == "gone"


def test_what_repair_changed_is_counted_at_known_places_of_one_sort() -> None:
    def said(*pairs: tuple[str | None, str]) -> dict[TruthPlace, Said]:
        return {cell(0, n): Said(*pair) for n, pair in enumerate(pairs)}

    before = said(("1", "2"), ("1", "1"), ("1", "2"), ("1", "2"), (None, "2"))
    after = said(("1", "1"), ("1", "3"), ("1", "4"), ("1", "2"), (None, "1"))
    assert changed_places(before, after, "table") == Changes(improved=1, worsened=1, in_vain=1)
    assert changed_places(before, after, "project") == Changes()
    assert (Changes(1, 2, 3) + Changes(1, 1, 1)).total == 9


def test_the_extractor_is_given_the_torn_text_and_nothing_else(
    statement: Label, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[bytes, bool, str | None]] = []

    def spy(data: bytes, *, options: Options, name: str | None) -> Document:
        given.append((data, options.repair.enabled, name))
        return extract(data, options=options, name=name)

    monkeypatch.setattr(mending, "extract", spy)
    bench = open_bench(statement, SOURCE, "statements")
    assert bench is not None
    clean = given[0][0]
    assert [(enabled, name) for _, enabled, name in given] == [(False, "torn.txt"), (True, "torn.txt")]
    measured = measure(bench, "lost_cell", 0.3, 1)
    torn, again = given[2], given[3]
    assert torn[0] == again[0] != clean
    lines = zip(clean.decode().split("\n"), torn[0].decode().split("\n"), strict=True)
    (outcome,) = measured.outcomes
    assert [old for old, new in lines if old != new] == outcome.fault.before


def test_a_bench_counts_what_became_of_its_faults(statement: Label) -> None:
    bench = open_bench(statement, SOURCE, "statements")
    assert bench is not None
    untorn = bench.untorn.tally
    assert untorn.before == untorn.after == Counts(13, 0, 0)
    measured = [measure(bench, "lost_cell", 0.3, seed) for seed in range(5)]
    tally = total([one.tally for one in measured])
    assert tally.fates.total() == sum(len(one.outcomes) for one in measured) == 5
    assert tally.hurtful + tally.fates["gone"] + tally.fates["gone_flagged"] == 5
    lost = sum(outcome.fault.recoverable for one in measured for outcome in one.outcomes)
    assert tally.before.false_negative == lost  # what is gone for good is not scored
    assert open_bench(statement, SOURCE, "forms") is None
    assert measure(bench, "lost_tier", 0.5, 0).tally == Tally()


def test_forms_labelled_as_tables_are_a_ground_of_their_own(statement: Label) -> None:
    form = statement.tables[0].model_copy(update={"kind": "project_targets", "title": "绩效目标表"})
    both = statement.model_copy(update={"tables": [statement.tables[0], form]})
    for ground, title in (("statements", "部门支出总表"), ("form_tables", "绩效目标表")):
        bench = open_bench(both, SOURCE, ground)  # type: ignore[arg-type]
        assert bench is not None and [table.title for table in bench.label.tables] == [title]


def test_a_text_is_read_with_or_without_repair(statement: Label) -> None:
    fused = TEXT.replace("合计\t基本支出\t项目支出", "合计 1\t基本支出 2\t项目支出 3")
    path = TruthPlace("table", 0, "columns.3.path")
    without, repaired = (read_text(fused.encode(), statement, repair=repair) for repair in (False, True))
    assert (without.places[path].predicted, repaired.places[path].predicted) == ("基本支出2", "基本支出")
    assert read_document(repaired.document, statement).cells == repaired.cells == Counts(13, 0, 0)


def test_every_damaged_cell_has_one_fate(statement: Label) -> None:
    bench = open_bench(statement, SOURCE, "statements")
    assert bench is not None
    for seed in range(4):
        cells = measure(bench, "swapped_amounts", 0.3, seed).tally.cells
        assert cells.all == 15 + 5 and cells.damaged == 2
        assert cells.repaired + cells.flagged + cells.silent + cells.altered == 2
        assert cells.decided <= min(cells.decidable, cells.repaired)


def test_the_fate_of_a_cell_is_told_by_what_it_says() -> None:
    failing = extract(TEXT.replace("8.50\t8.50", "8.50\t8.40").encode(), name="torn.txt")
    at, beside = cell(1, 3), cell(2, 4)
    clean = {at: Said("4.00", "4.00"), beside: Said("", ""), cell(0, 0): Said("合计", "小计")}

    def fates(old: str, new: str, *, line: int = 7, other: str = "") -> CellFates:
        before = Reading(failing, {at: Said(None, old), beside: Said("", ""), cell(0, 0): Said("合计", "")}, *COUNTS)
        after = Reading(failing, {at: Said(None, new), beside: Said("", other), cell(0, 0): Said("合计", "x")}, *COUNTS)
        found, wrong = judge_cells([fault(at.path, line=line)], clean, (before, after), "table")
        assert len(wrong) == found.wrong
        return found

    assert fates("", "4.00") == CellFates(all=2, repaired=1, decidable=1, decided=1)
    assert fates("", "", line=7) == CellFates(all=2, flagged=1, decidable=1)
    assert fates("", "", line=5) == CellFates(all=2, silent=1, decidable=1)
    assert fates("", "5.00") == CellFates(all=2, altered=1, decidable=1)  # also where the torn text tells nothing
    assert fates("4.00", "4.00", other="1") == CellFates(all=2, spoilt=1)
    assert fates("", "4.00") + fates("", "") == CellFates(all=4, repaired=1, flagged=1, decidable=2, decided=1)


def test_the_table_says_shares_of_the_damaged_cells() -> None:
    words: dict[Fate, int] = {"harmless": 2, "mended": 3, "silent": 1, "gone": 1, "gone_flagged": 1, "unjudged": 1}
    told: dict[Fate, int] = {"harmless": 1, "mended": 2, "silent": 1}
    cells = CellFates(all=50, repaired=3, flagged=2, silent=1, altered=2, spoilt=1, decidable=4, decided=2)
    tally = Tally(Counts(8, 1, 1), Counts(9, 0, 1), Changes(3, 1, 0), Counter(words), Counter(told), cells)
    lines = table({"none": Tally(Counts(5, 0, 0), Counts(5, 0, 0)), "lost_cell": tally}).splitlines()
    assert lines[2] == "| none | 0 | 0 | – | – | – | – | 0 | – | 0 | 0.00% | 1.0000 | 1.0000 |"
    assert lines[3] == (
        "| lost_cell | 9 | 8 | 3 (38%) | 2 (25%) | 1 (12%) | 2 (25%) | 4 | 2 (50%) | 1 | 6.00% | 0.8889 | 0.9474 |"
    )
    assert lines[4] == lines[3].replace("lost_cell", "together")
    data = tally_data(tally)
    assert (data["faults"], data["repair"]) == (9, {"improved": 3, "worsened": 1, "in_vain": 0})


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """A development set, and a set of the test split whose label must stay unread."""
    entries = []
    for identity, split in (("one", "dev"), ("two", "test")):
        fields = {
            "id": identity, "document": "x.pdf", "sha256": "ab" * 32, "origin": "a test", "path": "x.pdf",
            "labels": f"{identity}.json", "split": split,
        }  # fmt: skip
        entries.append("[[set]]\n" + "".join(f'{key} = "{value}"\n' for key, value in fields.items()))
    (tmp_path / "one.json").write_text(json.dumps(statement_data()), encoding="utf-8")
    path = tmp_path / "manifest.toml"
    path.write_text("\n".join(entries), encoding="utf-8")
    return path


def test_the_command_prints_figures_and_faults_to_check(
    manifest: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--manifest", str(manifest), "--kinds", "lost_cell", "slid_row", "--show", "1", "--seeds", "1"]
    assert main([*words, "--json", str(tmp_path / "figures.json")]) == 0
    said = capsys.readouterr().out
    assert "statements (1 texts)" in said and "| lost_cell | 1 |" in said and "| slid_row | 1 |" in said
    assert "  - " in said and ": truth '" in said
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert set(figures) == {"statements"} and set(figures["statements"]) == {"none", "lost_cell", "slid_row"}


def test_without_labels_to_tear_the_command_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "manifest.toml"
    empty.write_text("", encoding="utf-8")
    assert main(["--manifest", str(empty)]) == 1
    assert main(["--manifest", str(tmp_path / "none.toml")]) == 2
    assert "can not be read" in capsys.readouterr().err


def test_a_fault_is_told_so_that_it_can_be_judged(statement: Label) -> None:
    one = fault("rows.1.values.2", kind="slid_row", variant="down", recoverable=False)
    reading = Reading(extract(TEXT.encode(), name="x.txt"), {cell(1, 2): Said(None, "7")}, Counts(), Counts())
    (outcome,) = judge_faults([one], {cell(1, 2): Said("10.00", "10.00")}, reading, reading)
    assert describe("statements", outcome) == (
        "statements, slid_row down, line 7: gone, not told by the rest\n  - x\n  + y\n"
        "    rows.1.values.2: truth unknown, torn '7', repaired '7'"
    )
