"""The worker as a program: the peer's name is its word; what the peer prints goes to stderr, not among the answers."""

import os
import sys
import warnings

from .readers import READERS
from .serve import serve

out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
os.dup2(2, 1)
warnings.simplefilter("ignore")
serve(READERS[sys.argv[1]], sys.stdin, out.write)
