"""What persons say: kept in order, withdrawn by later words, and applied to the document."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.document import Document
from extractor.service.review.applying import apply_entries
from extractor.service.review.entries import Entry, in_force
from extractor.service.review.entry_log import FileEntryLog
from extractor.service.review.errors import CanNotApply, Overtaken, UnknownDocument, UnknownSubject
from extractor.service.review.reviewing import Reviewing, Said
from tests.service.review.small_service import MemoryDocuments, SmallService

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def entry(sequence: int, action: str, subject: str, text: str | None = None) -> Entry:
    return Entry(sequence, "2026-01-02T03:04:05+00:00", "李", None, action, subject, text)  # type: ignore[arg-type]


def reviewing(service: SmallService, folder: Path) -> Reviewing:
    return Reviewing(service.documents, FileEntryLog(folder), lambda: NOW)


def test_a_withdrawn_entry_is_not_in_force_and_comes_back_with_its_withdrawal_withdrawn() -> None:
    said = [entry(1, "accept", "t1.r1c1"), entry(2, "withdraw", "1")]
    assert list(in_force(said)) == []
    assert list(in_force([*said, entry(3, "withdraw", "2")])) == [said[0]]


@given(st.lists(st.integers(1, 12), max_size=12))
def test_withdrawals_never_bring_more_into_force_than_was_said(subjects: list[int]) -> None:
    said = [entry(1, "accept", "t1.r1c1")]
    said += [entry(number, "withdraw", str(subject)) for number, subject in enumerate(subjects, 2)]
    assert list(in_force(said)) in ([], [said[0]])


def test_a_log_outlives_its_process_and_a_line_that_was_cut_off(tmp_path: Path) -> None:
    log = FileEntryLog(tmp_path / "log")
    log.append("d1", lambda so_far: entry(len(so_far) + 1, "accept", "t1.r1c1"))
    path = tmp_path / "log" / "d1.jsonl"
    path.write_bytes(path.read_bytes() + b'{"sequence": 2, "at": "2026')
    again = FileEntryLog(tmp_path / "log")
    assert [one.sequence for one in again.read("d1")] == [1]
    again.append("d1", lambda so_far: entry(len(so_far) + 1, "uncertain", "t1.r1c2"))
    assert [one.action for one in again.read("d1")] == ["accept", "uncertain"]
    assert [json.loads(line)["sequence"] for line in path.read_text().splitlines()] == [1, 2]


def test_what_an_entry_can_not_be_made_of_leaves_the_log_as_it_was(tmp_path: Path) -> None:
    log = FileEntryLog(tmp_path)

    def refuse(so_far: tuple[Entry, ...]) -> Entry:
        raise UnknownSubject("no")

    with pytest.raises(UnknownSubject):
        log.append("d1", refuse)
    assert log.read("d1") == ()


@pytest.mark.parametrize("name", ["../d1", "", "a/b", ".", "x" * 200])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyError):
        FileEntryLog(tmp_path).read(name)


def test_a_correction_proves_what_failed_and_its_withdrawal_makes_it_fail_again(
    service: SmallService, tmp_path: Path, wrong_cell: str, misprinted: Document
) -> None:
    work = reviewing(service, tmp_path / "log")
    kept, reviewed = work.say("d1", Said("correct", wrong_cell, "李", "key", "386.42"))
    assert (kept.sequence, kept.before, kept.text, kept.author, kept.key) == (1, "368.42", "386.42", "李", "key")
    assert kept.at == "2026-01-02T03:04:05+00:00"
    assert reviewed.document.summary.failed_checks == 0
    assert reviewed.texts == {wrong_cell: "386.42"}
    _, reviewed = work.say("d1", Said("withdraw", "1", "李"))
    assert reviewed.document is misprinted or reviewed.document == misprinted
    assert reviewed.marks == {}
    assert len(work.entries("d1")) == 2


def test_the_last_word_on_a_cell_is_its_mark_and_a_correction_stays_under_it(
    service: SmallService, tmp_path: Path, wrong_cell: str
) -> None:
    work = reviewing(service, tmp_path / "log")
    work.say("d1", Said("correct", wrong_cell, "李", None, "386.42"))
    _, reviewed = work.say("d1", Said("accept", wrong_cell, "王"))
    assert reviewed.marks[wrong_cell].action == "accept"
    assert reviewed.texts == {wrong_cell: "386.42"}


def test_what_is_not_there_is_refused(service: SmallService, tmp_path: Path, wrong_cell: str) -> None:
    work = reviewing(service, tmp_path / "log")
    for said in (Said("accept", "t99.r0c0", "李"), Said("undo_repair", "r9", "李"), Said("withdraw", "1", "李")):
        with pytest.raises(UnknownSubject):
            work.say("d1", said)
    with pytest.raises(UnknownDocument):
        work.say("d9", Said("accept", wrong_cell, "李"))
    assert work.entries("d1") == ()


def test_who_saw_less_than_was_said_of_the_same_cell_is_overtaken(
    service: SmallService, tmp_path: Path, wrong_cell: str
) -> None:
    work = reviewing(service, tmp_path / "log")
    work.say("d1", Said("correct", wrong_cell, "李", None, "386.42", seen=0))
    with pytest.raises(Overtaken):
        work.say("d1", Said("correct", wrong_cell, "王", None, "1", seen=0))
    work.say("d1", Said("accept", "t3.r5c2", "王", seen=0))
    work.say("d1", Said("accept", wrong_cell, "王", seen=2))
    assert [one.author for one in work.entries("d1")] == ["李", "王", "王"]


def test_entries_about_what_a_new_conversion_lacks_say_nothing(misprinted: Document) -> None:
    said = [entry(1, "correct", "t99.r1c1", "5"), entry(2, "undo_repair", "r77"), entry(3, "accept", "t3.r5c2")]
    reviewed = apply_entries(misprinted, said)
    assert reviewed.document is misprinted
    assert list(reviewed.marks) == ["t3.r5c2"]


def test_a_repair_that_changed_no_text_can_not_be_undone(budget: Document, tmp_path: Path) -> None:
    from dataclasses import replace

    from extractor.document.check import Repair
    from extractor.document.wire import to_json

    repair = Repair("r1", "joined_over_break", ("t3.r3c0",), "t3, t4", "t3", (), (), 0.95, applied=True)
    documents = MemoryDocuments()
    documents.add("a.txt", to_json(replace(budget, repairs=(repair,))))
    work = Reviewing(documents, FileEntryLog(tmp_path))
    with pytest.raises(CanNotApply):
        work.say("d1", Said("undo_repair", "r1", "李"))
    with pytest.raises(CanNotApply):
        work.say("d1", Said("redo_repair", "r1", "李"))
