"""What persons say: kept in order, withdrawn by later words, and applied to the document."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from extractor.document.document import Document
from extractor.errors import UsageError
from extractor.service.jobs.tables import SCHEMA, SCHEMA_VERSION
from extractor.service.review.applying import apply_entries
from extractor.service.review.entries import Entry, in_force
from extractor.service.review.entry_log import DatabaseEntryLog
from extractor.service.review.errors import CanNotApply, Overtaken, UnknownDocument, UnknownSubject
from extractor.service.review.reviewing import Reviewing, Said
from tests.service.review.small_service import MemoryDocuments, SmallService, database_in

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def entry(sequence: int, action: str, subject: str, text: str | None = None) -> Entry:
    return Entry(sequence, "2026-01-02T03:04:05+00:00", "李", None, action, subject, text)  # type: ignore[arg-type]


def log_in(folder: Path) -> DatabaseEntryLog:
    database = database_in(folder)
    return DatabaseEntryLog(lambda: database)


def reviewing(service: SmallService, folder: Path) -> Reviewing:
    return Reviewing(service.documents, log_in(folder), lambda: NOW)


def test_a_withdrawn_entry_is_not_in_force_and_comes_back_with_its_withdrawal_withdrawn() -> None:
    said = [entry(1, "accept", "t1.r1c1"), entry(2, "withdraw", "1")]
    assert list(in_force(said)) == []
    assert list(in_force([*said, entry(3, "withdraw", "2")])) == [said[0]]


@given(st.lists(st.integers(1, 12), max_size=12))
def test_withdrawals_never_bring_more_into_force_than_was_said(subjects: list[int]) -> None:
    said = [entry(1, "accept", "t1.r1c1")]
    said += [entry(number, "withdraw", str(subject)) for number, subject in enumerate(subjects, 2)]
    assert list(in_force(said)) in ([], [said[0]])


def test_a_log_outlives_its_process_and_counts(tmp_path: Path) -> None:
    log = log_in(tmp_path)
    log.append("d1", lambda so_far: entry(len(so_far) + 1, "accept", "t1.r1c1"))
    again = log_in(tmp_path)
    again.append("d1", lambda so_far: entry(len(so_far) + 1, "uncertain", "t1.r1c2"))
    again.append("d2", lambda so_far: entry(len(so_far) + 1, "accept", "t1.r1c2"))
    assert [one.action for one in log.read("d1")] == ["accept", "uncertain"]
    assert again.counts(["d1", "d2", "d3"]) == {"d1": 2, "d2": 1}


def test_who_is_overtaken_while_making_an_entry_makes_it_anew_after_the_other(tmp_path: Path) -> None:
    log, other = log_in(tmp_path), log_in(tmp_path)
    seen: list[int] = []

    def make(so_far: tuple[Entry, ...]) -> Entry:
        seen.append(len(so_far))
        if len(seen) == 1:
            other.append("d1", lambda before: entry(len(before) + 1, "accept", "t1.r1c1"))
        return entry(len(so_far) + 1, "uncertain", "t1.r1c2")

    assert log.append("d1", make).sequence == 2
    assert seen == [0, 1]
    assert [one.action for one in log.read("d1")] == ["accept", "uncertain"]


def test_many_threads_of_two_servers_lose_no_entry(tmp_path: Path) -> None:
    logs = [log_in(tmp_path), log_in(tmp_path)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda number: logs[number % 2].append("d1", next_accept), range(12)))
    assert [one.sequence for one in logs[0].read("d1")] == list(range(1, 13))


def next_accept(so_far: tuple[Entry, ...]) -> Entry:
    return entry(len(so_far) + 1, "accept", "t1.r1c1")


def test_a_database_of_another_version_is_left_alone(tmp_path: Path) -> None:
    database = database_in(tmp_path)
    with database.write() as connection:
        connection.execute(update(SCHEMA).values(version=SCHEMA_VERSION + 1))
    database.close()
    with pytest.raises(UsageError, match="version"):
        database_in(tmp_path)


def test_what_an_entry_can_not_be_made_of_leaves_the_log_as_it_was(tmp_path: Path) -> None:
    log = log_in(tmp_path)

    def refuse(so_far: tuple[Entry, ...]) -> Entry:
        raise UnknownSubject("no")

    with pytest.raises(UnknownSubject):
        log.append("d1", refuse)
    assert log.read("d1") == ()


def test_a_correction_proves_what_failed_and_its_withdrawal_makes_it_fail_again(
    service: SmallService, tmp_path: Path, wrong_cell: str, misprinted: Document
) -> None:
    work = reviewing(service, tmp_path)
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
    work = reviewing(service, tmp_path)
    work.say("d1", Said("correct", wrong_cell, "李", None, "386.42"))
    _, reviewed = work.say("d1", Said("accept", wrong_cell, "王"))
    assert reviewed.marks[wrong_cell].action == "accept"
    assert reviewed.texts == {wrong_cell: "386.42"}


def test_what_is_not_there_is_refused(service: SmallService, tmp_path: Path, wrong_cell: str) -> None:
    work = reviewing(service, tmp_path)
    for said in (Said("accept", "t99.r0c0", "李"), Said("undo_repair", "r9", "李"), Said("withdraw", "1", "李")):
        with pytest.raises(UnknownSubject):
            work.say("d1", said)
    with pytest.raises(UnknownDocument):
        work.say("d9", Said("accept", wrong_cell, "李"))
    assert work.entries("d1") == ()


def test_who_saw_less_than_was_said_of_the_same_cell_is_overtaken(
    service: SmallService, tmp_path: Path, wrong_cell: str
) -> None:
    work = reviewing(service, tmp_path)
    work.say("d1", Said("correct", wrong_cell, "李", None, "386.42", seen=0))
    with pytest.raises(Overtaken):
        work.say("d1", Said("correct", wrong_cell, "王", None, "1", seen=0))
    work.say("d1", Said("accept", "t3.r5c2", "王", seen=0))
    work.say("d1", Said("accept", wrong_cell, "王", seen=2))
    assert [one.author for one in work.entries("d1")] == ["李", "王", "王"]


@pytest.mark.parametrize("subject", ["²", "١", "01", "+1", " 1", "1_0", "0", "2", "9" * 64])
def test_a_number_that_no_entry_has_in_the_log_withdraws_nothing(
    service: SmallService, tmp_path: Path, wrong_cell: str, subject: str
) -> None:
    work = reviewing(service, tmp_path)
    work.say("d1", Said("accept", wrong_cell, "李"))
    with pytest.raises(UnknownSubject):
        work.say("d1", Said("withdraw", subject, "李"))
    assert len(work.entries("d1")) == 1


def test_who_is_overtaken_is_told_by_whom(service: SmallService, tmp_path: Path, wrong_cell: str) -> None:
    work = reviewing(service, tmp_path)
    for author, cell in (("安", wrong_cell), ("白", "t3.r5c2"), ("陈", wrong_cell), ("丁", "t3.r5c2")):
        work.say("d1", Said("accept", cell, author))
    with pytest.raises(Overtaken, match="陈 said something"):
        work.say("d1", Said("accept", wrong_cell, "王", seen=0))


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
    work = Reviewing(documents, log_in(tmp_path))
    with pytest.raises(CanNotApply):
        work.say("d1", Said("undo_repair", "r1", "李"))
    with pytest.raises(CanNotApply):
        work.say("d1", Said("redo_repair", "r1", "李"))
