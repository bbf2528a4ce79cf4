"""Limits of a process's memory, processor time, files and processes (setrlimit)."""

import resource
from typing import NamedTuple


class ResourceLimits(NamedTuple):
    """What a process may take; None leaves a limit as it is."""

    memory_bytes: int | None
    """Of address space: what is mapped, not only what is used."""
    cpu_seconds: int | None
    file_bytes: int = 0
    """The size of a file that is written; 0: none is."""
    open_files: int = 64
    processes: int | None = None
    """Processes and threads of this user in the whole system; root is not held by it."""


def set_resource_limits(limits: ResourceLimits) -> None:
    """Lower the limits for good; a lower one of the user stays. No core dumps, no locked memory."""
    if limits.cpu_seconds is not None:
        # the soft limit is told by SIGXCPU, the hard one by SIGKILL
        _lower(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1)
    for kind, bound in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        if bound is not None:
            _lower(kind, bound, bound)


def _lower(kind: int, soft: int, hard: int) -> None:
    highest = resource.getrlimit(kind)[1]
    if highest != resource.RLIM_INFINITY:
        soft, hard = min(soft, highest), min(hard, highest)
    resource.setrlimit(kind, (soft, hard))
