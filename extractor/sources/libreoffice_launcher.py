"""Run by ``libreoffice`` in an interpreter of its own: leaves the system, sets limits, becomes the program.

Words: seconds of processor time, bytes of the largest file, the folder of the locks, the folder to write in, then the
program with its own words. All of it is done here, not between fork and exec of a process that may have threads.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

_NEW_USER, _NEW_NETWORK, _NEW_MOUNTS, _NEW_PROCESSES = 0x10000000, 0x40000000, 0x00020000, 0x20000000
"""``CLONE_NEW…`` of Linux's unshare(2); the standard library has it from 3.12 on."""
_BIND, _RECURSIVE, _PRIVATE, _NO_SET_USER, _NO_DEVICES = 4096, 16384, 1 << 18, 2, 4
"""``MS_…`` of mount(2)."""
_DIE_WITH_PARENT = 1
_ADDRESS_BYTES = 8 << 30
_TEMPORARY = Path("/tmp")  # noqa: S108 - LibreOffice's processes meet there, whatever its settings say
_SHARED_MEMORY = "/dev/shm"  # noqa: S108 - emptied, not written to
_SHARED_MEMORY_SIZE = b"size=64m"


def die_with_parent() -> None:
    """Let the kernel kill this process, whatever program it becomes, when the one that started it is killed."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)


def leave_system() -> tuple[bool, bool]:
    """Move to a network without any interface, where the system allows it to this user, and to mounts and processes of
    one's own: whether it has the mounts, and whether its children will have the processes."""
    if not sys.platform.startswith("linux"):
        return False, False
    user, group = os.getuid(), os.getgid()
    library = ctypes.CDLL(None, use_errno=True)
    for more in (_NEW_MOUNTS | _NEW_PROCESSES, 0):
        if user == 0 and library.unshare(_NEW_NETWORK | more) == 0:
            return more != 0, more != 0
        if library.unshare(_NEW_USER | _NEW_NETWORK | more) == 0:
            with contextlib.suppress(OSError):
                Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
                Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
                Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
            return more != 0, more != 0
    return False, False


def hide_temporary_files(folder: Path) -> bool:
    """Put ``folder`` in the place of the temporary folder that all share; whether the system lets it."""
    library = ctypes.CDLL(None, use_errno=True)

    def mount(source: bytes, target: str, kind: bytes | None, flags: int, words: bytes | None = None) -> bool:
        done: int = library.mount(source, os.fsencode(target), kind, ctypes.c_ulong(flags), words)
        return done == 0

    if not mount(b"none", "/", None, _RECURSIVE | _PRIVATE):
        return False
    mount(b"tmpfs", _SHARED_MEMORY, b"tmpfs", _NO_SET_USER | _NO_DEVICES, _SHARED_MEMORY_SIZE)
    return mount(os.fsencode(folder), str(_TEMPORARY), None, _BIND)


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


def locks_in(folder: str) -> ModuleType:
    """The locks, all of them loaded: their folder may be hidden later."""
    sys.path.append(folder)
    return import_module("lock.locking")


def follow(child: int) -> None:
    """End as ``child`` does; with it end all processes that it has started, for it is the first of its own."""
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os._exit(128 - status if status < 0 else status)


def main(seconds: int, file_bytes: int, locks: str, folder: Path, words: list[str]) -> None:
    """Become the program; it does not return."""
    die_with_parent()
    locking = locks_in(locks)
    own_mounts, own_processes = leave_system()
    program = Path(words[0])
    # a program that lies among the temporary files would be hidden with them
    hidden = _TEMPORARY in (*program.parents, *program.resolve().parents)
    alone = own_mounts and not hidden and hide_temporary_files(folder)
    set_limits(seconds, file_bytes)
    if own_processes:
        child = os.fork()
        if child:
            follow(child)
        die_with_parent()
    if alone:
        words = [
            word.replace(folder.as_uri(), _TEMPORARY.as_uri()).replace(str(folder), str(_TEMPORARY)) for word in words
        ]
        folder = _TEMPORARY
        os.environ.update(HOME=str(folder), TMPDIR=str(folder))
        os.chdir(folder)
    with contextlib.suppress(OSError):  # as the system allows
        locking.lock_office(folder, program, alone=alone)
    os.execv(words[0], words)  # noqa: S606 - the program that the caller found


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], Path(sys.argv[4]), sys.argv[5:])
