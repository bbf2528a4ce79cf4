"""Durable jobs: accepted once, run at least once, with exactly one visible result."""
