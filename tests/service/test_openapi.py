"""The description of the API, and answers that keep it whatever is sent."""

import subprocess
import sys
from pathlib import Path

from fastapi.testclient import TestClient

from extractor.service.http.docs_page import page_of
from tests.service.processes import serving

OWN_PATHS = "^/(v1/(convert|status|result|tasks|documents|rules)|health|ready|version|metrics)"
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
_EXAMPLES = 6


def fuzz(port: int, examples: int, *words: str) -> subprocess.CompletedProcess[str]:
    """Cases by schemathesis from the server's own description."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"http://127.0.0.1:{port}/openapi.json"]
    command += ["--include-path-regex", OWN_PATHS, "--checks", CHECKS, "--max-examples", str(examples)]
    command += ["--phases", "examples,coverage,fuzzing", "--generation-deterministic", "--no-color", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_operation_is_described_with_its_errors(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    assert "Problem" in schema["components"]["schemas"]
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            if path.startswith("/v1/"):
                told = operation["responses"]["401"]["content"]["application/problem+json"]
                assert told["example"]["code"] == "unauthorised"
                assert operation["security"]


def test_the_page_of_the_description_has_no_script_and_asks_nobody(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "/v1/convert/file" in page.text
    assert "429 queue_full" in page.text
    assert "<script" not in page.text
    assert "http" not in page.text.replace("<code>", "").split("<body>")[0]
    assert client.get("/docs.css").headers["content-type"].startswith("text/css")
    hostile = {"info": {"title": "<b>", "version": "1", "description": "<script>"}, "paths": {}}
    assert "<script>" not in page_of(hostile)


def test_answers_keep_the_description(tmp_path: Path) -> None:
    with serving(tmp_path / "data", workers=1, requests_per_minute=1_000_000) as server:
        done = fuzz(server.port, _EXAMPLES)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
        log = server.log.read_text()
    assert "request fault" not in log
