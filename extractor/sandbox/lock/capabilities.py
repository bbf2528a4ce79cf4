"""What root may beyond other users, given up."""

import ctypes
from contextlib import suppress

from . import kernel
from .system_calls import number_of

_VERSION_3 = 0x20080522
_HIGHEST = 63


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("process", ctypes.c_int))


class _Lowered:
    """The process in which no program that is started later gains a capability; those that it forks inherit it."""

    done = False


def deny_programs_capabilities() -> None:
    """No program that this process, or one forked from it, starts later has any; its own ones stay."""
    if _Lowered.done:
        return
    with suppress(OSError):
        # the first one that the kernel does not know, or that this user may not drop, ends it
        for capability in range(_HIGHEST + 1):
            kernel.control(kernel.DROP_FROM_BOUNDING_SET, capability)
    with suppress(OSError):
        kernel.control(kernel.AMBIENT, kernel.AMBIENT_CLEAR_ALL)
    _Lowered.done = True


def drop_capabilities() -> None:
    """Give all of them up, for programs started later too; a user without any has nothing to lose."""
    deny_programs_capabilities()
    number = number_of("capset")
    if number is not None:
        none_at_all = (ctypes.c_uint32 * 6)()
        kernel.call(number, ctypes.byref(_Header(_VERSION_3, 0)), ctypes.byref(none_at_all))
