"""Uploads and results, each of one job."""
