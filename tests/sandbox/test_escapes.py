"""Nothing gets out of the jail."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.options import Options
from extractor.sandbox import Limits, Sandbox, layers

_HERE = Path(__file__).parent
_FULL = not layers().missing


class _Probes(Sandbox):
    _job = "probe_job"
    _more_path = (str(_HERE),)


def _names() -> list[str]:
    spec = importlib.util.spec_from_file_location("probe_job", _HERE / "probe_job.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.PROBES)


@pytest.fixture(scope="module")
def jail() -> Iterator[Sandbox]:
    with _Probes(Limits(seconds=20.0, memory_bytes=1 << 30)) as sandbox:
        yield sandbox


@pytest.mark.skipif(not _FULL, reason="this system lacks a layer of the jail")
@pytest.mark.parametrize("name", _names())
def test_no_way_leads_out(name: str, jail: Sandbox, tmp_path: Path) -> None:
    neighbour = tmp_path / "neighbour.txt"
    neighbour.write_text("another's", encoding="utf-8")
    (tmp_path / "planted_module.py").write_text("FOUND = 1\n", encoding="utf-8")
    found = json.loads(jail.convert(str(neighbour).encode(), name, Options()).json)
    assert found.startswith("refused: "), found
    assert sorted(path.name for path in tmp_path.iterdir()) == ["neighbour.txt", "planted_module.py"]
    assert neighbour.read_text(encoding="utf-8") == "another's"


@pytest.mark.skipif(not _FULL, reason="this system lacks a layer of the jail")
def test_there_are_enough_ways_and_the_probes_can_succeed(tmp_path: Path) -> None:
    assert len(_names()) >= 60
    neighbour = tmp_path / "neighbour.txt"
    neighbour.write_text("another's", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("probe_job", _HERE / "probe_job.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("read_a_neighbours_file", "write_beside_the_neighbour", "make_a_folder", "load_marshalled_code"):
        assert not module.PROBES[name](str(neighbour)).startswith("refused")
