"""The review in the service itself: its jobs are the documents, its keys the callers, its data folder the memory."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.document.document import Document
from extractor.service.app import create_app
from extractor.service.settings import Settings
from tests.service.conftest import post, service_behind
from tests.service.review.converting import converter_to


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path / "data", workers=1, poll_seconds=0.05)


def test_what_was_sent_is_listed_corrected_and_remembered_after_a_restart(
    settings: Settings, misprinted: Document, wrong_cell: str
) -> None:
    app = create_app(settings, converter_to(misprinted))
    with TestClient(app, base_url="http://localhost") as client:
        task = post(client, b"one").json()["task_id"]
        assert post(client, b"refuse").status_code == 422
        failed, done = client.get("/v1/documents").json()["documents"]
        assert (done["id"], done["state"], failed["state"], failed["error_code"]) == (
            task,
            "done",
            "failed",
            "corrupt_file",
        )
        said = {"action": "correct", "subject": wrong_cell, "text": "386.42", "author": "李"}
        answer = client.post(f"/v1/documents/{task}/entries", json=said)
        assert answer.json()["summary"]["failed_checks"] == 0
        waiting = client.get(f"/v1/documents/{failed['id']}").json()
        assert (waiting["code"], waiting["status"]) == ("document_not_ready", 409)
        assert client.get("/").status_code == 200
    with TestClient(create_app(settings, converter_to(misprinted)), base_url="http://localhost") as client:
        again = client.get(f"/v1/documents/{task}").json()
        assert [entry["author"] for entry in again["entries"]] == ["李"]
        assert again["summary"]["failed_checks"] == 0
        client.delete(f"/v1/result/{task}")
        assert client.get(f"/v1/documents/{task}").status_code == 410
        assert len(client.get(f"/v1/documents/{task}/entries").json()) == 1


def test_only_keys_that_may_review_see_documents(settings: Settings, misprinted: Document) -> None:
    with TestClient(create_app(settings, converter_to(misprinted)), base_url="http://localhost") as client:
        keys = service_behind(client).keys
        sender, reviewer = keys.add("sender", ("convert",)), keys.add("reviewer", ("review",))
        task = post(client, b"one", key=sender).json()["task_id"]
        refused = client.get("/v1/documents", headers={"X-Api-Key": sender})
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
        said = {"action": "accept", "subject": "t3.r5c2", "author": "李"}
        kept = client.post(f"/v1/documents/{task}/entries", json=said, headers={"X-Api-Key": reviewer})
        assert (kept.json()["entry"]["key"], kept.json()["entry"]["author"]) == ("reviewer", "李")
