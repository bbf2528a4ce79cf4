"""docs/licences.md lists what the product installs; the lock file pins all of it, by hashes."""

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
_COPYLEFT = re.compile(r"(?<!L)GPL|General Public|Affero|SSPL|Business Source|Commons Clause|non-?commercial", re.I)
_NEVER = {"ghostscript", "pymupdf", "pymupdf4llm", "fitz", "psycopg", "psycopg2", "psycopg2-binary", "unidecode"}


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_licences", ROOT / "tools" / "write_licences.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_as_the_packages_say(writer: ModuleType) -> None:
    assert (ROOT / "docs" / "licences.md").read_text(encoding="utf-8") == writer.licence_page(), "run `make docs`"


def test_every_extra_and_every_dependency_is_there(writer: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = {word for words in (project["dependencies"], *extras.values()) for word in words}
    asked = {re.split(r"[^A-Za-z0-9._-]", word)[0].lower().replace("_", "-") for word in named}
    needed = writer.needed()
    assert asked <= set(needed)
    assert {part for by in needed.values() for part in by} - {"always"} <= set(extras)


def test_none_is_under_a_licence_that_binds_who_uses_it(writer: ModuleType) -> None:
    licences = writer.written()
    assert set(licences) == set(writer.needed())
    bound = {name: words for name, words in licences.items() if _COPYLEFT.search(words) or words == "not declared"}
    assert bound == {}
    assert not _NEVER & set(licences)


@pytest.mark.parametrize("words", ["GPL-3.0-or-later", "GNU Affero General Public License v3", "AGPL-3.0", "SSPL-1.0"])
def test_such_licences_are_known_by_their_names(words: str) -> None:
    assert _COPYLEFT.search(words)
    assert not _COPYLEFT.search("LGPL-2.1")


def test_everything_locked_has_hashes() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    for package in lock["package"]:
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        if "registry" in package["source"]:
            assert files and all(file["hash"].startswith("sha256:") for file in files), package["name"]
        else:
            assert package["name"] == "extractor"
