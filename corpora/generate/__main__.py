"""``python -m extractor.corpora.generate``."""

import sys

from extractor.corpora.generate.command import main

if __name__ == "__main__":
    sys.exit(main())
