"""The models that a document was read with, for ``producer.models``."""

from collections.abc import Sequence

from extractor.classify.model_file import model_hashes
from extractor.document.content import PageInfo
from extractor.ocr.installed import ocr_model_hashes


def models_used(pages: Sequence[PageInfo]) -> dict[str, str]:
    """SHA-256 by name: the project's own always, the recogniser's where a page was recognised."""
    recognised = any(page.reading == "ocr" for page in pages)
    return {**model_hashes(), **(ocr_model_hashes() if recognised else {})}
