"""The templates, each a function ``build(seed) -> DocumentSpec``."""

from collections.abc import Callable, Mapping

from extractor.corpora.generate.model import DocumentSpec
from extractor.corpora.generate.templates import provincial

TEMPLATES: Mapping[str, Callable[[int], DocumentSpec]] = {
    "provincial": provincial.build,
}
"""By the name that the command takes."""
