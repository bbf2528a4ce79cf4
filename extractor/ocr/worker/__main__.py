"""The process as a program. Its words: the engine's name, and the folder of the locks that it puts on itself once the
models are loaded. What libraries print goes to stderr, not among the answers."""

import os
import sys

# before numpy, OpenCV and the engines are loaded, which read these once
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"

from .engine import Engine  # noqa: E402
from .locked import lock  # noqa: E402
from .serve import serve  # noqa: E402

answers = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)
engine = Engine(sys.argv[1])
lock(sys.argv[2])
serve(engine, sys.stdin.buffer, answers)
