"""The C library's ``prctl`` and ``syscall``, with their errors as OSError."""

import ctypes
import os
import sys
from functools import cache
from typing import Any

NO_NEW_PRIVILEGES, SET_PARENT_DEATH_SIGNAL, SET_DUMPABLE, SET_CHILD_SUBREAPER = 38, 1, 4, 36
DROP_FROM_BOUNDING_SET, AMBIENT, AMBIENT_CLEAR_ALL = 24, 47, 4
"""``PR_…`` of ``linux/prctl.h``."""


def is_linux() -> bool:
    """Whether there is a Linux kernel to ask."""
    return sys.platform.startswith("linux")


@cache
def library() -> Any:
    """The C library of this process."""
    loaded = ctypes.CDLL(None, use_errno=True)
    loaded.syscall.restype = ctypes.c_long
    return loaded


def control(option: int, value: int = 0) -> None:
    """``prctl``; OSError where the kernel refuses."""
    zero = ctypes.c_ulong(0)
    _checked(library().prctl(ctypes.c_int(option), ctypes.c_ulong(value), zero, zero, zero))


def call(number: int, *values: Any) -> int:
    """A system call by its number; OSError where the kernel refuses."""
    return _checked(library().syscall(ctypes.c_long(number), *values))


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
