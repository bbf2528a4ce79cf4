"""Who may do what."""

import hashlib

import pytest
from fastapi.testclient import TestClient

from extractor.cli import main
from extractor.errors import UsageError
from tests.service.conftest import MakeClient, post, service_behind
from tests.service.test_api import code_of


@pytest.fixture
def guarded(make_client: MakeClient) -> tuple[TestClient, str, str]:
    """A client, and the keys of two callers, a and b."""
    client = make_client()
    keys = service_behind(client).keys
    return client, keys.add("a", ("convert",)), keys.add("b", ("convert",))


def test_without_keys_the_own_machine_is_let_in_and_with_one_nobody_without_it(
    guarded: tuple[TestClient, str, str],
) -> None:
    client, key, _ = guarded
    assert code_of(post(client, b"x")) == (401, "unauthorised")
    for wrong in ("x", "xk_", f"{key}x", key[:-1], "xk_000000000000_secret", "a" * 500):
        assert code_of(post(client, b"x", key=wrong)) == (401, "unauthorised"), wrong
    assert post(client, b"x", key=key).status_code == 200
    assert client.get("/health").status_code == 200


def test_a_key_sees_its_own_tasks_only(guarded: tuple[TestClient, str, str]) -> None:
    client, key, other = guarded
    task = post(client, b"mine", key=key).json()["task_id"]
    for method, path in (("GET", "status/poll"), ("GET", "result"), ("DELETE", "result")):
        answer = client.request(method, f"/v1/{path}/{task}", headers={"X-Api-Key": other})
        assert code_of(answer) == (404, "unknown_task")
    assert client.get("/v1/tasks", headers={"X-Api-Key": other}).json()["tasks"] == []
    assert post(client, b"mine", key=other).json()["task_id"] != task
    everything = service_behind(client).keys.add("all of it", ("all",))
    assert client.get(f"/v1/result/{task}", headers={"X-Api-Key": everything}).status_code == 200
    assert len(client.get("/v1/tasks", headers={"X-Api-Key": everything}).json()["tasks"]) == 2


def test_a_scope_that_is_missing_is_named(guarded: tuple[TestClient, str, str]) -> None:
    client, key, _ = guarded
    refused = client.get("/metrics", headers={"X-Api-Key": key})
    assert code_of(refused) == (403, "forbidden")
    assert "metrics" in refused.json()["title"]


def test_a_key_has_a_pace(make_client: MakeClient) -> None:
    client = make_client(requests_per_minute=3)
    answers = [client.get("/v1/tasks") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert code_of(answers[3]) == (429, "rate_limited")
    assert 1 <= int(answers[3].headers["retry-after"]) <= 20


def test_a_key_may_have_a_limit_of_its_own(make_client: MakeClient) -> None:
    client = make_client(workers=0)
    key = service_behind(client).keys.add("small", ("convert",), max_queued_jobs=1)
    path = "/v1/convert/file/async"
    assert post(client, b"sleep 0.2 1", path, key).status_code == 202
    assert code_of(post(client, b"sleep 0.2 2", path, key)) == (429, "queue_full")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:5001"},
        {"Host": "["},
        {"Host": "[::1"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://["},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_pages_of_other_sites_can_not_use_the_server(client: TestClient, headers: dict[str, str]) -> None:
    assert code_of(client.get("/v1/tasks", headers=headers)) == (403, "forbidden")


def test_the_own_page_can(client: TestClient) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.get("/v1/tasks", headers=headers).status_code == 200


def test_keys_are_kept_as_hashes_and_end_when_they_are_revoked(make_client: MakeClient) -> None:
    client = make_client()
    keys = service_behind(client).keys
    secret = keys.add("gone soon", ("convert",))
    database = (service_behind(client).settings.data_folder / "service.sqlite-wal").read_bytes()
    assert hashlib.sha256(secret.encode()).hexdigest().encode() in database
    assert secret.encode() not in database
    keys.revoke("gone soon")
    assert code_of(client.get("/v1/tasks", headers={"X-Api-Key": secret})) == (401, "unauthorised")
    with pytest.raises(UsageError, match="no valid key"):
        keys.revoke("gone soon")


def test_keys_are_made_listed_and_ended_on_the_command_line(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    place = ["--data-folder", str(tmp_path / "data")]
    assert main(["keys", "add", "内网", "--scope", "convert", "--scope", "review", *place]) == 0
    secret = capsys.readouterr().out.strip()
    assert main(["keys", "add", "内网", *place]) == 2
    assert main(["keys", "revoke", "内网", *place]) == 0
    assert main(["keys", "list", *place]) == 0
    said = capsys.readouterr().out
    assert "内网\tconvert,review\t" in said
    assert "revoked" in said
    assert secret not in said
