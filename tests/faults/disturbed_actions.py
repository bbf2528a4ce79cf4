"""What is disturbed: a run of convert; a service that takes documents and hands out results."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from fastapi.testclient import TestClient  # noqa: E402 - the path comes first

from extractor import cli  # noqa: E402
from extractor.bulk.conversion import Conversion  # noqa: E402
from extractor.commands import convert  # noqa: E402
from extractor.service.app import create_app  # noqa: E402
from extractor.service.settings import Settings  # noqa: E402
from tests.bulk.fake_conversions import FakeSandbox  # noqa: E402
from tests.service.light_service import LightConverter  # noqa: E402
from tests.service.processes import form  # noqa: E402

Case = Mapping[str, Any]


def convert_folder(case: Case) -> int:
    """A run with a converter that converts nothing."""
    vars(convert)["Conversion"] = partial(Conversion, sandbox=lambda _: FakeSandbox())
    return cli.main(["convert", *case["words"]])


def serve_documents(case: Case) -> int:
    """Take documents, then hand out the results; a line for each answer, written before anything else is done."""
    settings = Settings(
        data_folder=Path(case["folder"]), workers=1, poll_seconds=0.01, min_free_bytes=0, sync_wait_seconds=20.0
    )
    with TestClient(create_app(settings, LightConverter), base_url="http://localhost") as client:
        for data in case["documents"]:
            body, headers = form(data.encode())
            answer = client.post("/v1/convert/file/async", content=body, headers=headers)
            _say(data, answer.status_code, answer.json())
        for task in case["tasks"]:
            client.get(f"/v1/status/poll/{task}?wait=20")
            answer = client.get(f"/v1/result/{task}")
            _say(task, answer.status_code, answer.json())
        for task in case["removed"]:
            answer = client.delete(f"/v1/result/{task}")
            _say(task, answer.status_code, None)
    return 0


def _say(what: str, status: int, body: Any) -> None:
    os.write(1, (json.dumps([what, status, body]) + "\n").encode())


ACTIONS: dict[str, Callable[[Case], int]] = {"convert": convert_folder, "serve": serve_documents}
