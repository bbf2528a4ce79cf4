"""What a kill leaves in the store goes one day, and nothing goes that a job needs or may come to need."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.service.errors import Draining
from extractor.service.jobs.job import Job, NewJob
from extractor.service.jobs.queue import Bounds
from extractor.service.state import Service
from extractor.service.storage.blobs import blob_name
from tests.service.conftest import MakeClient, post, service_behind
from tests.service.test_api import ASYNC, code_of

BOUNDS = Bounds(100, 1 << 30)
ONE, OTHER = "1" * 64, "2" * 64
HOUR = 3_600


@pytest.fixture
def service(make_client: MakeClient) -> Service:
    return service_behind(make_client(workers=0))


def left(service: Service, job: str, sha256: str, age: float = 2 * HOUR) -> str:
    """A blob of that age; its name."""
    name = blob_name(job, sha256) if job else sha256
    service.blobs.put(name, b"data")
    (path,) = (service.settings.data_folder / "blobs").rglob(name)
    os.utime(path, (time.time() - age,) * 2)
    return name


def there(service: Service) -> set[str]:
    return set(service.blobs.older_than(-HOUR))


def started(service: Service) -> Job:
    """A job in work."""
    service.queue.submit(NewJob("a", "x.pdf", ONE, 1, {}), BOUNDS)
    job = service.queue.claim("w", 30)
    assert job is not None
    return job


def test_an_upload_without_a_job_goes_once_it_has_settled(service: Service) -> None:
    left(service, "a" * 32, ONE)
    young = left(service, "b" * 32, ONE, age=0.9 * HOUR)
    service.cleaning.sweep()
    assert there(service) == {young}
    assert service.queue.listed(None, 10, None) == []


def test_a_job_that_comes_after_its_upload_was_swept_is_refused_and_not_lost(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_client(workers=0)
    service = service_behind(client)
    submit = service.queue.submit

    def late(new: NewJob, bounds: Bounds) -> tuple[Job, bool]:
        left(service, new.id, new.sha256)
        service.cleaning.sweep()
        return submit(new, bounds)

    with monkeypatch.context() as patch:
        patch.setattr(service.queue, "submit", late)
        refused = post(client, b"late", ASYNC)
    assert code_of(refused) == (503, "unavailable")
    assert refused.headers["retry-after"]
    assert there(service) == set()
    assert post(client, b"late", ASYNC).status_code == 202


def test_a_job_that_came_first_keeps_its_upload(service: Service) -> None:
    new = NewJob("a", "x.pdf", ONE, 1, {})
    service.queue.submit(new, BOUNDS)
    kept = left(service, new.id, ONE)
    service.cleaning.sweep()
    assert there(service) == {kept}
    with pytest.raises(Draining):
        service.queue.submit(NewJob("b", "y.pdf", OTHER, 1, {}, id=new.id), BOUNDS)


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        (lambda service, job: None, {ONE, OTHER}),
        (lambda service, job: service.queue.release("w"), {ONE, OTHER}),
        (lambda service, job: service.queue.succeed(job, OTHER, 1, {}, partial=False), {ONE, OTHER}),
        (lambda service, job: service.queue.succeed(job, "3" * 64, 1, {}, partial=False), {ONE}),
        (lambda service, job: service.queue.remove(job), set()),
    ],
    ids=["in work", "given back", "its result", "another run's result", "removed"],
)
def test_a_result_is_kept_as_long_as_it_may_become_the_jobs_own(
    end: Callable[[Service, Job], object], kept: set[str], service: Service
) -> None:
    job = started(service)
    for sha256 in (ONE, OTHER):
        left(service, job.id, sha256)
    end(service, job)
    service.cleaning.sweep()
    assert there(service) == {blob_name(job.id, sha256) for sha256 in kept}


def test_a_result_that_nobody_hears_of_any_more_goes_at_once(make_client: MakeClient, tmp_path: Path) -> None:
    client = make_client(workers=1)
    service = service_behind(client)
    task = post(client, b"sleep 0.5", ASYNC).json()["task_id"]
    while client.get(f"/v1/status/poll/{task}").json()["task_status"] == "pending":
        time.sleep(0.01)
    client.delete(f"/v1/result/{task}")
    assert post(client, b"after it").status_code == 200
    assert {name.partition("-")[0] for name in there(service)}.isdisjoint({task})


def test_a_document_that_finds_the_queue_full_leaves_nothing(make_client: MakeClient) -> None:
    client = make_client(workers=0, max_queued_jobs=1)
    assert [post(client, data, ASYNC).status_code for data in (b"one", b"two")] == [202, 429]
    assert len(there(service_behind(client))) == 1


def test_the_same_document_again_leaves_nothing(make_client: MakeClient) -> None:
    client = make_client(workers=0)
    assert [post(client, b"one", ASYNC).status_code for _ in range(2)] == [202, 202]
    assert len(there(service_behind(client))) == 1


def test_what_stores_of_version_1_have_is_read_until_it_goes(service: Service) -> None:
    job = started(service)
    for sha256 in (ONE, OTHER):
        left(service, "", sha256)
    left(service, "", "3" * 64)
    assert service.queue.succeed(job, OTHER, 1, {}, partial=False)
    service.cleaning.sweep()
    assert there(service) == {ONE, OTHER}
    done = service.documents.job(job.id)
    assert service.documents.source(done) == service.documents.result(done) == b"data"
    service.remove(done)
    service.cleaning.sweep()
    assert there(service) == set()


def test_parts_of_a_store_that_was_killed_go(make_client: MakeClient, tmp_path: Path) -> None:
    service = service_behind(make_client(workers=0, storage=f"file://{tmp_path / 'store'}"))
    part = tmp_path / "store" / "aa" / f"{blob_name('a' * 32, ONE)}.01234567.part"
    part.parent.mkdir()
    part.write_bytes(b"half")
    os.utime(part, (time.time() - 2 * HOUR,) * 2)
    service.cleaning.sweep()
    assert not part.exists()
