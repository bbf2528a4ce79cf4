"""Read the written samples of chosen splits; no file of another split is opened."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError

from extractor.corpora.indicators.model import Field, LabelledIndicator, LabelledProject, LabelledTarget
from extractor.corpora.label import LabelError
from extractor.corpora.manifest import Split

FOLDER: Final = Path(__file__).parent
"""One folder a split: ``projects.jsonl``, a file of indicators for each field, ``targets.jsonl``."""
Value = TypeVar("Value")

_PROJECT: Final = TypeAdapter(LabelledProject)
_INDICATOR: Final = TypeAdapter(LabelledIndicator)
_TARGET: Final = TypeAdapter(LabelledTarget)


def load_projects(*splits: Split, folder: Path = FOLDER) -> tuple[LabelledProject, ...]:
    """All projects of the splits with their indicators; LabelError where a file is absent or breaks its format."""
    return tuple(project for split in splits for project in _projects_of(folder / split))


def load_targets(*splits: Split, folder: Path = FOLDER) -> tuple[LabelledTarget, ...]:
    """All written targets of the splits; LabelError where a file is absent or breaks its format."""
    return tuple(
        _checked(_TARGET, line, f"{split}/targets.jsonl:{number}")
        for split in splits
        for number, line in _lines_of(folder / split / "targets.jsonl")
    )


def _projects_of(folder: Path) -> Iterator[LabelledProject]:
    rows = _rows_by_project(folder)
    for number, line in _lines_of(folder / "projects.jsonl"):
        yield _checked(
            _PROJECT,
            {**line, "indicators": rows.pop(str(line.get("id")), ())},
            f"{folder.name}/projects.jsonl:{number}",
        )
    if rows:
        raise LabelError(f"Indicators of projects that {folder.name}/projects.jsonl does not name: {sorted(rows)}.")


def _rows_by_project(folder: Path) -> dict[str, tuple[LabelledIndicator, ...]]:
    rows: defaultdict[str, list[LabelledIndicator]] = defaultdict(list)
    for field in get_args(Field):
        for number, line in _lines_of(folder / f"{field}.jsonl"):
            project = str(line.pop("project", ""))
            rows[project].append(_checked(_INDICATOR, line, f"{folder.name}/{field}.jsonl:{number}"))
    return {project: tuple(found) for project, found in rows.items()}


def _lines_of(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise LabelError(f"{path.parent.name}/{path.name} can not be read: {error.strerror}.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise LabelError(f"{path.parent.name}/{path.name}:{number} is not JSON: {error.msg}.") from error
        if not isinstance(value, dict):
            raise LabelError(f"{path.parent.name}/{path.name}:{number} is not a JSON object.")
        yield number, value


def _checked(adapter: TypeAdapter[Value], value: dict[str, Any], place: str) -> Value:
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        raise LabelError(f"{place} breaks the format: {error}.") from error
