"""The review over HTTP: what is answered, in what form, and what is refused."""

import gzip
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.document.document import Document
from tests.service.review.small_service import SmallService, small_service


@pytest.fixture
def client(service: SmallService) -> TestClient:
    return TestClient(service.app)


def test_the_list_says_what_is_proved_before_and_after_a_correction(client: TestClient, wrong_cell: str) -> None:
    [second, first] = client.get("/v1/documents").json()["documents"]
    assert (first["id"], first["pages"], first["kind"], second["summary"]["failed_checks"]) == ("d1", 13, "budget", 0)
    assert first["summary"]["failed_checks"] > 0
    said = {"action": "correct", "subject": wrong_cell, "text": "386.42"}
    answer = client.post("/v1/documents/d1/entries", json=said)
    assert answer.status_code == 201
    assert answer.json()["entry"]["author"] == "anonymous"
    card = client.get("/v1/documents/d1/card").json()
    assert (card["summary"]["failed_checks"], card["entries"]) == (0, 1)


def test_pages_of_the_list_lead_on(client: TestClient) -> None:
    newest = client.get("/v1/documents", params={"limit": 1}).json()
    assert [card["id"] for card in newest["documents"]] == ["d2"]
    older = client.get("/v1/documents", params={"limit": 1, "before": newest["next"]}).json()
    assert [card["id"] for card in older["documents"]] == ["d1"]
    assert client.get("/v1/documents", params={"before": "x"}).status_code == 404


def test_a_document_is_sent_packed_with_its_entries(client: TestClient, wrong_cell: str, misprinted: Document) -> None:
    client.post("/v1/documents/d1/entries", json={"action": "uncertain", "subject": wrong_cell, "author": "李"})
    answer = client.get("/v1/documents/d1", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    body = answer.json()
    assert body["marks"] == {wrong_cell: 1}
    assert body["document"]["source"]["sha256"] == misprinted.source.sha256
    assert gzip.compress(json.dumps(body).encode())
    assert client.get("/v1/documents/d1/entries").json()[0]["author"] == "李"


def test_what_changes_no_text_leaves_the_document_out(client: TestClient, wrong_cell: str) -> None:
    answer = client.post("/v1/documents/d1/entries", json={"action": "accept", "subject": wrong_cell})
    assert answer.json()["document"] is None


@pytest.mark.parametrize(
    "said",
    [
        {"action": "correct", "subject": "t3.r3c2"},
        {"action": "accept", "subject": "t3.r3c2", "text": "1"},
        {"action": "delete", "subject": "t3.r3c2"},
        {"action": "correct", "subject": "t3.r3c2", "text": "1\u0000"},
        {"action": "correct", "subject": "t3.r3c2", "text": "1" * 5_000},
        {"action": "accept", "subject": ""},
        {"action": "accept", "subject": "t3.r3c2", "seen": -1},
        {"action": "accept", "subject": "t3.r3c2", "more": 1},
    ],
)
def test_an_entry_that_says_nothing_sound_is_refused(client: TestClient, said: dict[str, object]) -> None:
    assert client.post("/v1/documents/d1/entries", json=said).status_code == 422
    assert client.get("/v1/documents/d1/entries").json() == []


def test_what_is_not_there_is_said(client: TestClient, service: SmallService) -> None:
    assert client.get("/v1/documents/d9").json()["code"] == "unknown_document"
    assert client.get("/v1/documents/d1/pages/14").json()["code"] == "no_picture"
    assert client.get("/v1/documents/d1/readings/nobody").json()["code"] == "unknown_reading"
    service.documents.results["d2"] = None  # type: ignore[assignment]
    assert client.get("/v1/documents/d2/label").status_code == 410
    service.documents.results["d2"] = b'{"schema_version": "0.1"}'
    other = client.get("/v1/documents/d2")
    assert (other.status_code, other.json()["code"]) == (409, "unreadable_result")


def test_labels_are_kept_and_compared(client: TestClient) -> None:
    assert client.post("/v1/documents/d1/label/li").json() == {"version": 1}
    label = client.get("/v1/documents/d2/label").json()
    label["document"]["sha256"] = "0" * 64
    assert client.put("/v1/documents/d1/readings/wang", json=label).json() == {"version": 2}
    assert client.get("/v1/documents/d1/readings").json() == {
        "readers": ["li", "wang"],
        "versions": {"li": 1, "wang": 2},
    }
    found = client.get("/v1/documents/d1/agreement", params={"first": "li", "second": "wang"}).json()
    right, total = found["parts"]["cells"]
    assert (total - right, len(found["differences"])) == (1, 1)


def test_rules_are_said_in_both_languages(client: TestClient) -> None:
    rules = {rule["code"]: rule for rule in client.get("/v1/rules").json()}
    assert "之和" in rules["children_sum_to_parent"]["chinese"]
    assert rules["children_sum_to_parent"]["severity"] == "error"


def test_the_page_is_sent_under_a_strict_policy(client: TestClient) -> None:
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert client.get("/page/modules/main.js").headers["content-type"].startswith("text/javascript")
    for path in ("/page/../files.py", "/page/%2e%2e/files.py", "/page/modules", "/page/x"):
        assert client.get(path).status_code == 404


def test_keys_are_asked_for_everything_but_the_page(tmp_path: Path) -> None:
    client = TestClient(small_service(tmp_path, key="k").app)
    assert client.get("/").status_code == 200
    for path in (
        "/v1/documents",
        "/v1/documents/d1",
        "/v1/documents/d1/pages/1",
        "/v1/rules",
        "/v1/documents/d1/label",
    ):
        assert client.get(path).status_code == 401
    assert client.get("/v1/documents", headers={"X-Api-Key": "k"}).json() == {"documents": [], "next": None}
