"""One service in this process, with conversions that take milliseconds."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.service.app import create_app
from extractor.service.settings import Settings
from extractor.service.state import Service
from tests.service.light_service import LightConverter
from tests.service.processes import form

MakeClient = Callable[..., TestClient]


@pytest.fixture
def make_client(tmp_path: Path) -> Iterator[MakeClient]:
    """A builder of clients, each with a service of its own settings in the test's folder."""
    with ExitStack() as stack:

        def make(**words: object) -> TestClient:
            settings = Settings(**{"data_folder": tmp_path / "data", "workers": 1, "poll_seconds": 0.05, **words})  # type: ignore[arg-type]
            app = create_app(settings, LightConverter)
            return stack.enter_context(TestClient(app, base_url="http://localhost"))

        yield make


@pytest.fixture
def client(make_client: MakeClient) -> TestClient:
    """A client of a service with its defaults."""
    return make_client()


def service_behind(client: TestClient) -> Service:
    """The parts of the service that a client speaks to."""
    service: Service = client.app.state.service  # type: ignore[attr-defined]
    return service


def post(client: TestClient, data: bytes, path: str = "/v1/convert/file", key: str | None = None, **words: str):  # type: ignore[no-untyped-def]
    """Send one document."""
    body, headers = form(data, **words)
    return client.post(path, content=body, headers={**headers, **({"X-Api-Key": key} if key else {})})
