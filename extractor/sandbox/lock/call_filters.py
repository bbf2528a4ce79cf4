"""Which system calls a jailed process has: named ones are allowed, all others are not there (ENOSYS)."""

import errno
import os
from functools import cache
from typing import Final

from . import system_calls
from .filter_program import ALLOW, Condition, Program, Rule, assemble, compiled, refuse
from .system_calls import number_of, numbers_of

_PLAIN: Final = (
    *("read", "write", "mmap", "munmap", "brk", "madvise", "mremap", "mprotect", "futex", "lseek", "close", "fstat"),
    *("newfstatat", "stat", "lstat", "statx", "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getcwd"),
    *("getdents64", "statfs", "fstatfs", "fadvise64", "pread64", "readv", "writev", "preadv", "pwrite64", "pwritev"),
    *("poll", "ppoll", "select", "pselect6", "dup", "dup2", "dup3", "pipe", "pipe2", "eventfd2", "close_range"),
    *("epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "epoll_pwait2"),
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "rt_sigtimedwait", "sigaltstack"),
    *("sched_yield", "nanosleep", "clock_nanosleep", "clock_gettime", "clock_getres", "gettimeofday", "time", "times"),
    *("getrusage", "getrlimit", "sysinfo", "uname", "getrandom", "mincore", "msync", "umask", "pause"),
    *("getpid", "gettid", "getppid", "getpgid", "getpgrp", "getsid", "getuid", "geteuid", "getgid", "getegid"),
    *("getgroups", "getresuid", "getresgid", "getpriority", "capget", "getcpu", "get_mempolicy"),
    *("set_tid_address", "set_robust_list", "get_robust_list", "rseq", "membarrier", "arch_prctl", "restart_syscall"),
    *("exit", "exit_group", "setitimer", "getitimer", "alarm"),
    *("sched_getaffinity", "sched_setaffinity", "sched_getparam", "sched_getscheduler"),
    *("sched_get_priority_max", "sched_get_priority_min"),
)
"""Memory, time, waiting, what the process is, and reading what Landlock leaves it. No sockets, programs, processes."""
_WRITING: Final = (
    *("mkdir", "mkdirat", "unlink", "unlinkat", "rmdir", "rename", "renameat", "renameat2", "chmod", "fchmod"),
    *("fchmodat", "utimensat", "ftruncate", "fallocate", "flock", "fsync", "fdatasync"),
)
"""For those who have a folder of their own to write in; Landlock says which."""
_WRITE_FLAGS: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | 0x400000
"""The last one is O_TMPFILE's own bit."""
_THREAD: Final = 0x00010000
_NEW_NAMESPACES: Final = 0x7E020080
"""``CLONE_NEW…``, the one of time included."""
_FILE_COMMANDS: Final = (0, 1, 2, 3, 4, 1030)
"""F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC: none that sends signals (F_SETOWN)."""
_DEVICE_REQUESTS: Final = (0x5401, 0x541B, 0x5421, 0x5450, 0x5451)
"""TCGETS (is it a terminal?), FIONREAD, FIONBIO, FIONCLEX, FIOCLEX."""
_PROCESS_OPTIONS: Final = (15, 16, 0x53564D41)
"""PR_SET_NAME, PR_GET_NAME, PR_SET_VMA (names of memory)."""

_HARMFUL: Final = (
    *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "perf_event_open", "bpf"),
    *("userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register", "keyctl", "add_key", "request_key"),
    *("mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "move_mount", "open_tree", "fsopen", "fsconfig"),
    *("fsmount", "fspick", "mount_setattr", "open_by_handle_at", "name_to_handle_at", "mknod", "mknodat"),
    *("kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module", "reboot", "swapon", "swapoff"),
    *("acct", "syslog", "quotactl", "fanotify_init", "iopl", "ioperm", "modify_ldt", "settimeofday", "clock_settime"),
    *("clock_adjtime", "adjtimex", "sethostname", "setdomainname", "vhangup", "migrate_pages", "move_pages", "clone3"),
)
"""What no office program needs. ``clone3`` hides its flags from a filter; without it ``clone`` is taken."""
_UNIX_SOCKETS: Final = 1


def parser_filter(process: int, *, writes: bool = False) -> Program:
    """For a process that reads a document: threads but no processes, signals to itself only, no prctl but names.

    ``process`` is its id. ``writes``: files may be opened for writing; Landlock says where.
    """
    own = [*_signals_to(process), *_limits_of(process)]
    return assemble(own, refuse(errno.ENOSYS), _same_for_all(system_calls.machine(), writes))


@cache
def _same_for_all(of_machine: str, writes: bool) -> Program:
    """The part of the filter that knows no process: made once for a kind of machine, before processes are forked."""
    rules = [Rule(number, ALLOW) for number in numbers_of(_PLAIN)]
    rules += [*_opening(writes), *_threads()]
    rules += [*_one_of("fcntl", 1, _FILE_COMMANDS), *_one_of("ioctl", 1, _DEVICE_REQUESTS)]
    rules += _one_of("prctl", 0, _PROCESS_OPTIONS)
    if writes:
        rules += [Rule(number, ALLOW) for number in numbers_of(_WRITING)]
    return compiled(rules)


def office_filter() -> Program:
    """For a program of many processes that needs no network: sockets on this machine only, nothing harmful."""
    rules = [Rule(number, refuse(errno.ENOSYS)) for number in numbers_of(_HARMFUL)]
    sockets = number_of("socket")
    if sockets is not None:
        rules.append(Rule(sockets, refuse(errno.EACCES), (Condition(0, _UNIX_SOCKETS, equal=False),)))
    return assemble([*rules, *_no_new_namespaces()], ALLOW)


def _opening(writes: bool) -> list[Rule]:
    """``open`` has its flags second, ``openat`` third."""
    rules = []
    for name, argument in (("open", 1), ("openat", 2)):
        number = number_of(name)
        if number is not None:
            rules.append(Rule(number, ALLOW, () if writes else (Condition(argument, 0, _WRITE_FLAGS),)))
            rules.append(Rule(number, refuse(errno.EACCES)))
    return rules


def _threads() -> list[Rule]:
    number = number_of("clone")
    return [] if number is None else [Rule(number, ALLOW, (Condition(0, _THREAD, _THREAD | _NEW_NAMESPACES),))]


def _no_new_namespaces() -> list[Rule]:
    number = number_of("clone")
    return (
        [] if number is None else [Rule(number, refuse(errno.EPERM), (Condition(0, 0, _NEW_NAMESPACES, equal=False),))]
    )


def _signals_to(process: int) -> list[Rule]:
    own = (Condition(0, process), Condition(0, 0, high=True))
    return [Rule(number, ALLOW, own) for number in numbers_of(("kill", "tgkill"))]


def _limits_of(process: int) -> list[Rule]:
    """Limits may be read, not set."""
    number = number_of("prlimit64")
    unset = (Condition(2, 0), Condition(2, 0, high=True))
    owners = (0, process)
    return [] if number is None else [Rule(number, ALLOW, (Condition(0, owner), *unset)) for owner in owners]


def _one_of(name: str, argument: int, values: tuple[int, ...]) -> list[Rule]:
    number = number_of(name)
    return [] if number is None else [Rule(number, ALLOW, (Condition(argument, value),)) for value in values]
