"""Torn project forms: rows of labels, the matrix of indicators, and the rows that stay doubtful."""
