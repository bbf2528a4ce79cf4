"""Torn texts: the record undoes them, the truth stays, the seed decides."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.corpora import Label, LabelTable
from extractor.corpora.damage.derived import derive_torn_label
from extractor.corpora.damage.label_dump import dump_label
from extractor.corpora.damage.pieces import Owner, text_of
from extractor.corpora.damage.record import Source, mended
from extractor.corpora.damage.tears import GROUPS, KINDS, PER_TABLE
from extractor.corpora.damage.torn import Tear, tear_label

FILE = (b"torn", "small-torn.txt", "torn for a test")


@settings(max_examples=80, deadline=None)
@given(
    group=st.sampled_from([*KINDS, *GROUPS]),
    rate=st.floats(0, 1),
    seed=st.integers(0, 10_000),
    dialect=st.sampled_from(["rows", "cells"]),
)
def test_the_record_applied_backwards_restores_the_text(
    label: Label, source: Source, group: Any, rate: float, seed: int, dialect: Any
) -> None:
    kinds = GROUPS.get(group, (group,))
    torn = tear_label(label, Tear(kinds, rate, seed, dialect), source)
    assert mended(torn.text, torn.record.faults) == text_of(torn.dump.pieces)
    assert torn.text == tear_label(label, Tear(kinds, rate, seed, dialect), source).text
    assert (torn.text == text_of(torn.dump.pieces)) == (not torn.record.faults)
    lines = [line for fault in torn.record.faults for line in range(fault.line, fault.line + len(fault.after))]
    assert len(lines) == len(set(lines))
    assert all(fault.kind in kinds and fault.before != fault.after for fault in torn.record.faults)


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(list(KINDS)), rate=st.floats(0.01, 0.5), seed=st.integers(0, 10_000))
def test_the_truth_stays_but_for_what_is_gone_for_good(
    label: Label, source: Source, kind: Any, rate: float, seed: int
) -> None:
    torn = tear_label(label, Tear((kind,), rate, seed), source)
    truth = derive_torn_label(label, (torn.dump.tables, torn.dump.projects), torn.unknown, FILE)
    gone = [
        path
        for fault in torn.record.faults
        if not fault.recoverable and fault.kind in ("lost_cell", "look_alike")
        for path in fault.truth
    ]
    assert sorted(gone) == sorted(path for paths in torn.unknown.values() for path in paths)
    assert _values(truth, label) == len(gone)


def _values(truth: Label, label: Label) -> int:
    """How many values of the derived label differ from the label's; all of them are unknown."""
    different = 0
    for old, new in zip(label.tables, truth.tables, strict=True):
        assert (new.title, new.columns, new.notes) == (old.title, old.columns, old.notes)
        assert (new.pages, new.spans, new.cells) == ([], None, None)
        for row, other in zip(old.rows, new.rows, strict=True):
            assert isinstance(row.values, list) and isinstance(other.values, list)
            changed = [b for a, b in zip(row.values, other.values, strict=True) if a != b]
            assert all(hasattr(value, "unknown") for value in changed)
            different += len(changed)
    for one, two in zip(label.projects or [], truth.projects or [], strict=True):
        different += _count(one.model_dump(), two.model_dump())
    return different


def _count(old: Any, new: Any) -> int:
    if old == new:
        return 0
    if isinstance(new, dict) and "unknown" in new:
        return 1
    pairs = ((old[k], new[k]) for k in old) if isinstance(old, dict) else zip(old, new, strict=True)
    return sum(_count(a, b) for a, b in pairs)


def test_the_rate_is_a_share_of_rows_or_of_tables(label: Label, source: Source) -> None:
    def faults(kind: Any, rate: float) -> int:
        return len(tear_label(label, Tear((kind,), rate), source).record.faults)

    # 4 rows of the table, 6 of the form and 4 of the matrix
    assert [faults("spaced_number", rate) for rate in (0, 0.01, 0.2, 0.5)] == [0, 1, 3, 7]
    assert "page_break_bare" in PER_TABLE
    assert [faults("page_break_bare", rate) for rate in (0, 0.2, 1)] == [0, 1, 2]


def test_a_record_speaks_of_the_derived_label(label: Label, source: Source) -> None:
    two = label.model_copy(update={"tables": [_unknown(label), label.tables[0]]})
    torn = tear_label(two, Tear(("lost_cell",), 1.0), source)
    assert torn.dump.tables == (1,)
    tables = {fault.table for fault in torn.record.faults}
    assert tables == {0, None}
    assert Owner("table", 0) not in torn.unknown
    truth = derive_torn_label(two, (torn.dump.tables, torn.dump.projects), torn.unknown, FILE)
    lost = [fault for fault in torn.record.faults if fault.table == 0]
    row, column = (int(lost[0].truth[0].split(".")[n]) for n in (1, 3))
    values = truth.tables[0].rows[row].values
    assert isinstance(values, list)
    assert lost[0].before[0].split("\t")[column] == label.tables[0].rows[row].model_dump()["values"][column]
    assert lost[0].row == row + 3 and lost[0].column == column
    assert truth.document.name == "small-torn.txt"


def test_a_label_without_projects_stays_one(label: Label, source: Source) -> None:
    bare = label.model_copy(update={"projects": None})
    torn = tear_label(bare, Tear(("lost_tier",), 0.5), source)
    assert torn.record.faults == [] and torn.text == text_of(dump_label(bare).pieces)
    assert derive_torn_label(bare, (torn.dump.tables, torn.dump.projects), {}, FILE).projects is None


def test_projects_that_are_not_printed_are_not_labelled(label: Label, source: Source) -> None:
    scored = label.model_copy(update={"projects": [(label.projects or [])[0].model_copy(update={"score": "95"})]})
    torn = tear_label(scored, Tear((), 0.0), source)
    assert derive_torn_label(scored, (torn.dump.tables, torn.dump.projects), {}, FILE).projects is None


def test_the_documents_own_errors_stay_where_the_text_shows_them(label: Label, source: Source) -> None:
    shown = {"where": "here", "what": "wrong", "findings": [{"rules": ["x"], "values": ["18.50", "99"]}]}
    gone = {"where": "prose", "what": "wrong", "findings": [{"rules": ["x"], "values": ["77.77"]}]}
    silent = {"where": "there", "what": "a word", "findings": []}
    data = label.model_dump(mode="json") | {"document_errors": [shown, gone, silent]}
    torn = tear_label(label, Tear((), 0.0), source)
    file = (torn.text.encode(), "x.txt", "test")
    truth = derive_torn_label(Label.model_validate(data), (torn.dump.tables, torn.dump.projects), {}, file)
    assert [error.where for error in truth.document_errors] == ["here"]


def test_a_text_that_does_not_hold_the_faults_is_not_mended(label: Label, source: Source) -> None:
    torn = tear_label(label, Tear(("fused_rows",), 0.2), source)
    try:
        mended(text_of(torn.dump.pieces), torn.record.faults)
    except ValueError as error:
        assert "does not hold the fault fused_rows" in str(error)
    else:
        raise AssertionError("an undamaged text was mended")


def _unknown(label: Label) -> LabelTable:
    data = label.tables[0].model_dump() | {"title": {"unknown": "cut off"}}
    return LabelTable.model_validate(data)
