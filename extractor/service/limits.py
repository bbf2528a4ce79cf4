"""How often a key may call: a bucket of requests that fills again with time."""

import threading
import time
from collections.abc import Callable
from math import ceil

from extractor.service.errors import RateLimited

_MOST_BUCKETS = 4_096
_SECONDS_A_MINUTE = 60.0


class Rates:
    """One bucket a key, for this process; a minute's worth may be used at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, key: str, per_minute: int) -> None:
        """Count one request; RateLimited with the seconds until the next one is let through."""
        now = self._clock()
        with self._lock:
            if len(self._buckets) >= _MOST_BUCKETS:
                self._buckets.clear()
            left, then = self._buckets.get(key, (float(per_minute), now))
            left = min(float(per_minute), left + (now - then) * per_minute / _SECONDS_A_MINUTE)
            if left < 1:
                self._buckets[key] = (left, now)
                wait = ceil((1 - left) * _SECONDS_A_MINUTE / per_minute)
                raise RateLimited(f"This key may send {per_minute} requests a minute.", wait)
            self._buckets[key] = (left - 1, now)
