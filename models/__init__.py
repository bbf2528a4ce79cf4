"""Trained artefacts: no pickles, each with its hash, its card and what it was trained on."""
