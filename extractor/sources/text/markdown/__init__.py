"""Markdown as people and language models write it: tables of pipes, HTML tables, their marks."""
