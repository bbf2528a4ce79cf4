"""Writes docs/licences.md: what the product installs, by the lock file, and under which licence: ``make docs``.

The names come from uv.lock, for all systems; the licences from the metadata of what is installed here. A package that
this system does not install keeps the line that it has.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "licences.md"
_PRODUCT = "extractor"
_LONGEST = 80
_CLASSIFIER = "License :: OSI Approved :: "
_KNOWN = {
    "colorama": "BSD-3-Clause",
    "flatbuffers": "Apache-2.0",
    "onnxruntime": "MIT",
    "openvino-telemetry": "Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "tzdata": "Apache-2.0",
}
"""Of packages whose metadata say it unclearly, or that few systems install; from their licence files."""
_HEAD = """# Licences

Every package that extractor or one of its extras installs, with what those need in turn, on any system; the versions,
with their hashes, stand in `uv.lock`. Licences are as the packages declare them; their wheels hold libraries with
licences of their own (OpenCV FFmpeg and shapely GEOS, both LGPL-2.1; numpy and scipy GCC's runtime, GPL with the
exception that leaves programs free). LibreOffice (MPL-2.0) is a program of its own, started where it is installed.
Ghostscript and PyMuPDF (AGPL) are in none of it: a test holds this page against the lock file and refuses every package
under the GPL, the AGPL or a licence of that kind. This page is written by `make docs`.

| package | licence | comes with |
|---|---|---|
"""


def needed() -> dict[str, tuple[str, ...]]:
    """Each package of the product → the extras that bring it; ``always`` where none has to be asked for."""
    packages = _packages()
    product = packages[_PRODUCT]
    found: dict[str, set[str]] = {}
    starts = {"always": product.get("dependencies", []), **product.get("optional-dependencies", {})}
    for extra, dependencies in starts.items():
        for name in _reached(dependencies, packages):
            found.setdefault(name, set()).add(extra)
    return {name: ("always",) if "always" in by else tuple(sorted(by)) for name, by in sorted(found.items())}


def licence_of(name: str) -> str | None:
    """What an installed package declares; None where it is not installed here."""
    if name in _KNOWN:
        return _KNOWN[name]
    try:
        said = cast(Message, metadata(name))
    except PackageNotFoundError:
        return None
    if said["License-Expression"]:
        return str(said["License-Expression"])
    classes = [words.removeprefix(_CLASSIFIER) for words in said.get_all("Classifier", []) if _CLASSIFIER in words]
    words = " ".join(str(said["License"] or "").split())
    return words if 0 < len(words) <= _LONGEST else "; ".join(sorted(classes)) or words[:_LONGEST] or "not declared"


def written() -> dict[str, str]:
    """The licences of the page as it is."""
    text = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    return dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|", text, re.MULTILINE)[1:])


def licence_page() -> str:
    """The page as Markdown."""
    before = written()
    rows = (
        f"| {name} | {(licence_of(name) or before.get(name, 'not declared')).replace('|', '/')} | {', '.join(by)} |\n"
        for name, by in needed().items()
    )
    return _HEAD + "".join(rows)


def _packages() -> dict[str, Mapping[str, Any]]:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    packages: dict[str, Mapping[str, Any]] = {}
    for package in lock["package"]:
        # one name may be locked at several versions, for several systems
        known = packages.setdefault(package["name"], {**package, "dependencies": []})
        cast(list[Any], known["dependencies"]).extend(package.get("dependencies", []))
    return packages


def _reached(dependencies: list[Mapping[str, Any]], packages: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    waiting = [(one["name"], extra) for one in dependencies for extra in ("", *one.get("extra", []))]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        yield name
        package = packages[name]
        more = package.get("optional-dependencies", {}).get(extra, []) if extra else package["dependencies"]
        waiting += [(one["name"], part) for one in more for part in ("", *one.get("extra", []))]


if __name__ == "__main__":
    TARGET.write_text(licence_page(), encoding="utf-8")
