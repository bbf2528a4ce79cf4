"""Documents in, results out, and what is answered when that does not work."""

import hashlib
import threading
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.errors import ExtractorError, NeedsLibreOffice, OcrUnavailable
from extractor.service.app import create_app
from extractor.service.converting import failed_by
from extractor.service.http import results
from extractor.service.settings import Settings
from tests.service.conftest import MakeClient, post, service_behind
from tests.service.light_service import LightConverter
from tests.service.processes import form

ASYNC = "/v1/convert/file/async"
NO_TASK = "0" * 32


def code_of(answer) -> tuple[int, str]:  # type: ignore[no-untyped-def]
    """Status and code of a problem document."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["request_id"] == answer.headers["x-request-id"]
    assert body["remedy"]
    return answer.status_code, body["code"]


def test_a_document_is_answered_with_its_result(client: TestClient) -> None:
    answer = post(client, "甲".encode(), ocr="off")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["status"], body["errors"]) == ("success", [])
    assert body["document"]["sha256"] == hashlib.sha256("甲".encode()).hexdigest()
    assert (body["document"]["name"], body["document"]["ocr"]) == ("预算.txt", "off")
    assert client.get(f"/v1/result/{body['task_id']}").json() == body


def test_a_long_result_goes_out_in_pieces_and_is_the_same(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = post(client, b"long")
    monkeypatch.setattr(results, "_LONG_BYTES", 0)
    pieces = client.get(f"/v1/result/{whole.json()['task_id']}")
    assert (pieces.status_code, pieces.content) == (200, whole.content)
    assert pieces.headers["content-length"] == str(len(whole.content))


def test_a_document_with_losses_is_a_partial_success(client: TestClient) -> None:
    assert post(client, b"partial 1").json()["status"] == "partial_success"


def test_the_same_document_sent_twice_is_one_task(client: TestClient) -> None:
    first, again = post(client, b"same"), post(client, b"same")
    other = post(client, b"same", ocr="off")
    assert first.json()["task_id"] == again.json()["task_id"] != other.json()["task_id"]


def test_a_task_is_polled_until_its_result_is_there(client: TestClient) -> None:
    taken = post(client, b"later", ASYNC)
    assert taken.status_code == 202
    assert taken.headers["location"] == f"/v1/status/poll/{taken.json()['task_id']}"
    said = client.get(taken.headers["location"], params={"wait": 30}).json()
    assert (said["task_status"], said["facts"]) == ("success", {"pages": 1})
    assert said["task_id"] in [task["task_id"] for task in client.get("/v1/tasks").json()["tasks"]]


def test_a_call_that_takes_too_long_gets_the_task_instead(make_client: MakeClient) -> None:
    client = make_client(sync_wait_seconds=0.05)
    answer = post(client, b"sleep 2")
    assert answer.status_code == 202
    assert answer.json()["task_status"] in ("pending", "started")
    task = answer.json()["task_id"]
    assert code_of(client.get(f"/v1/result/{task}")) == (409, "task_unfinished")
    assert client.get(f"/v1/status/poll/{task}", params={"wait": 30}).json()["task_status"] == "success"


def test_a_document_that_can_not_be_converted_has_its_own_status(client: TestClient) -> None:
    answer = post(client, b"refuse it")
    assert code_of(answer) == (422, "corrupt_file")
    task = answer.json()["task_id"]
    result = client.get(f"/v1/result/{task}").json()
    assert (result["status"], result["document"], result["errors"][0]["code"]) == ("failure", None, "corrupt_file")
    assert client.get(f"/v1/status/poll/{task}").json()["error"]["code"] == "corrupt_file"


def test_a_document_that_kills_its_process_is_set_aside_and_may_be_sent_again(client: TestClient) -> None:
    first = post(client, b"die")
    assert code_of(first) == (500, "quarantined")
    assert "3 times" in first.json()["title"]
    assert post(client, b"die").json()["task_id"] != first.json()["task_id"]


@pytest.mark.parametrize("missing", [NeedsLibreOffice, OcrUnavailable])
def test_what_was_not_installed_is_tried_again_once_it_may_be(
    missing: type[ExtractorError], client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(LightConverter, "convert", lambda *_: failed_by(missing("It is not installed.")))
        assert code_of(post(client, b"an old file")) == (501, missing.code)
    assert post(client, b"an old file").json()["status"] == "success"


def test_a_result_is_gone_after_it_was_removed(client: TestClient) -> None:
    task = post(client, b"short-lived").json()["task_id"]
    assert client.delete(f"/v1/result/{task}").status_code == 204
    assert code_of(client.get(f"/v1/result/{task}")) == (410, "result_gone")
    assert code_of(client.get(f"/v1/status/poll/{task}")) == (410, "result_gone")
    assert code_of(client.delete(f"/v1/result/{task}")) == (410, "result_gone")
    blobs = service_behind(client).settings.data_folder / "blobs"
    assert not [path for path in blobs.rglob("*") if path.is_file()]


def test_what_another_task_needs_is_kept_when_one_is_removed(client: TestClient) -> None:
    first, second = (post(client, b"shared", ocr=mode).json()["task_id"] for mode in ("auto", "off"))
    client.delete(f"/v1/result/{first}")
    assert service_behind(client).documents.source(service_behind(client).documents.job(second)) == b"shared"


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_call_whose_task_is_removed_meanwhile_is_told_that_it_is_gone(
    forgotten: bool, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_client(workers=0)
    service = service_behind(client)

    async def remove_instead(task: str, seconds: float) -> None:
        job = service.queue.get(task)
        assert job is not None
        service.remove(job)
        if forgotten:
            service.queue.expire(3_600.0, -60.0)

    monkeypatch.setattr(service.waiting, "wait", remove_instead)
    assert code_of(post(client, b"given up")) == (410, "result_gone")


def test_a_task_that_waits_can_be_given_up(make_client: MakeClient) -> None:
    client = make_client(workers=0)
    waiting = post(client, b"given up", ASYNC).json()["task_id"]
    assert client.delete(f"/v1/result/{waiting}").status_code == 204
    assert code_of(client.get(f"/v1/status/poll/{waiting}", params={"wait": 5})) == (410, "result_gone")


def test_old_results_go_and_are_forgotten_later(make_client: MakeClient) -> None:
    client = make_client(retention_hours=0.0, tombstone_hours=1.0)
    task = post(client, b"old", ASYNC).json()["task_id"]
    client.get(f"/v1/status/poll/{task}", params={"wait": 30})
    service_behind(client).cleaning.expire()
    assert code_of(client.get(f"/v1/result/{task}")) == (410, "result_gone")
    service_behind(client).queue.expire(0.0, -1.0)
    assert code_of(client.get(f"/v1/result/{task}")) == (404, "unknown_task")


def test_tasks_are_listed_by_pages_and_states(client: TestClient) -> None:
    sent = [post(client, f"document {number}".encode()).json()["task_id"] for number in range(3)]
    post(client, b"refuse it")
    page = client.get("/v1/tasks", params={"limit": 2, "status": "success"}).json()
    rest = client.get("/v1/tasks", params={"limit": 2, "status": "success", "before": page["next"]}).json()
    assert [task["task_id"] for task in page["tasks"] + rest["tasks"]] == sent[::-1]
    assert rest["next"] is None
    assert code_of(client.get("/v1/tasks", params={"before": "soon"})) == (422, "bad_request")


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", f"/v1/result/{NO_TASK}", (404, "unknown_task")),
        ("GET", f"/v1/status/poll/{NO_TASK}", (404, "unknown_task")),
        ("DELETE", f"/v1/result/{NO_TASK}", (404, "unknown_task")),
        ("GET", "/v1/result/../../etc/passwd", (404, "not_found")),
        ("GET", "/v1/result/'; drop table jobs; --", (422, "bad_request")),
        ("GET", "/nowhere", (404, "not_found")),
        ("PUT", "/health", (405, "method_not_allowed")),
        ("GET", "/v1/tasks?limit=0", (422, "bad_request")),
        ("GET", "/v1/tasks?status=odd", (422, "bad_request")),
        ("GET", f"/v1/status/poll/{NO_TASK}?wait=nan", (422, "bad_request")),
    ],
)
def test_what_is_not_there_is_said_so(client: TestClient, method: str, path: str, expected: tuple[int, str]) -> None:
    assert code_of(client.request(method, path)) == expected


BROKEN = [
    (b"--b0undary\r\n", (400, "bad_multipart")),
    (b"no boundary at all", (400, "bad_multipart")),
    (b"", (400, "bad_multipart")),
    (form(b"cut off")[0][:-8], (400, "bad_multipart")),
    (form(b"twice")[0].replace(b"--b0undary--\r\n", b"") + form(b"twice")[0], (400, "bad_multipart")),
    (form(b"x")[0].replace(b'name="files"', b'name="file"'), (400, "bad_multipart")),
    (form(b"x", odd="1")[0], (400, "bad_option")),
    (form(b"x", ocr="sometimes")[0], (400, "bad_option")),
    (form(b"x", ocr_dpi="inf")[0], (400, "bad_option")),
    (form(b"x", ocr_dpi="200.9")[0], (400, "bad_option")),
    (form(b"x", repair_threshold="2")[0], (400, "bad_option")),
    (form(b"x", to_formats="md")[0], (400, "bad_option")),
    (form(b"x", password="word\0")[0], (400, "bad_option")),  # noqa: S106 - of a test
    (form(b"x", callback_url="http://169.254.169.254/")[0], (400, "bad_option")),
    (form(b"x", ocr="a" * 20_000)[0], (400, "bad_multipart")),
    (form(b"x", **{f"f{number}": "1" for number in range(40)})[0], (400, "bad_multipart")),
]


@pytest.mark.parametrize(("body", "expected"), BROKEN)
def test_a_body_that_is_off_is_refused(client: TestClient, body: bytes, expected: tuple[int, str]) -> None:
    answer = client.post("/v1/convert/file", content=body, headers=form(b"")[1])
    assert code_of(answer) == expected
    assert not list(service_behind(client).incoming.iterdir())
    assert client.get("/v1/tasks").json()["tasks"] == []


def test_a_whole_number_may_be_written_with_a_point(client: TestClient) -> None:
    assert post(client, b"x", ocr_dpi="200.0").status_code == 200


def test_another_media_type_is_refused(client: TestClient) -> None:
    assert code_of(client.post("/v1/convert/file", json={"url": "http://x"})) == (415, "wrong_media_type")


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\预算.txt", "a\x1b[31m\u202e.txt", "é" * 300, "", ".."])
def test_a_name_is_data_and_never_a_path(client: TestClient, name: str) -> None:
    body, headers = form(b"named", name=name)
    told = client.post("/v1/convert/file", content=body, headers=headers).json()["document"]["name"]
    assert told
    assert len(told.encode()) <= 255
    assert told not in (".", "..")
    assert not set(told) & set("/\\\x1b\u202e")


def test_too_many_bytes_are_refused_though_no_length_was_said(make_client: MakeClient) -> None:
    client = make_client(max_upload_bytes=1_000)
    body, headers = form(b"x" * 1_001)
    assert code_of(client.post("/v1/convert/file", content=body, headers=headers)) == (413, "body_too_large")
    assert code_of(client.post("/v1/convert/file", content=iter([body]), headers=headers)) == (413, "body_too_large")
    assert post(client, b"x" * 1_000).status_code == 200


def test_a_full_queue_sends_clients_away_until_there_is_room(make_client: MakeClient) -> None:
    client = make_client(max_queued_jobs=2, workers=0)
    taken = [post(client, f"document {number}".encode(), ASYNC) for number in range(4)]
    assert [answer.status_code for answer in taken] == [202, 202, 429, 429]
    assert code_of(taken[2]) == (429, "queue_full")
    assert int(taken[2].headers["retry-after"]) >= 1
    assert post(client, b"document 0", ASYNC).json()["task_id"] == taken[0].json()["task_id"]
    client.delete(f"/v1/result/{taken[1].json()['task_id']}")
    assert post(client, b"now", ASYNC).status_code == 202


def test_a_queue_is_full_by_bytes_too(make_client: MakeClient) -> None:
    client = make_client(max_queued_bytes=1_000)
    assert code_of(post(client, b"x" * 1_001, ASYNC)) == (429, "queue_full")


def test_a_service_that_is_shutting_down_takes_no_more(client: TestClient) -> None:
    service_behind(client).draining = True
    refused = post(client, b"late")
    assert code_of(refused) == (503, "unavailable")
    assert refused.headers["retry-after"]
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200


def test_a_disk_with_no_room_takes_no_more(make_client: MakeClient) -> None:
    client = make_client(min_free_bytes=1 << 62)
    assert code_of(post(client, b"big")) == (507, "storage_full")
    assert client.get("/ready").json()["disk"] is False


def test_answers_carry_headers_that_keep_browsers_safe(client: TestClient) -> None:
    for answer in (client.get("/health"), client.get("/nowhere")):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in answer.headers


def test_a_request_keeps_a_plain_id_and_gets_a_new_one_for_an_odd_one(client: TestClient) -> None:
    assert client.get("/health", headers={"X-Request-Id": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert client.get("/health", headers={"X-Request-Id": 'a"b{'}).headers["x-request-id"] != 'a"b{'


def test_a_fault_of_ours_tells_no_trace_and_no_path(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object) -> None:
        raise FileNotFoundError(2, "No such file", "/var/lib/secret/blobs/ab")

    monkeypatch.setattr(service_behind(client).queue, "listed", fail)
    answer = client.get("/v1/tasks")
    assert code_of(answer) == (500, "internal_error")
    for word in ("Traceback", 'File "', ".py", "/var", "secret", "line "):
        assert word not in answer.text


def test_metrics_count_requests_and_jobs(client: TestClient) -> None:
    post(client, b"counted")
    text = client.get("/metrics").text
    assert 'extractor_http_requests_total{method="POST",route="/v1/convert/file",status="200"} 1.0' in text
    assert 'extractor_jobs_total{became="success"} 1.0' in text
    assert 'extractor_queue_jobs{state="pending"} 0.0' in text


def test_metrics_keep_no_method_that_a_client_made_up(client: TestClient) -> None:
    for number in range(3):
        assert client.request(f"MADE-UP{number}", "/health").status_code == 405
    text = client.get("/metrics").text
    assert "MADE-UP" not in text
    assert 'extractor_http_requests_total{method="other",route="/health",status="405"} 3.0' in text


def test_version_and_readiness_are_told(client: TestClient) -> None:
    assert client.get("/version").json()["schema_version"]
    said = client.get("/ready").json()
    assert said["ready"]
    assert said["database"]
    assert said["sandbox"]


def test_readiness_says_whether_the_workers_have_loaded_what_they_need(tmp_path: Path) -> None:
    loaded = threading.Event()

    class SlowStart(LightConverter):
        """Warm once it is told so."""

        def warm_up(self) -> None:
            loaded.wait(60)

    settings = Settings(data_folder=tmp_path / "data", workers=2, poll_seconds=0.05)
    with TestClient(create_app(settings, SlowStart), base_url="http://localhost") as client:
        said = client.get("/ready").json()
        assert (said["ready"], said["warm"]) == (True, False)
        task = post(client, b"early", ASYNC).json()["task_id"]
        loaded.set()
        assert client.get(f"/v1/status/poll/{task}?wait=20").json()["task_status"] == "success"
        while not client.get("/ready").json()["warm"]:
            time.sleep(0.01)
