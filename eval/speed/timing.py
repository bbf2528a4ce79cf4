"""CPU seconds of this process, and how busy the machine was while they were taken."""

import time
from collections.abc import Callable
from statistics import median

_STEPS = 2_000_000
_QUIET_SECONDS = 0.085
"""What the loop below takes where nothing else runs on the core that the first figures were taken on (Xeon, 2026)."""


def cpu_seconds(run: Callable[[], object]) -> float:
    """CPU seconds (user and system) that one run takes in this process."""
    before = time.process_time()
    run()
    return time.process_time() - before


def median_seconds(run: Callable[[], object], rounds: int) -> float:
    """The median of so many runs, after one that fills caches and is not counted."""
    run()
    return median(cpu_seconds(run) for _ in range(rounds))


def slowdown() -> float:
    """How many times as long as on the quiet machine a plain loop takes now: other jobs share caches and cores."""
    return median(cpu_seconds(_loop) for _ in range(3)) / _QUIET_SECONDS


def _loop() -> int:
    total = 0
    for step in range(_STEPS):
        total += step
    return total
