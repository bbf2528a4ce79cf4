"""What the document as a whole says of its cells: checks, repairs, and the names that it prints beside codes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.confidence.evidence.names import usual_names
from extractor.document.check import Check, Repair
from extractor.document.table import Table


@dataclass(frozen=True, slots=True)
class Findings:
    """By ids of cells: ``repaired`` with the confidence of the repair, ``not_repaired`` those of repairs that were not
    applied, ``failing`` those that a failed check names. ``names``: the usual name of each code."""

    repaired: Mapping[str, float] = field(default_factory=dict)
    not_repaired: Collection[str] = ()
    failing: Collection[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, checks: Sequence[Check], repairs: Sequence[Repair], tables: Sequence[Table] = ()) -> "Findings":
        """Gather what a document's checks, repairs and tables say."""
        repaired: dict[str, float] = {}
        refused: set[str] = set()
        for repair in repairs:
            for subject in repair.subjects:
                if repair.applied:
                    repaired[subject] = min(repair.confidence, repaired.get(subject, 1.0))
                else:
                    refused.add(subject)
        failing = {subject for check in checks if check.status == "fail" for subject in check.subjects}
        return cls(repaired, refused, failing, usual_names(tables))
