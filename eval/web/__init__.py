"""Self-contained HTML pages: no network, everything inline, every text escaped."""
