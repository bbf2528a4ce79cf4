"""Landlock (Linux from 5.13 on): the file system, TCP and signals of a process shut but for what is named.

Source: ``Documentation/userspace-api/landlock.rst`` and ``linux/landlock.h`` of the kernel.
"""

import ctypes
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from . import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""The numbers are the same on every machine."""
_VERSION: Final = 1
_PATH_BENEATH: Final = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = (1 << bit for bit in range(4))
_TRUNCATE, _IOCTL_DEVICE = 1 << 14, 1 << 15
READ: Final = READ_FILE | READ_DIR
_RIGHTS_BY_ABI: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_ALL_RIGHTS: Final = (1 << 16) - 1
"""From ABI 5 on."""
_OF_FILES: Final = EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE | _IOCTL_DEVICE
_TCP_BIND_AND_CONNECT, _TCP_FROM = 3, 4
_ABSTRACT_SOCKETS_AND_SIGNALS, _SCOPES_FROM = 3, 6


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


@cache
def landlock_version() -> int:
    """The version of Landlock's interface here, 0 where there is none."""
    if not kernel.is_linux():
        return 0
    with suppress(OSError, AttributeError):
        return kernel.call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    return 0


def shut_files_and_network(
    readable: Iterable[Path], writable: Iterable[Path] = (), runnable: bool = False, *, network: bool = True
) -> None:
    """Leave what is ``readable`` to be read, what is ``writable`` to be read and written, nothing else of the file
    system; no TCP (where ``network`` is to be shut), no signals and no abstract sockets of other processes.

    ``runnable``: programs that are readable may be started. Paths that are not there are passed over. Needs
    ``no_new_privs``; OSError where the kernel refuses.
    """
    version = landlock_version()
    handled = _RIGHTS_BY_ABI.get(version, _ALL_RIGHTS)
    attributes = _Ruleset(
        handled,
        _TCP_BIND_AND_CONNECT if network and version >= _TCP_FROM else 0,
        _ABSTRACT_SOCKETS_AND_SIGNALS if version >= _SCOPES_FROM else 0,
    )
    # an older kernel knows a shorter form of the attributes and refuses a longer one
    size = 24 if version >= _SCOPES_FROM else 16 if version >= _TCP_FROM else 8
    rules = kernel.call(_CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), ctypes.c_uint32(0))
    try:
        for path in readable:
            _allow(rules, path, (READ | EXECUTE if runnable else READ) & handled)
        for path in writable:
            _allow(rules, path, handled & ~EXECUTE)
        kernel.call(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0))
    finally:
        os.close(rules)


def _allow(rules: int, path: Path, rights: int) -> None:
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            allowed = rights if path.is_dir() else rights & _OF_FILES
            rule = _Beneath(allowed, descriptor)
            kernel.call(
                _ADD_RULE, ctypes.c_int(rules), ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0)
            )
        finally:
            os.close(descriptor)
