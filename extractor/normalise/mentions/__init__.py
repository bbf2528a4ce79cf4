"""Prose → mentions: the amounts, changes, shares and counts that the paragraphs of a document say."""

from extractor.normalise.mentions.read import MentionContext, read_mentions

__all__ = ["MentionContext", "read_mentions"]
