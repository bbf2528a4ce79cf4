"""Forks one disturbed process after the other from a warm one: ``driver.py SHIM``, run with the shim preloaded.

A line of JSON on stdin is a case: what to do, in which folder, and the fault. The answer is a line of how it ended.
"""

import ctypes
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

CALLS = {
    "create": 1, "write": 2, "sync": 4, "rename": 8, "unlink": 16, "truncate": 32, "mkdir": 64, "chmod": 128,
}  # fmt: skip
ACTIONS = {"count": 0, "kill": 1, "term": 2, "tear": 3, "fail once": 4, "fail from here": 5}
_LONGEST_SECONDS = 60
"""What hangs is ended by SIGALRM, which no test expects."""


def main() -> None:
    shim = ctypes.CDLL(sys.argv[1])
    sys.path.insert(0, str(Path(__file__).parent))
    actions = import_module("disturbed_actions")
    for line in sys.stdin:
        case = json.loads(line)
        child = os.fork()
        if child == 0:
            _run(shim, case, actions.ACTIONS[case["do"]])
        _, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps(os.waitstatus_to_exitcode(status)) + "\n")
        sys.stdout.flush()


def _run(shim: ctypes.CDLL, case: Mapping[str, Any], action: Callable[[Mapping[str, Any]], int]) -> None:
    """Do it in this process, which ends with it."""
    signal.alarm(_LONGEST_SECONDS)
    said = os.open(case["said"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    log = os.open(case["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 2)
    os.dup2(said, 1)
    os.environ["TMPDIR"] = case["temporary"]
    fault = case["fault"]
    which = sum(CALLS[name] for name in fault["calls"])
    words = (which, ACTIONS[fault["action"]], fault["error"], ctypes.c_long(fault["number"]), log)
    shim.arm(os.fsencode(case["below"]), *words)
    status = 99
    try:
        status = action(case)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
