"""Reviewers at two servers of one database: each sees what the other said, and nothing is overwritten unseen."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.document.document import Document
from extractor.service.app import create_app
from extractor.service.settings import Settings
from tests.service.conftest import post
from tests.service.postgres import postgres
from tests.service.review.converting import converter_to

HOSTILE = "</script>\u202e𠀀\U0001f600'; DROP TABLE entries; --\t\n￿"


@dataclass(frozen=True)
class Pair:
    """Two servers with a store in common; ``task`` was sent to the first."""

    first: TestClient
    second: TestClient
    task: str

    @property
    def document(self) -> str:
        return f"/v1/documents/{self.task}"


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """One PostgreSQL for these tests: each sends a document of its own."""
    with postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def pair(request: pytest.FixtureRequest, tmp_path: Path, misprinted: Document) -> Iterator[Pair]:
    with ExitStack() as stack:
        is_sqlite = request.param == "sqlite"
        database = f"sqlite:///{tmp_path}/both.sqlite" if is_sqlite else request.getfixturevalue("cluster")

        def server(name: str) -> TestClient:
            folder, store = tmp_path / name, f"file://{tmp_path}/store"
            settings = Settings(folder, database, store, workers=1, poll_seconds=0.05)
            app = create_app(settings, converter_to(misprinted))
            return stack.enter_context(TestClient(app, base_url="http://localhost"))

        first, second = server("first"), server("second")
        yield Pair(first, second, post(first, request.node.name.encode()).json()["task_id"])


def test_two_reviewers_see_each_other_and_overwrite_nothing_unseen(pair: Pair, wrong_cell: str) -> None:
    entries = f"{pair.document}/entries"
    said = {"action": "correct", "subject": wrong_cell, "text": "386.42", "author": "李", "note": HOSTILE, "seen": 0}
    kept = pair.first.post(entries, json=said)
    assert (kept.status_code, kept.json()["summary"]["failed_checks"]) == (201, 0)
    there = pair.second.get(pair.document).json()
    assert there["summary"]["failed_checks"] == 0
    assert [(one["author"], one["note"]) for one in there["entries"]] == [("李", HOSTILE)]

    refused = pair.second.post(entries, json={**said, "text": "999.99", "author": "王"})
    assert (refused.status_code, refused.json()["code"]) == (409, "overtaken")
    assert len(pair.first.get(entries).json()) == 1
    seen = pair.second.post(entries, json={**said, "text": "999.99", "author": "王", "seen": 1})
    assert seen.status_code == 201
    again = pair.first.get(pair.document).json()
    assert [(one["author"], one["before"]) for one in again["entries"]] == [("李", "368.42"), ("王", "386.42")]
    assert again["summary"]["failed_checks"] > 0


def test_many_words_at_once_at_both_servers_are_all_kept_in_one_order(pair: Pair) -> None:
    entries = f"{pair.document}/entries"
    cells = [f"t3.r{row}c2" for row in range(5, 13)]
    for server in (pair.first, pair.second):
        # what a route needs is made with its first request
        server.post(entries, json={"action": "withdraw", "subject": "99", "author": "a"})

    def say(number: int) -> int:
        at = (pair.first, pair.second)[number % 2]
        said = {"action": "accept", "subject": cells[number], "author": f"人{number}", "seen": 0}
        return at.post(entries, json=said).status_code

    with ThreadPoolExecutor(len(cells)) as threads:
        assert set(threads.map(say, range(len(cells)))) == {201}
    kept = pair.first.get(entries).json()
    assert [one["sequence"] for one in kept] == list(range(1, len(cells) + 1))
    assert {one["author"] for one in kept} == {f"人{number}" for number in range(len(cells))}
    assert pair.second.get(entries).json() == kept


def test_labels_are_shared_and_a_later_version_is_not_put_out_of_sight(pair: Pair) -> None:
    reading = f"{pair.document}/readings/李四"
    label = pair.first.get(f"{pair.document}/label").json()
    assert pair.first.put(reading, params={"seen": 0}, json=label).json() == {"version": 1}
    assert pair.second.get(reading).json() == label
    other = {**label, "notes_of_labeller": [HOSTILE]}
    refused = pair.second.put(reading, params={"seen": 0}, json=other)
    assert (refused.status_code, refused.json()["code"]) == (409, "overtaken")
    refused = pair.second.post(f"{pair.document}/label/李四", params={"seen": 0})
    assert refused.status_code == 409
    assert pair.second.put(reading, params={"seen": 1}, json=other).json() == {"version": 2}
    assert pair.first.get(reading).json() == other
    assert pair.first.get(f"{pair.document}/readings").json() == {"readers": ["李四"], "versions": {"李四": 2}}


def test_text_that_no_database_holds_is_refused(pair: Pair) -> None:
    """Half of a character, and a zero, which are written into JSON without fault."""
    head = {"Content-Type": "application/json"}
    for text in ("\\ud800", "\\u0000"):
        said = f'{{"action": "accept", "subject": "t3.r5c2", "author": "a", "note": "{text}"}}'
        assert pair.first.post(f"{pair.document}/entries", content=said, headers=head).status_code == 422
    label = f'{{"label_version": 1, "document": {{"sha256": "{"0" * 64}", "name": "\\ud800"}}}}'
    answer = pair.first.put(f"{pair.document}/readings/a", content=label, headers=head)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_reading")
    zero = pair.first.put(f"{pair.document}/readings/a", content=label.replace("\\ud800", "\\u0000"), headers=head)
    assert zero.status_code == 200
    assert pair.second.get(f"{pair.document}/readings/a").json()["document"]["name"] == "\0"
