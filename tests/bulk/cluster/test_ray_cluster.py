"""What is asked of a cluster and what comes of its answers, with one in this process; tests/torture has a real one."""

import importlib
import json
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from extractor import cli
from extractor.bulk.cluster import conversion, ray_cluster
from extractor.bulk.cluster.conversion import Order, Refusal, carry_out
from extractor.bulk.journal.key import installed

Convert = Callable[..., int]


class RayError(Exception):
    """The root of Ray's own errors."""


class InProcess(ModuleType):
    """As much of Ray as is asked for: tasks run where they are called, on values that went through a pickle."""

    def __init__(self) -> None:
        super().__init__("ray")
        self.exceptions = SimpleNamespace(RayError=RayError)
        self.asked: dict[str, Any] = {}
        self.lost: set[str] = set()
        self.is_up = False

    def init(self, **words: Any) -> None:
        self.asked, self.is_up = words, True
        if words["address"] == "nowhere:1":
            raise ConnectionError("Could not find any running Ray instance.\nMore words.")

    def remote(self, **words: Any) -> Callable[..., Any]:
        self.asked |= words
        return lambda task: SimpleNamespace(remote=lambda order: (task, pickle.dumps(order)))

    def get(self, reference: tuple[Callable[[Order], Any], bytes]) -> Any:
        task, packed = reference
        order: Order = pickle.loads(packed)  # noqa: S301 - packed by this test
        if order.name in self.lost:
            raise RayError("The node died.\nMore words.")
        return pickle.loads(pickle.dumps(task(order)))  # noqa: S301

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 2.0}

    def shutdown(self) -> None:
        self.is_up = False


@pytest.fixture
def ray(monkeypatch: pytest.MonkeyPatch) -> InProcess:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1]))
    fake = importlib.import_module("fake_conversions").FakeSandbox
    monkeypatch.setattr(conversion, "Sandbox", lambda limits, require: fake())
    conversion._sandbox.cache_clear()
    module = InProcess()
    monkeypatch.setitem(sys.modules, "ray", module)
    for name in ray_cluster._ENVIRONMENT:
        monkeypatch.setenv(name, os.environ.get(name, ""))
    return module


@pytest.fixture
def convert_on(ray: InProcess, tmp_path: Path) -> Convert:
    for name, words in {"a.txt": "fine", "b.txt": "fine", "bad.txt": "corrupt", "none.txt": "nothing"}.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8")

    def run(*words: str) -> int:
        return cli.main(["convert", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--engine", "ray", *words])

    return run


def said(tmp_path: Path) -> dict[str, str]:
    rows = [json.loads(line) for line in (tmp_path / "out" / "manifest.jsonl").read_bytes().splitlines()]
    return {row["source"]: row["error"]["code"] if row["error"] else row["status"] for row in rows}


def test_each_document_is_a_task_that_is_tried_again(convert_on: Convert, ray: InProcess, tmp_path: Path) -> None:
    assert convert_on("--address", "head:6379") == 1
    assert said(tmp_path) == {"a.txt": "ok", "b.txt": "ok", "bad.txt": "corrupt_file", "none.txt": "no_document"}
    assert (ray.asked["address"], ray.asked["num_cpus"], ray.asked["max_retries"]) == ("head:6379", 1, 3)
    assert "object_store_memory" not in ray.asked, "a cluster that is there has its own settings"
    assert not ray.is_up


def test_a_document_lost_with_its_machines_fails_alone_and_comes_again(
    convert_on: Convert, ray: InProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ray.lost = {"a.txt"}
    assert convert_on() == 1
    assert said(tmp_path)["a.txt"] == "worker_died" and said(tmp_path)["b.txt"] == "ok"
    assert "The node died" in capsys.readouterr().err
    assert ray.asked["address"] == "local" and ray.asked["object_store_memory"]
    ray.lost = set()
    assert convert_on("--resume") == 1
    assert said(tmp_path)["a.txt"] == "ok"


def test_a_machine_with_other_readers_converts_nothing(
    convert_on: Convert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "_installed", lambda: {**installed(), "version": "0.0.1"})
    assert convert_on() == 1
    assert set(said(tmp_path).values()) - {"no_document"} == {"usage"}


def test_a_cluster_that_is_not_there_is_said(convert_on: Convert, capsys: pytest.CaptureFixture[str]) -> None:
    assert convert_on("--address", "nowhere:1") == 2
    assert "There is no cluster at nowhere:1: Could not find any running Ray instance." in capsys.readouterr().err


def test_without_the_extra_its_name_is_said(
    convert_on: Convert, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    assert convert_on() == 2
    assert "extractor[ray]" in capsys.readouterr().err


def test_an_error_travels_as_code_and_message(ray: InProcess) -> None:
    from extractor.options import Options
    from extractor.sandbox import Wanted

    order = Order(b"corrupt", "x.txt", Options(), Wanted(), False, installed())
    answer = carry_out(order)
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.message) == ("corrupt_file", "It breaks off.")
