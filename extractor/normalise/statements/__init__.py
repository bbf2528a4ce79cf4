"""Labelled tables → statements: one line a concept, with its code, its place in the tree and its amounts."""

from extractor.normalise.statements.read import read_statements
from extractor.normalise.statements.source import StatementContext

__all__ = ["StatementContext", "read_statements"]
