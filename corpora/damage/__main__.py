"""``python -m extractor.corpora.damage``."""

import sys

from extractor.corpora.damage.command import main

if __name__ == "__main__":
    sys.exit(main())
