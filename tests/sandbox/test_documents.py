"""Documents in the jail: the same bytes as outside, and typed errors for those that do harm."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from extractor.document.wire import to_json
from extractor.errors import EncryptedSource, OutOfMemory, TooLarge, UnsupportedFormat
from extractor.export.markdown import render_markdown
from extractor.options import Options, SourceOptions
from extractor.pipeline import extract
from extractor.sandbox import Limits, Sandbox, Wanted

_LIMITS = Limits(seconds=60.0, memory_bytes=448 << 20)


@pytest.fixture(scope="module")
def jail() -> Iterator[Sandbox]:
    with Sandbox(_LIMITS) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def bombs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pdf_bombs", Path(__file__).with_name("pdf_bombs.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "txt"])
def test_the_result_is_the_same_as_outside(ending: str, demo: Path, jail: Sandbox) -> None:
    """In the jail nothing is unpickled either: it is refused there."""
    path = next(demo.glob(f"*.{ending}"))
    options = Options(limits=_LIMITS)
    converted = jail.convert(path.read_bytes(), path.name, Options())
    document = extract(path, options=options)
    assert converted.json == to_json(document)
    facts = converted.facts
    assert (facts.status, facts.tables, facts.sha256) == (
        document.status,
        len(document.tables),
        document.source.sha256,
    )
    assert 0 < converted.peak_bytes < _LIMITS.memory_bytes and converted.cpu_seconds > 0


@pytest.mark.parametrize("name", ["page.html", "table.csv"])
def test_what_loads_late_is_the_same_too(name: str, jail: Sandbox) -> None:
    data = {
        "page.html": "<meta charset=gbk><table border=1><tr><td>项目</td><td>合计</td></tr></table>".encode("gbk"),
        "table.csv": "项目,合计\n基本支出,1.00\n".encode("gb18030"),
    }[name]
    assert jail.convert(data, name, Options()).json == to_json(
        extract(data, name=name, options=Options(limits=_LIMITS))
    )


def test_markdown_and_pictures_are_made_within(odd_files: Path, jail: Sandbox) -> None:
    path = odd_files / "plain.pdf"
    converted = jail.convert(path.read_bytes(), path.name, Options(), wanted=Wanted(markdown=True, pictures=True))
    assert converted.markdown == render_markdown(extract(path))
    assert [picture.page for picture in converted.pictures] == [1]
    assert converted.pictures[0].data.startswith(b"\x89PNG")


def test_errors_keep_their_class_and_words(odd_files: Path, jail: Sandbox) -> None:
    data = (odd_files / "encrypted-aes-256.pdf").read_bytes()
    with pytest.raises(EncryptedSource) as inside:
        jail.convert(data, "a.pdf", Options())
    with pytest.raises(EncryptedSource) as outside:
        extract(data, name="a.pdf")
    assert str(inside.value) == str(outside.value)
    source = replace(SourceOptions(), password="demo")  # noqa: S106 - of a test file
    assert b'"password": true' in jail.convert(data, "a.pdf", Options(source=source)).json
    with pytest.raises(UnsupportedFormat):
        jail.convert(bytes(range(256)), "a.bin", Options())


def test_the_limits_are_in_the_result(jail: Sandbox) -> None:
    limits = json.loads(jail.convert("部门：预算".encode(), "a.txt", Options()).json)["producer"]["limits"]
    assert limits["memory_bytes"] == _LIMITS.memory_bytes
    assert (limits["seconds"], limits["max_pages"]) == (60.0, 5_000)
    assert "password" not in limits


@pytest.mark.parametrize(
    ("bomb", "error"),
    [("form_that_draws_itself_twice", OutOfMemory), ("packed_three_times", OutOfMemory), ("tree_of_itself", TooLarge)],
)
def test_a_bomb_is_a_typed_error(bomb: str, error: type[Exception], bombs: ModuleType, jail: Sandbox) -> None:
    with pytest.raises(error):
        jail.convert(getattr(bombs, bomb)(), "bomb.pdf", Options())
    assert jail.convert(b"1", "a.txt", Options()).facts.status == "ok"


def test_nothing_is_unpickled_by_what_the_warm_parent_loads(demo: Path) -> None:
    """In a process of its own, for an audit hook stays; the words' dictionary and a document of each format."""
    code = (
        "import sys\n"
        "from extractor.sandbox.lock.imports import refuse_unsafe_loading\n"
        "refuse_unsafe_loading()\n"
        "from extractor.sandbox.warming import STEPS, warm, warm_up\n"
        "warm_up()\n"
        "for step in sorted(STEPS): warm(step)\n"
        "from extractor.pipeline import extract\n"
        "for path in sys.argv[1:]: extract(path)\n"
        "import pickle\n"
        "try: pickle.loads(b'cos\\ngetpid\\n.')\n"
        "except RuntimeError: print('refused')\n"
    )
    words = [sys.executable, "-c", code, *map(str, sorted(demo.glob("*.*")))]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1:] == ["refused"], done.stderr
