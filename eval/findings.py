"""The checks and repairs of a prediction, read leniently: what is malformed is named and left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Check(_Lenient):
    rule: str
    status: str
    subjects: list[str] = []
    expected: str | None = None
    actual: str | None = None


class _Repair(_Lenient):
    kind: str
    applied: bool
    subjects: list[str] = []


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check that failed: its rule, the ids of its cells, and the two values that ought to agree."""

    rule: str
    subjects: tuple[str, ...]
    expected: str | None = None
    actual: str | None = None


@dataclass(frozen=True, slots=True)
class AppliedRepair:
    """A repair that changed the cells ``subjects`` (ids)."""

    kind: str
    subjects: tuple[str, ...]


_Item = TypeVar("_Item", bound=_Lenient)


def read_failed_checks(data: Mapping[str, Any]) -> tuple[tuple[FailedCheck, ...], tuple[str, ...]]:
    """The failed checks of one document of the contract, and what was left out as malformed."""
    checks, problems = _read(data, "checks", "check", _Check)
    failed = (check for check in checks if check.status == "fail")
    return tuple(FailedCheck(one.rule, tuple(one.subjects), one.expected, one.actual) for one in failed), problems


def read_applied_repairs(data: Mapping[str, Any]) -> tuple[tuple[AppliedRepair, ...], tuple[str, ...]]:
    """The applied repairs of one document of the contract, and what was left out as malformed."""
    repairs, problems = _read(data, "repairs", "repair", _Repair)
    return tuple(AppliedRepair(one.kind, tuple(one.subjects)) for one in repairs if one.applied), problems


def _read(data: Mapping[str, Any], key: str, word: str, model: type[_Item]) -> tuple[list[_Item], tuple[str, ...]]:
    found = data.get(key) or []
    if not isinstance(found, list):
        return [], (f"malformed_{key}: not a list",)
    items: list[_Item] = []
    problems: list[str] = []
    for number, item in enumerate(found, 1):
        try:
            items.append(model.model_validate(item))
        except ValidationError as error:
            fault = error.errors()[0]
            problems.append(f"malformed_{word} {number}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}")
    return items, tuple(problems)
