"""Invented words of the field: what projects do, how their indicators are called, what they are measured by."""

from extractor.corpora.generate.forms.lexicon.reader import (
    COMMON_FIELD,
    Effect,
    Field,
    Lexicon,
    Pattern,
    Thing,
    lexicon_of,
)

__all__ = ["COMMON_FIELD", "Effect", "Field", "Lexicon", "Pattern", "Thing", "lexicon_of"]
