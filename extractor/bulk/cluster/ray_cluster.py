"""``--engine ray``: the calling machine hands each document out whole, writes what comes back and keeps the journal.

The results are those of a local run, no folder need be shared, and a machine that is lost costs its documents in work,
which Ray gives to another one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from extractor.bulk.cluster.conversion import Order, Refusal, carry_out
from extractor.bulk.journal.key import installed
from extractor.errors import MissingExtra, UsageError, WorkerDied, error_of
from extractor.options import Options
from extractor.sandbox import Converted, Wanted

_RETRIES = 3
"""How often a document is given out again after the machine or the process that had it was lost."""
_AHEAD = 1.5
"""Documents given out for each processor: none idles while the next document is on its way."""
_OWN_STORE_BYTES = 256 * 1024 * 1024
"""Of a cluster that is begun on this machine: what its documents in work may take in shared memory."""
_ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_raylet_start_wait_time_s": "120"}
"""Nothing is reported to anybody; a busy machine may take longer than Ray's half minute to begin a cluster."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A connected cluster: ``task`` carries out an order on it, ``processors`` it has at the start."""

    task: Any
    processors: int

    @property
    def at_once(self) -> int:
        """How many documents to give out at once."""
        return max(2, round(self.processors * _AHEAD))


class ClusterSandbox:
    """Converts by the cluster; holds nothing itself, so that many threads may share it."""

    def __init__(self, cluster: Cluster, *, require: bool) -> None:
        self._cluster = cluster
        self._require = require
        self._installed = installed()

    def convert(self, data: bytes, name: str, options: Options, *, wanted: Wanted = Wanted()) -> Converted:  # noqa: B008
        """Have one document converted, in a jail on whichever machine is free; ExtractorErrors only."""
        import ray

        order = Order(data, name, options, wanted, self._require, self._installed)
        try:
            given: Converted | Refusal = ray.get(self._cluster.task.remote(order))
        except ray.exceptions.RayError as error:
            reason = str(error).partition("\n")[0][:200]
            raise WorkerDied(f"The cluster gave no answer for {name}, after {_RETRIES} retries: {reason}.") from error
        if isinstance(given, Refusal):
            raise error_of(given.code, given.message)
        return given

    def close(self) -> None:
        """The cluster is its opener's to close."""


@contextmanager
def connected(address: str | None) -> Iterator[Cluster]:
    """Connect to the cluster at ``address``, or begin one on this machine; MissingExtra, UsageError."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    try:
        import ray
    except ImportError as error:
        raise MissingExtra("A run on a cluster needs Ray", "ray") from error
    own: dict[str, Any] = {} if address else {"include_dashboard": False, "object_store_memory": _OWN_STORE_BYTES}
    words = f"There is no cluster at {address}" if address else "No cluster could be begun on this machine"
    try:
        ray.init(address=address or "local", log_to_driver=False, configure_logging=False, **own)
    except Exception as error:  # where a node does not start, Ray raises no more than that
        raise UsageError(f"{words}: {_first_line(error)}.") from error
    try:
        task = ray.remote(num_cpus=1, max_retries=_RETRIES)(carry_out)
        resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
        yield Cluster(task, int(resources.get("CPU", 1)))
    finally:
        ray.shutdown()


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
