"""Conversion on the machines of a Ray cluster."""
