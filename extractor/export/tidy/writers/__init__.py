"""Tidy rows → files: a module a format."""
