"""Records: what the tables say, as statements with amounts and projects with indicators."""

from dataclasses import dataclass, field
from decimal import Decimal

from extractor.document.vocabulary import (
    AmountCheck,
    CodeCheck,
    CodeSource,
    LineRole,
    Mark,
    Measure,
    MentionConcept,
    MentionDirection,
    MentionKind,
    Phase,
    ProjectScope,
    Side,
    TableKind,
    TargetKind,
    TargetOperator,
    TierSource,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount: ``value`` counts in the printed ``unit``, ``yuan`` in 元; both None for a blank or a dash."""

    measure: Measure
    period: str | None
    phase: Phase
    fund: str | None
    raw: str
    mark: Mark
    value: Decimal | None
    unit: str | None
    yuan: Decimal | None
    cell: str
    check: AmountCheck = "unchecked"

    def checked(self, check: AmountCheck) -> "Amount":
        """The amount with what is known of it; spelt out, since ``replace`` takes four times as long."""
        return Amount(
            self.measure,
            self.period,
            self.phase,
            self.fund,
            self.raw,
            self.mark,
            self.value,
            self.unit,
            self.yuan,
            self.cell,
            check,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One concept of a statement; ``level`` counts from 0 (a grand total), ``parent`` is a line id."""

    id: str
    side: Side | None
    number: str | None
    label: str
    code: str | None
    code_source: CodeSource | None
    level: int
    parent: str | None
    role: LineRole
    amounts: tuple[Amount, ...]
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement read from one table (a table may give several)."""

    id: str
    kind: TableKind
    table: str
    unit: str | None
    reporting_unit: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Department:
    code: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Budget:
    """A project's money in the printed unit; None is a blank."""

    total: Decimal | None = None
    fiscal: Decimal | None = None
    other: Decimal | None = None
    basic: Decimal | None = None
    project: Decimal | None = None
    executed: Decimal | None = None
    execution_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MidTerm:
    total: Decimal | None = None
    fiscal: Decimal | None = None
    other: Decimal | None = None
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanStep:
    deadline: str
    raw: str
    value: Decimal | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    content: str | None = None
    amount: Decimal | None = None
    goal: str | None = None


@dataclass(frozen=True, slots=True)
class ProfileItem:
    label: str
    value: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A target value; ``operator`` only as printed, ``value_to`` for a range, ``direction`` for words of change."""

    raw: str
    kind: TargetKind
    operator: TargetOperator | None = None
    value: str | None = None
    value_to: str | None = None
    unit: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    tier1: str | None
    tier2: str | None
    tier3: str | None
    tier1_class: str | None
    tier2_class: str | None
    tier_source: TierSource
    description: str | None
    target: Target | None
    basis: str | None
    weight: str | None = None
    actual: str | None = None
    score: str | None = None
    deviation: str | None = None
    mid_term_target: Target | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ProseGoals:
    """Goals that the prose states of a project, under the ``name`` that it has there; ``blocks`` hold them.

    The indicators have a name (``tier3``) and a target, and no tiers.
    """

    name: str
    objectives: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """A project's (or a whole department's) targets; ``sources`` maps a field's path to cell ids."""

    id: str
    scope: ProjectScope
    code: str | None
    code_check: CodeCheck
    name: str | None
    department: Department
    unit: str | None
    budget: Budget
    mid_term: MidTerm
    purpose: str | None
    plan: tuple[PlanStep, ...]
    objectives: tuple[str, ...]
    tasks: tuple[Task, ...]
    profile: tuple[ProfileItem, ...]
    indicators: tuple[Indicator, ...]
    sources: dict[str, tuple[str, ...]]
    tables: tuple[str, ...]
    score: str | None = None
    prose_goals: ProseGoals | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount, change, share or count that the prose says; ``start`` and ``end`` index the block's text.

    ``value_start`` is where the number begins within them, or the word that says that nothing changed; then
    ``value`` is 0 without a unit. ``value`` counts in the printed ``unit`` (money, ``%``, 辆), ``yuan`` in 元. ``name``
    is the concept as printed, which alone tells what ``other`` is. ``label`` holds the names of a
    classified line (类/款/项), ``fund`` the budget that the words limit the concept to, ``parent`` the mention that it
    is a part of (其中, 包括), ``of`` what a change, a rate or a share is of, ``whole`` what a share is a share of, as
    printed (年初预算). ``cells`` are amounts of tables that say
    the same.
    """

    id: str
    block: str
    start: int
    end: int
    concept: MentionConcept
    kind: MentionKind
    period: str | None
    direction: MentionDirection | None
    value: Decimal
    unit: str | None
    yuan: Decimal | None
    parent: str | None = None
    cells: tuple[str, ...] = ()
    label: str | None = None
    fund: str | None = None
    phase: Phase | None = None
    of: str | None = None
    name: str | None = None
    value_start: int | None = None
    whole: str | None = None
