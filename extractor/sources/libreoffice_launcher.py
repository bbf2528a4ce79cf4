"""Run by ``libreoffice`` in an interpreter of its own: gives up the network, sets limits, becomes the program.

Words: seconds of processor time, bytes of the largest file, the folder of the locks, the folder to write in, then the
program with its own words. Limits are set here,
not between fork and exec of a process that may have threads.
"""

import contextlib
import ctypes
import os
import resource
import sys
from importlib import import_module
from pathlib import Path

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""``CLONE_NEWUSER`` and ``CLONE_NEWNET`` of Linux's unshare(2); the standard library has it from 3.12 on."""
_ADDRESS_BYTES = 8 << 30


def leave_network() -> None:
    """Move to a network without any interface, where the system allows it to this user; else stay."""
    if not sys.platform.startswith("linux"):
        return
    user, group = os.getuid(), os.getgid()
    library = ctypes.CDLL(None, use_errno=True)
    if user == 0 and library.unshare(_NEW_NETWORK) == 0:
        return
    if library.unshare(_NEW_USER | _NEW_NETWORK) == 0:
        with contextlib.suppress(OSError):
            Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def set_limits(seconds: int, file_bytes: int) -> None:
    """Bound processor time, address space and the size of a file; no core dumps. A lower limit of the user stays."""
    limits = (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_AS, _ADDRESS_BYTES),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, wanted in limits:
        hard = resource.getrlimit(kind)[1]
        bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (bound, bound))


def lock(locks: str, scratch: Path, program: Path) -> None:
    """No homes and no data to be read, nothing to be written but in ``scratch``, no network: as the system allows."""
    sys.path.append(locks)
    with contextlib.suppress(OSError):
        import_module("lock.locking").lock_office(scratch, program)


if __name__ == "__main__":
    leave_network()
    set_limits(int(sys.argv[1]), int(sys.argv[2]))
    lock(sys.argv[3], Path(sys.argv[4]), Path(sys.argv[5]))
    os.execv(sys.argv[5], sys.argv[5:])  # noqa: S606 - the program that the caller found
