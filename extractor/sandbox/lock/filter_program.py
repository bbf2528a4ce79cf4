"""A small assembler of seccomp's filters (classic BPF), and their installation.

Source: ``Documentation/userspace-api/seccomp_filter.rst``, ``linux/seccomp.h``, ``linux/bpf_common.h`` of the kernel.
"""

import ctypes
import errno
import struct
from collections.abc import Iterable
from typing import Final, NamedTuple

from . import kernel
from .system_calls import AUDIT_ARCHITECTURES, is_known_machine, machine

_LOAD_WORD, _JUMP_EQUAL, _AND, _RETURN = 0x20, 0x15, 0x54, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
"""Offsets in ``struct seccomp_data``; arguments are 8 bytes, the low half first on both machines."""
KILL, ALLOW = 0x80000000, 0x7FFF0000
_ERROR: Final = 0x00050000
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SET_FILTER, _ALL_THREADS = 1, 1
_SET_SECCOMP, _MODE_FILTER, _GET_SECCOMP = 22, 2, 21

INSTRUCTION: Final = struct.Struct("=HBBI")
"""``struct sock_filter``: code, jump if true, jump if false, value."""
Program = bytes
"""Instructions one after another, as the kernel takes them: what is made before a fork costs the forked nothing."""
_Instruction = tuple[int, int, int, int]


class Condition(NamedTuple):
    """The low (``high``: the high) 32 bits of an argument, those of ``mask``, against ``value``."""

    argument: int
    value: int
    mask: int = 0xFFFFFFFF
    high: bool = False
    equal: bool = True


class Rule(NamedTuple):
    """What becomes of a call that meets all ``conditions``; where one fails the next rule is asked."""

    number: int
    action: int
    conditions: tuple[Condition, ...] = ()


def refuse(number: int) -> int:
    """The action that makes a call fail with the error ``number``."""
    return _ERROR | number


def assemble(rules: Iterable[Rule], otherwise: int, before: Program = b"") -> Program:
    """The program: a foreign architecture is killed, then the first rule that passes decides, then ``otherwise``.

    ``before`` are rules that ``compiled`` has made, asked first.
    """
    first = (
        (_LOAD_WORD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_EQUAL, 1, 0, AUDIT_ARCHITECTURES[machine()]),
        (_RETURN, 0, 0, KILL),
        (_LOAD_WORD, 0, 0, _NUMBER_AT),
    )
    return b"".join((_packed(first), before, compiled(rules), _packed([(_RETURN, 0, 0, otherwise)])))


def compiled(rules: Iterable[Rule]) -> Program:
    """Rules as a part of a program."""
    program: list[_Instruction] = []
    for rule in rules:
        body = _body(rule)
        program += [(_JUMP_EQUAL, 0, len(body), rule.number), *body]
    return _packed(program)


def _packed(instructions: Iterable[_Instruction]) -> Program:
    return b"".join(INSTRUCTION.pack(*values) for values in instructions)


def _body(rule: Rule) -> list[_Instruction]:
    """The conditions of a rule and its action; where one fails the number is loaded anew for the next rule."""
    if not rule.conditions:
        return [(_RETURN, 0, 0, rule.action)]
    body: list[_Instruction] = []
    left = 3 * len(rule.conditions) + 2
    for condition in rule.conditions:
        left -= 3
        # over the rest of the conditions and the action, to where the number is loaded anew
        beyond = left - 1
        body += [
            (_LOAD_WORD, 0, 0, _ARGUMENTS_AT + 8 * condition.argument + (4 if condition.high else 0)),
            (_AND, 0, 0, condition.mask),
            (_JUMP_EQUAL, 0 if condition.equal else beyond, beyond if condition.equal else 0, condition.value),
        ]
    return [*body, (_RETURN, 0, 0, rule.action), (_LOAD_WORD, 0, 0, _NUMBER_AT)]


def can_filter() -> bool:
    """Whether the kernel filters system calls and this machine's are known."""
    if not kernel.is_linux() or not is_known_machine():
        return False
    try:
        kernel.control(_GET_SECCOMP)
    except OSError:
        return False
    return True


def install(program: Program) -> None:
    """Filter all system calls of this process from now on; OSError where the kernel refuses. Needs ``no_new_privs``."""
    filtering = _Filter(len(program) // INSTRUCTION.size, program)
    number = ctypes.c_long(_SECCOMP[machine()])
    library = kernel.library()
    if library.syscall(number, ctypes.c_uint(_SET_FILTER), ctypes.c_uint(_ALL_THREADS), ctypes.byref(filtering)) == 0:
        return
    # a kernel before 3.17 has the older way only
    zero = ctypes.c_ulong(0)
    mode = ctypes.c_ulong(_MODE_FILTER)
    if library.prctl(ctypes.c_int(_SET_SECCOMP), mode, ctypes.byref(filtering), zero, zero) != 0:
        raise OSError(ctypes.get_errno() or errno.EINVAL, "seccomp refuses the filter")


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.c_char_p))
