"""Private persons in a finished document: said aloud, and written over where the options ask for it."""

from collections import Counter
from dataclasses import replace
from typing import Final

from extractor.document.check import Problem
from extractor.document.document import Document
from extractor.document.personal import PersonalData, find_personal_data
from extractor.export.masking import mask_document
from extractor.options import PrivacyOptions

_WORDS: Final = {
    "name": "name",
    "telephone": "telephone number",
    "identity_number": "identity number",
    "mail": "mail address",
}


def with_privacy(document: Document, options: PrivacyOptions) -> Document:
    """The document with a problem that says whether it names private persons; masked where ``options`` ask for it."""
    amounts = frozenset(
        amount.cell
        for statement in document.statements
        for line in statement.lines
        for amount in line.amounts
        if amount.value is not None
    )
    data = find_personal_data(document.blocks, document.tables, amounts)
    if not data:
        return document
    told = replace(document, problems=(*document.problems, _problem(data, masked=options.mask is not None)))
    return mask_document(told, data) if options.mask else told


def _problem(data: tuple[PersonalData, ...], *, masked: bool) -> Problem:
    counts = Counter(one.kind for one in data)
    said = ", ".join(f"{count} {_WORDS[kind]}{'s' if count > 1 else ''}" for kind, count in counts.items())
    done = "They are masked." if masked else "Convert with --mask personal before handing the result on."
    subjects = tuple(dict.fromkeys(subject for one in data for subject in one.subjects))
    return Problem("personal_data", "info", f"Private persons are named: {said}. {done}", subjects=subjects)
