"""Uploads and results by the hash of their content."""
