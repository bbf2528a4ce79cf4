"""The built wheel works outside the checkout, with everything the commands need under the package's own name."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*words: str | Path, cwd: Path) -> str:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "COVERAGE"))}
    done = subprocess.run(words, cwd=cwd, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="module")
def empty_environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the wheel, and reads its dependencies where the tests have theirs.

    A folder named in a .pth file has its own .pth files left unread, so that the checkout stays out of sight.
    """
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder, cwd=folder)
    run(folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=folder)
    site = next(folder.glob("lib/python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def test_the_wheel_installs_one_module(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"extractor"}
    for needed in ("eval/command.py", "corpora/manifest.toml", "models/__init__.py", "py.typed", "cli.py"):
        assert f"extractor/{needed}" in names
    assert len(names) == len(set(names)), "nothing is in it twice"
    assert not [name for name in names if "__pycache__" in name]


def test_the_source_distribution_builds_the_same_wheel(dist: Path, wheel: Path, tmp_path: Path) -> None:
    run("tar", "-xzf", next(dist.glob("*.tar.gz")), cwd=tmp_path)
    source = next(tmp_path.glob("extractor-*"))
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, cwd=source)
    again = next(tmp_path.glob("*.whl"))
    assert sorted(zipfile.ZipFile(again).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())


def test_it_converts_a_document_and_reads_nothing_of_the_checkout(
    empty_environment: Path, demo: Path, tmp_path: Path
) -> None:
    document = next(demo.glob("*.docx"))
    shutil.copy(document, tmp_path / "targets.docx")
    program = empty_environment / "bin" / "extractor"
    run(program, "convert", "targets.docx", "-o", "out", "--quiet", cwd=tmp_path)
    converted = json.loads((tmp_path / "out" / "targets.docx.json").read_text(encoding="utf-8"))
    assert len(converted["projects"]) == 2
    assert "GOLD" in run(program, "eval", "--help", cwd=tmp_path)

    script = (
        "import importlib, importlib.util as u, json, sys, extractor.cli, extractor.eval.command, extractor.corpora\n"
        "files = [m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'extractor' and m.__file__]\n"
        "print(json.dumps([files, sys.path, [n for n in ('eval', 'models', 'corpora') if u.find_spec(n)]]))\n"
    )
    python = empty_environment / "bin" / "python"
    files, path, strangers = json.loads(run(python, "-c", script, cwd=tmp_path))
    assert all(Path(file).is_relative_to(empty_environment) for file in files)
    assert str(ROOT) not in path
    assert strangers == []
