"""What is disturbed: a run of convert; a service that takes documents and hands out results."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from fastapi.testclient import TestClient

from extractor import cli
from extractor.bulk.conversion import Conversion
from extractor.commands import convert
from extractor.errors import ExtractorError
from extractor.service.app import create_app
from extractor.service.settings import Settings
from tests.bulk.fake_conversions import FakeSandbox
from tests.service.light_service import LightConverter
from tests.service.processes import form

Case = Mapping[str, Any]


def convert_folder(case: Case) -> int:
    """A run with a converter that converts nothing."""
    vars(convert)["Conversion"] = partial(Conversion, sandbox=lambda _: FakeSandbox())
    return cli.main(["convert", *case["words"]])


def serve_documents(case: Case) -> int:
    """Take documents and hand out the results, also those of ``tasks``; each answer is said before the next request."""
    settings = Settings(data_folder=Path(case["folder"]), workers=1, poll_seconds=0.01, min_free_bytes=0)
    application = create_app(settings, LightConverter)
    with ExitStack() as stack:
        try:
            client = stack.enter_context(TestClient(application, base_url="http://localhost"))
        except ExtractorError as error:
            _say("refused to start", error.code, error.message)
            return 2
        tasks = list(case["tasks"])
        for data in case["documents"]:
            body, headers = form(data.encode())
            answer = client.post("/v1/convert/file/async", content=body, headers=headers)
            _say("taken", data, answer.status_code, answer.json())
            tasks += [answer.json()["task_id"]] if answer.status_code == 202 else []
        for task in tasks:
            client.get(f"/v1/status/poll/{task}?wait={case['seconds']}")
            answer = client.get(f"/v1/result/{task}")
            _say("result", task, answer.status_code, answer.json())
    return 0


def _say(*words: Any) -> None:
    """Said at once: the next call may be the last one."""
    os.write(1, ("> " + json.dumps(words) + "\n").encode())


ACTIONS: dict[str, Callable[[Case], int]] = {"convert": convert_folder, "serve": serve_documents}
