"""The locks in their order: privileges, limits, files and network, system calls."""

import errno
import os
import sys
import sysconfig
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from . import kernel
from .call_filters import office_filter, parser_filter
from .capabilities import deny_programs_capabilities, drop_capabilities
from .filter_program import can_filter, install
from .landlock import landlock_version, shut_files_and_network
from .resource_limits import ResourceLimits, set_resource_limits
from .system_calls import is_known_machine

_SYSTEM_FOLDERS = tuple(
    map(
        Path,
        (
            "/usr",
            "/lib",
            "/lib64",
            "/bin",
            "/etc",
            "/opt",
            "/proc",
            "/sys",
            "/dev",
            "/var/lib",
            "/var/cache",
            "/var/spool/libreoffice",
        ),
    )
)
"""What an office program reads of a system: itself, fonts, settings. No homes, no data, no temporary folders."""
_DEVICES = (Path("/dev/null"), Path("/dev/zero"), Path("/dev/full"), Path("/dev/shm"))  # noqa: S108 - of the system

_SOCKETS = Path("/tmp")  # noqa: S108 - LibreOffice's processes meet there, whatever its settings say
_PACKAGE_FOLDERS = frozenset({"site-packages", "dist-packages"})


def code_folders() -> tuple[Path, ...]:
    """Where the code of Python and of installed packages lies, which may be imported late."""
    paths = sysconfig.get_paths()
    installed = (paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib") if name in paths)
    # an environment may read the packages of another one; other folders of the path may hold anything
    others = (folder for folder in sys.path if Path(folder).name in _PACKAGE_FOLDERS)
    return tuple(dict.fromkeys(Path(folder).resolve() for folder in (*installed, *others)))


def prepare_to_lock() -> None:
    """What the locks of all processes that are forked from this one have alike, done once before."""
    if kernel.is_linux() and is_known_machine():
        deny_programs_capabilities()
        parser_filter(os.getpid())


def lock_parser(limits: ResourceLimits, readable: Sequence[Path], writable: Sequence[Path] = ()) -> tuple[str, ...]:
    """Take everything from this process that reading a document does not need; the layers that are not held after it.

    A layer that the system lacks or refuses is passed over: whether to go on without it, the caller decides.
    """
    lacking = []
    if kernel.is_linux():
        _drop_privileges()
    filtered = can_filter()
    try:
        set_resource_limits(limits if filtered else limits._replace(processes=0))
    except (OSError, ValueError):
        lacking.append("rlimits")
    try:
        if not landlock_version():
            raise OSError(errno.ENOSYS, "no Landlock")
        shut_files_and_network(readable, writable)
    except OSError:
        lacking.append("landlock")
    try:
        if not filtered:
            raise OSError(errno.ENOSYS, "no seccomp")
        install(parser_filter(os.getpid(), writes=bool(writable)))
    except OSError:
        lacking.append("seccomp")
    return tuple(lacking)


def _drop_privileges() -> None:
    with suppress(OSError):
        kernel.control(kernel.NO_NEW_PRIVILEGES, 1)
        kernel.control(kernel.SET_DUMPABLE, 0)
    if is_known_machine():
        with suppress(OSError):
            drop_capabilities()


def lock_office(scratch: Path, program: Path, *, alone: bool) -> None:
    """Before ``program``, which has many processes, is started: it reads the system and its own folder, writes in
    ``scratch``, has no network. ``alone``: its processes meet in ``scratch``, not in a folder that all share."""
    if not kernel.is_linux():
        return
    kernel.control(kernel.NO_NEW_PRIVILEGES, 1)
    if is_known_machine():
        with suppress(OSError):
            drop_capabilities()
    if landlock_version():
        # its own processes send each other signals and talk over sockets of the machine
        readable = (*_SYSTEM_FOLDERS, Path(sys.prefix), Path(sys.base_prefix), program.resolve().parent)
        shut_files_and_network(readable, (scratch, *_DEVICES), () if alone else (_SOCKETS,), runnable=True)
    if can_filter():
        install(office_filter())


def die_with(parent: int) -> None:
    """Let the kernel kill this process when ``parent``, who forked it, ends."""
    if kernel.is_linux():
        with suppress(OSError):
            kernel.control(kernel.SET_PARENT_DEATH_SIGNAL, 9)
        if os.getppid() != parent:
            os._exit(1)
