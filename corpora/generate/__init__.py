"""Typesets invented budgets and performance forms with exact truth; ``model`` is what a template gives."""
