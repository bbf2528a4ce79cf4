"""Damaged versions of labelled documents: scans, torn text and plain conversions, each with truth and a record."""
