"""What the list says of each document, read from its result once."""

import json
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Any

from extractor.service.errors import ResultGone
from extractor.service.review.bodies import Card, SummaryOut
from extractor.service.review.documents import StoredDocument
from extractor.service.review.reviewing import Reviewing

_KEPT = 2_000


class Cardbox:
    """Makes cards; what a result says of itself is kept, a corrected document is asked anew."""

    def __init__(self, reviewing: Reviewing) -> None:
        self._reviewing = reviewing
        self._lock = Lock()
        self._facts: OrderedDict[tuple[str, int], dict[str, Any]] = OrderedDict()

    def cards(self, stored: Sequence[StoredDocument]) -> list[Card]:
        """The documents as the list shows them."""
        counts = self._reviewing.counts([one.id for one in stored])
        return [self._card(one, counts.get(one.id, 0)) for one in stored]

    def _card(self, stored: StoredDocument, entries: int) -> Card:
        facts = self._facts_of(stored, entries) if stored.state == "done" else {}
        return Card(
            id=stored.id,
            name=stored.name,
            state=stored.state,
            submitted=stored.submitted,
            bytes=stored.bytes,
            sha256=stored.sha256,
            error_code=stored.error_code,
            error_message=stored.error_message,
            entries=entries,
            **facts,
        )

    def _facts_of(self, stored: StoredDocument, entries: int) -> dict[str, Any]:
        if not entries and stored.facts is not None:
            return dict(stored.facts)
        key = (stored.id, entries)
        with self._lock:
            if key in self._facts:
                self._facts.move_to_end(key)
                return self._facts[key]
        try:
            facts = self._corrected(stored.id) if entries else self._converted(stored.id)
        except ResultGone:
            return {}
        with self._lock:
            self._facts[key] = facts
            while len(self._facts) > _KEPT:
                self._facts.popitem(last=False)
        return facts

    def _converted(self, document: str) -> dict[str, Any]:
        data = self._reviewing.documents.result(document)
        return _facts(json.loads(data)) if data is not None else {}

    def _corrected(self, document: str) -> dict[str, Any]:
        found = self._reviewing.reviewed(document).document
        return {
            "kind": found.kind,
            "department": found.department.name,
            "fiscal_year": found.fiscal_year,
            "pages": len(found.pages),
            "tables": len(found.tables),
            "projects": len(found.projects),
            "summary": SummaryOut.model_validate(found.summary, from_attributes=True),
        }


def _facts(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": data["kind"],
        "department": data["department"]["name"],
        "fiscal_year": data["fiscal_year"],
        "pages": len(data["pages"]),
        "tables": len(data["tables"]),
        "projects": len(data["projects"]),
        "summary": SummaryOut(**data["summary"]),
    }
