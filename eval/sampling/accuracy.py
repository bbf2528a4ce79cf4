"""Answers → accuracy: of all numbers and all tables, and of each part of the population."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.eval.sampling.answers import Answer
from extractor.eval.sampling.estimate import Answered, Estimate, estimate
from extractor.eval.sampling.items import TRAITS, ItemKind
from extractor.eval.sampling.plan import Plan, PlannedItem
from extractor.eval.sampling.proportions import size_for_half_width
from extractor.eval.sampling.two_phase import Frame, FrameStratum

KINDS: tuple[ItemKind, ...] = ("cell", "table")


@dataclass(frozen=True, slots=True)
class KindAccuracy:
    """The accuracy of one kind of item.

    ``archive`` is of this archive, ``like_these`` of documents like its own (None where one document is not enough to
    tell); ``unanswered`` items were drawn and not checked; ``not_covered`` is the share of the population whose strata
    have no answer at all and which the figures therefore leave out. ``parts`` are by trait and its value.
    """

    kind: ItemKind
    archive: Estimate
    like_these: Estimate | None
    unanswered: int
    not_covered: float
    parts: tuple[tuple[str, str, Estimate], ...]
    wrong: tuple[tuple[PlannedItem, str | None], ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """All kinds that have an answer; ``confidence`` is the nominal level; ``failed`` documents were drawn and gave no
    item: they are not in the figures."""

    confidence: float
    kinds: tuple[KindAccuracy, ...]
    documents: int
    failed: tuple[str, ...]


def accuracy_of(plan: Plan, answers: Sequence[Answer]) -> Accuracy:
    """Weigh the answers by the plan; ``estimate`` says how."""
    failed = tuple(sorted(name for group in plan.groups.values() for name in group.failed))
    drawn = sum(group.drawn for group in plan.groups.values())
    kinds = [found for kind in KINDS if (found := _kind_accuracy(kind, plan, answers))]
    return Accuracy(plan.confidence, tuple(kinds), drawn, failed)


def size_needed(found: Estimate, half_width: float, confidence: float) -> int:
    """How many items give this half width at the accuracy, the spread over documents and the weights seen so far: the
    size of a simple random sample, shortened for the finite population, times answered items per effective one."""
    plain = size_for_half_width(found.share, half_width, confidence)
    wanted = plain / (1 + plain / found.population) * max(1.0, found.answered / found.effective)
    return min(round(found.population), int(wanted) + 1)


def _kind_accuracy(kind: ItemKind, plan: Plan, answers: Sequence[Answer]) -> KindAccuracy | None:
    planned = {item.id: item for item in plan.items if item.kind == kind}
    said = [(planned[answer.id], answer) for answer in answers if answer.id in planned]
    frame = plan.frame()
    answered_strata = {item.stratum for item, _ in said}
    own = {number for number, stratum in enumerate(plan.strata) if stratum.kind == kind}
    answered = [Answered(item.stratum, item.document, answer.right) for item, answer in said]
    archive = estimate(answered, frame, plan.confidence)
    if archive is None:
        return None
    parts = []
    for name, value in _parts(said):
        part = estimate(answered, frame, plan.confidence, within=[item.traits[name] == value for item, _ in said])
        if part is not None:
            parts.append((name, value, part))
    return KindAccuracy(
        kind,
        archive,
        estimate(answered, frame, plan.confidence, of_archive=False),
        len(planned) - len(said),
        _weight(own - answered_strata, frame) / _weight(own, frame),
        tuple(parts),
        tuple((item, answer.true_value) for item, answer in said if not answer.right),
    )


def _parts(said: Sequence[tuple[PlannedItem, Answer]]) -> Iterator[tuple[str, str]]:
    """Each value of each trait that parts the answered items; templates have no names that say anything."""
    for name in TRAITS[:-1]:
        values = sorted({item.traits[name] for item, _ in said})
        if len(values) > 1:
            yield from ((name, value) for value in values)


def _weight(strata: set[int], frame: Frame) -> float:
    def expanded(stratum: FrameStratum) -> float:
        group = frame.groups[stratum.group]
        return stratum.population * group.documents / group.drawn

    return sum(expanded(frame.strata[number]) for number in strata)
