"""Nothing that a document names is fetched: a server hears nothing, and a file's secret is in no result."""

import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from extractor.document.wire import to_json
from extractor.errors import ExtractorError, LibreOfficeFailed
from extractor.options import SourceOptions
from extractor.pipeline import extract
from extractor.sources.libreoffice import convert_with_libreoffice, libreoffice_program
from tests.hostile.reaching_out_files import documents_for, documents_for_libreoffice

_SECRET = "秘密的金丝雀"  # noqa: S105 - none


@dataclass(frozen=True, slots=True)
class Canary:
    """A server of this machine with what it was asked for, and a file that says a secret."""

    address: str
    asked: list[str]
    file: str


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append("a connection")
            self.rfile.readline(1_000)
            self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + _SECRET.encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    secret = tmp_path / "secret.txt"
    secret.write_text(_SECRET, encoding="utf-8")
    try:
        yield Canary(f"http://127.0.0.1:{server.server_port}/", asked, str(secret))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_canary_sings_when_it_is_asked(canary: Canary) -> None:
    with urllib.request.urlopen(canary.address) as answer:  # noqa: S310 - of this test
        assert _SECRET.encode() in answer.read()
    assert canary.asked


def test_nothing_is_fetched_for_a_document(canary: Canary) -> None:
    """Outside of the jail, which would not let it."""
    for name, data in documents_for(canary.address, canary.file).items():
        try:
            made = to_json(extract(data, name=name))
        except ExtractorError as error:
            made = str(error).encode()
        assert _SECRET.encode() not in made, name
        assert canary.asked == [], name


@pytest.mark.needs_libreoffice
@pytest.mark.skipif(libreoffice_program() is None, reason="LibreOffice is not installed")
def test_nothing_is_fetched_by_libreoffice(canary: Canary) -> None:
    reached_by_libreoffice("rtf", canary.address, canary.file)
    assert canary.asked == []


def reached_by_libreoffice(ending: str, address: str, file: str) -> None:
    """Convert a document that reaches out; what it becomes does not say the secret."""
    data = documents_for_libreoffice(address, file)[ending]
    target = "ods" if ending == "xlsx" else "docx" if ending == "odt" else "odt"
    try:
        made = convert_with_libreoffice(data, ending, target, SourceOptions())  # type: ignore[arg-type]
    except LibreOfficeFailed:
        return
    said = to_json(extract(made, name=f"a.{target}"))
    assert _SECRET.encode() not in said and _SECRET.encode() not in made
