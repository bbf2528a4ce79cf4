"""Hypotheses with evidence: one kind a file."""
