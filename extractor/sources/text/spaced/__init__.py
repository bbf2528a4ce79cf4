"""Text whose columns are parted by runs of spaces, as pdftotext -layout writes it; ``reader`` is the way in."""
