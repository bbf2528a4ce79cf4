"""``python -m extractor`` is the same program as ``extractor``."""

import sys

from extractor.cli import main

if __name__ == "__main__":  # spawned workers import this module again and must not start over
    sys.exit(main())
