"""CSV, TSV and their like: ``dialect`` tells the delimiter, ``reader`` reads."""
