"""Accuracy of an archive without labels: a drawn sample, checked by hand, turned into a figure with its interval."""
