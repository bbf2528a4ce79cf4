"""A task is removed in the middle of another call for the same content, at every step of it: both go as they should.

Each test stops one call at a step and carries the other out there, so that no luck is in it.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from extractor.service.app import create_app
from extractor.service.settings import Settings
from tests.service.conftest import post, service_behind
from tests.service.light_service import LightConverter
from tests.service.postgres import postgres
from tests.service.test_api import ASYNC, code_of

Servers = Callable[..., TestClient]
DATA = b"sent by two"


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture(params=["folder and sqlite", "store and postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Servers]:
    """A builder of servers that share database and blobs: one data folder, or a store and PostgreSQL."""
    with ExitStack() as stack:
        words: dict[str, Any] = {"data_folder": tmp_path / "data"}
        if request.param == "store and postgresql":
            words |= {"database": request.getfixturevalue("cluster"), "storage": f"file://{tmp_path}/store"}

        def make(workers: int = 0) -> TestClient:
            app = create_app(Settings(**words, workers=workers, poll_seconds=0.05), LightConverter)
            return stack.enter_context(TestClient(app, base_url="http://localhost"))

        yield make
        client = make()
        for task in client.get("/v1/tasks").json()["tasks"]:  # the cluster outlives the test
            client.delete(f"/v1/result/{task['task_id']}")


def before(holder: object, name: str, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``act`` happen once, when the call of this name is about to be made."""
    made, left = getattr(holder, name), [act]

    def interrupted(*words: Any, **named: Any) -> Any:
        if left:
            left.pop()()
        return made(*words, **named)

    monkeypatch.setattr(holder, name, interrupted)


def ended(client: TestClient, task: str) -> Any:
    """The task's result, once it is done."""
    client.get(f"/v1/status/poll/{task}", params={"wait": 30})
    answer = client.get(f"/v1/result/{task}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_sent_again_while_the_removal_has_seen_that_nobody_needs_it(
    server: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    remover, taker = server(), server()
    first = post(remover, DATA, ASYNC).json()["task_id"]
    again: list[str] = []

    def step() -> None:
        again.append(post(taker, DATA, ASYNC, ocr="off").json()["task_id"])

    before(service_behind(remover).blobs, "remove", step, monkeypatch)
    assert remover.delete(f"/v1/result/{first}").status_code == 204
    assert ended(server(workers=1), *again)["status"] == "success"


def test_sent_again_while_the_removed_task_runs_out(server: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    cleaner, taker = server(workers=1), server()
    ended(cleaner, post(cleaner, DATA, ASYNC).json()["task_id"])
    again: list[str] = []

    def step() -> None:
        again.append(post(taker, DATA, ASYNC, ocr="off").json()["task_id"])

    before(service_behind(cleaner).blobs, "remove", step, monkeypatch)
    expire = service_behind(cleaner).queue.expire
    monkeypatch.setattr(service_behind(cleaner).queue, "expire", lambda *_: expire(-60.0, 3_600.0))
    service_behind(cleaner).cleaning.expire()
    assert ended(cleaner, *again)["status"] == "success"


def test_the_other_is_removed_while_the_new_one_has_its_bytes_but_no_row(
    server: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    remover, taker = server(), server()
    first = post(remover, DATA, ASYNC).json()["task_id"]
    before(service_behind(taker).queue, "submit", lambda: remover.delete(f"/v1/result/{first}"), monkeypatch)
    again = post(taker, DATA, ASYNC, ocr="off").json()["task_id"]
    assert code_of(remover.get(f"/v1/result/{first}")) == (410, "result_gone")
    assert ended(server(workers=1), again)["status"] == "success"


def test_the_other_is_removed_while_the_same_result_has_its_bytes_but_no_row(
    server: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    remover, worker = server(), server(workers=1)
    first = post(worker, DATA).json()
    old = f"/v1/result/{first['task_id']}"
    before(service_behind(worker).queue, "succeed", lambda: remover.delete(old), monkeypatch)
    # another task with the same result: the switch makes no difference to this document
    again = post(worker, DATA, ASYNC, repair="true").json()["task_id"]
    assert ended(worker, again)["document"] == first["document"]
    assert code_of(remover.get(old)) == (410, "result_gone")
