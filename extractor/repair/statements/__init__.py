"""Torn statement tables put right: one bounded search over hypotheses with evidence and cost (docs/repairs.md)."""
