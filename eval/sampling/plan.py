"""``sample.json``: what was drawn of what, so that answers can be weighed long after."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractor.errors import UsageError
from extractor.eval.sampling.items import TRAITS, ItemKind
from extractor.eval.sampling.two_phase import Frame, FrameStratum, Group

PLAN_NAME = "sample.json"


class SamplePlanError(UsageError):
    """The sampling plan can not be read or breaks its format."""

    code = "bad_sample_plan"
    remedy = "Give the sample.json that `extractor sample` wrote, unchanged."


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlannedGroup(_Strict):
    """A source kind: files there, drawn, of these converted; what failed gave no item and is no part of the accuracy,
    and the rest turned out to be no documents."""

    documents: Annotated[int, Field(ge=1)]
    drawn: Annotated[int, Field(ge=1)]
    converted: Annotated[int, Field(ge=0)]
    failed: tuple[str, ...] = ()


class PlannedStratum(_Strict):
    """``traits`` shared by its items, by name; ``population`` items in the drawn documents, ``drawn`` of them to
    check, each with the probability ``drawn`` / ``population`` once its document is drawn."""

    kind: ItemKind
    traits: dict[str, str]
    population: Annotated[int, Field(ge=1)]
    drawn: Annotated[int, Field(ge=1)]
    probability: Annotated[float, Field(gt=0, le=1)]


class PlannedItem(_Strict):
    """One item to check: where it is, what the extractor says, and the number of its stratum."""

    id: str
    kind: ItemKind
    stratum: Annotated[int, Field(ge=0)]
    document: str
    table: str
    cell: str | None
    value: str
    traits: dict[str, str]


class Plan(_Strict):
    """The whole plan; ``confidence`` is the nominal level of its intervals, 0 to 1."""

    sample_version: Literal[1] = 1
    seed: int
    confidence: Annotated[float, Field(gt=0, lt=1)]
    groups: dict[str, PlannedGroup]
    strata: tuple[PlannedStratum, ...]
    items: tuple[PlannedItem, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> "Plan":
        ids = {item.id for item in self.items}
        if len(ids) != len(self.items):
            raise ValueError("an item is there twice")
        for item in self.items:
            if item.stratum >= len(self.strata) or self.strata[item.stratum].kind != item.kind:
                raise ValueError(f"{item.id} has no stratum")
        for number, stratum in enumerate(self.strata):
            if stratum.traits.get(TRAITS[0]) not in self.groups:
                raise ValueError(f"stratum {number} has no {TRAITS[0]}")
            if sum(item.stratum == number for item in self.items) != stratum.drawn:
                raise ValueError(f"stratum {number} does not have its {stratum.drawn} items")
        return self

    def frame(self) -> Frame:
        """What was drawn from, for the estimate."""
        groups = {name: Group(group.documents, group.drawn) for name, group in self.groups.items()}
        return Frame(groups, [FrameStratum(one.traits[TRAITS[0]], one.population) for one in self.strata])


def read_plan(path: Path) -> Plan:
    """Read a plan; SamplePlanError where it is absent or breaks its format."""
    try:
        return Plan.model_validate_json(path.read_bytes())
    except OSError as error:
        raise SamplePlanError(f"The plan {path.name} can not be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise SamplePlanError(f"The plan {path.name} breaks its format: {place}: {first['msg']}.") from error


def plan_bytes(plan: Plan) -> bytes:
    """The plan as UTF-8 JSON."""
    return plan.model_dump_json(indent=1).encode() + b"\n"
