"""A job that tries to get out of the jail, by the name of the way; it answers whether it came out."""

import ctypes
import errno
import fcntl
import json
import marshal
import mmap
import os
import pickle
import resource
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from extractor.sandbox.frames import Connection

_C = ctypes.CDLL(None, use_errno=True)
_X86 = os.uname().machine == "x86_64"
_CALLS = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "mount": (165, 40), "unshare": (272, 97),
    "setns": (308, 268), "pivot_root": (155, 41), "io_uring_setup": (425, 425), "bpf": (321, 280),
    "userfaultfd": (323, 282), "keyctl": (250, 219), "add_key": (248, 217), "clone3": (435, 435),
    "pidfd_open": (434, 434), "tgkill": (234, 131), "memfd_create": (319, 279), "execveat": (322, 281),
    "personality": (135, 92), "mknodat": (259, 33), "perf_event_open": (298, 241), "kcmp": (312, 272),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "memfd_secret": (447, 447),
    "openat2": (437, 437), "prctl": (157, 167), "sethostname": (170, 161), "init_module": (175, 105),
    "fsopen": (430, 430), "capget": (125, 90), "landlock_restrict_self": (446, 446), "vfork": (58, 220),
}  # fmt: skip
"""Numbers of system calls, written down here once more so that a fault of the table does not hide itself."""


def prepare() -> None:
    """Nothing."""


def do_job(connection: Connection) -> None:
    request, data = connection.receive()
    try:
        found = PROBES[request["name"]](data.decode())
    except OSError as error:
        found = f"refused: {errno.errorcode.get(error.errno or 0)}"
    except (RuntimeError, ValueError, MemoryError) as error:
        found = f"refused: {type(error).__name__}"
    connection.send({"say": "made", "what": "json"}, json.dumps(found).encode())
    summary = dict.fromkeys(("amounts", "proved", "consistent", "failed", "unchecked", "failed_checks"), 0)
    counts = {"pages": 0, "tables": 0, "projects": 0, "summary": summary}
    connection.send({"say": "done", "facts": {"media_type": "", "status": "ok", **counts}, "remarks": []})


Probe = Callable[[str], str]
PROBES: dict[str, Probe] = {}
"""By name: what is tried. It returns what it got, or raises."""


def probe(function: Probe) -> Probe:
    PROBES[function.__name__] = function
    return function


def call(name: str, *values: object) -> int:
    """A system call by its name; OSError where it fails."""
    answer = int(_C.syscall(ctypes.c_long(_CALLS[name][0 if _X86 else 1]), *values))
    if answer < 0:
        raise OSError(ctypes.get_errno(), name)
    return answer


def number(value: int) -> ctypes.c_long:
    return ctypes.c_long(value)


# the file system


@probe
def read_a_file_of_the_system(neighbour: str) -> str:
    return Path("/etc/passwd").read_text()


@probe
def read_a_neighbours_file(neighbour: str) -> str:
    return Path(neighbour).read_text()


@probe
def read_it_through_a_descriptor_of_its_folder(neighbour: str) -> str:
    return str(os.open(str(Path(neighbour).parent), os.O_PATH | os.O_DIRECTORY)) and Path(neighbour).read_text()


@probe
def open_it_by_the_call_that_is_not_filtered_by_flags(neighbour: str) -> str:
    how = (ctypes.c_uint64 * 3)(0, 0, 0)
    return str(call("openat2", number(-100), neighbour.encode(), how, number(24)))


@probe
def list_a_folder(neighbour: str) -> str:
    return str(os.listdir(Path(neighbour).parent))


@probe
def write_a_temporary_file(neighbour: str) -> str:
    return str(Path("/tmp/extractor-probe").write_text("out"))


@probe
def write_in_the_current_folder(neighbour: str) -> str:
    return str(Path("extractor-probe").write_text("out"))


@probe
def write_beside_the_neighbour(neighbour: str) -> str:
    return str(Path(neighbour).with_name("new").write_text("out"))


@probe
def write_into_the_code(neighbour: str) -> str:
    import extractor

    return str(Path(extractor.__file__).with_name("probe.py").write_text("out"))


@probe
def make_an_unnamed_file(neighbour: str) -> str:
    return str(os.open(str(Path(neighbour).parent), os.O_TMPFILE | os.O_RDWR))


@probe
def write_into_shared_memory(neighbour: str) -> str:
    return str(Path("/dev/shm/extractor-probe").write_text("out"))


@probe
def truncate_a_neighbours_file(neighbour: str) -> str:
    os.truncate(neighbour, 0)
    return "truncated"


@probe
def remove_a_neighbours_file(neighbour: str) -> str:
    os.unlink(neighbour)
    return "removed"


@probe
def rename_a_neighbours_file(neighbour: str) -> str:
    os.rename(neighbour, neighbour + ".moved")
    return "moved"


@probe
def change_a_neighbours_rights(neighbour: str) -> str:
    os.chmod(neighbour, 0o777)
    return "changed"


@probe
def make_a_folder(neighbour: str) -> str:
    os.mkdir(neighbour + ".d")
    return "made"


@probe
def put_a_link_in_the_way(neighbour: str) -> str:
    os.symlink("/etc/passwd", neighbour + ".link")
    return "linked"


@probe
def link_a_file_out(neighbour: str) -> str:
    os.link(neighbour, neighbour + ".hard")
    return "linked"


@probe
def make_a_device(neighbour: str) -> str:
    return str(call("mknodat", number(-100), (neighbour + ".dev").encode(), number(0o20666), number(0x103)))


@probe
def open_by_a_handle(neighbour: str) -> str:
    handle = (ctypes.c_uint8 * 136)(128)
    return str(call("name_to_handle_at", number(-100), b"/", handle, (ctypes.c_int * 1)(), number(0)))


# the network


@probe
def open_an_internet_socket(neighbour: str) -> str:
    return str(socket.socket(socket.AF_INET, socket.SOCK_STREAM))


@probe
def open_a_datagram_socket(neighbour: str) -> str:
    return str(socket.socket(socket.AF_INET6, socket.SOCK_DGRAM))


@probe
def open_a_socket_of_this_machine(neighbour: str) -> str:
    return str(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))


@probe
def open_a_kernel_socket(neighbour: str) -> str:
    return str(socket.socket(socket.AF_NETLINK, socket.SOCK_RAW))


@probe
def make_a_pair_of_sockets(neighbour: str) -> str:
    return str(socket.socketpair())


@probe
def connect_by_the_connection_itself(neighbour: str) -> str:
    _C.connect.restype = ctypes.c_int
    address = b"\x01\x00\x00extractor-abstract"
    if _C.connect(3, address, len(address)) != 0:
        raise OSError(ctypes.get_errno(), "connect")
    return "connected"


@probe
def resolve_a_name(neighbour: str) -> str:
    return str(socket.getaddrinfo("localhost", 80, family=socket.AF_INET))


# programs and processes


@probe
def become_another_program(neighbour: str) -> str:
    if _C.execv(b"/bin/true", (ctypes.c_char_p * 2)(b"true", None)):
        raise OSError(ctypes.get_errno(), "execv")
    return "never"


@probe
def start_another_program(neighbour: str) -> str:
    return str(os.posix_spawn("/bin/true", ["true"], {}))


@probe
def run_a_shell(neighbour: str) -> str:
    status = os.system("true")
    if status:
        raise OSError(errno.EPERM, "no shell")
    return "ran"


@probe
def fork_a_process(neighbour: str) -> str:
    if os.fork() == 0:
        os._exit(0)
    return "forked"


@probe
def fork_a_bomb(neighbour: str) -> str:
    children = 0
    for _ in range(100):
        try:
            if os.fork() == 0:
                signal.pause()
        except OSError:
            continue
        children += 1
    if not children:
        raise OSError(errno.EPERM, "no child")
    return f"{children} children"


@probe
def fork_without_the_library(neighbour: str) -> str:
    arguments = (ctypes.c_uint64 * 11)()
    arguments[4] = signal.SIGCHLD
    return str(call("clone3", arguments, number(88)))


@probe
def run_a_program_out_of_memory(neighbour: str) -> str:
    descriptor = call("memfd_create", b"x", number(0))
    return str(call("execveat", number(descriptor), b"", None, None, number(0x1000)))


@probe
def make_secret_memory(neighbour: str) -> str:
    return str(call("memfd_secret", number(0)))


# other processes


@probe
def signal_the_parent(neighbour: str) -> str:
    os.kill(os.getppid(), signal.SIGTERM)
    return "signalled"


@probe
def ask_whether_the_parent_lives(neighbour: str) -> str:
    os.kill(os.getppid(), 0)
    return "lives"


@probe
def signal_everybody(neighbour: str) -> str:
    os.kill(-1, signal.SIGURG)
    return "signalled"


@probe
def signal_the_first_process(neighbour: str) -> str:
    os.kill(1, 0)
    return "signalled"


@probe
def signal_a_thread_of_the_parent(neighbour: str) -> str:
    return str(call("tgkill", number(os.getppid()), number(os.getppid()), number(0)))


@probe
def get_a_handle_of_the_parent(neighbour: str) -> str:
    return str(call("pidfd_open", number(os.getppid()), number(0)))


@probe
def let_the_kernel_signal_the_parent(neighbour: str) -> str:
    return str(fcntl.fcntl(3, 8, os.getppid()))


@probe
def trace_the_parent(neighbour: str) -> str:
    return str(call("ptrace", number(16), number(os.getppid()), None, None))


@probe
def read_the_parents_memory(neighbour: str) -> str:
    buffer = ctypes.create_string_buffer(8)
    vector = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 8)
    return str(call("process_vm_readv", number(os.getppid()), vector, number(1), vector, number(1), number(0)))


@probe
def read_the_parents_environment(neighbour: str) -> str:
    return Path(f"/proc/{os.getppid()}/environ").read_text()


@probe
def write_its_own_memory_as_a_file(neighbour: str) -> str:
    return str(os.open("/proc/self/mem", os.O_RDWR))


@probe
def compare_processes(neighbour: str) -> str:
    return str(call("kcmp", number(os.getpid()), number(os.getppid()), number(0), number(0), number(0)))


@probe
def use_a_descriptor_that_was_left_open(neighbour: str) -> str:
    found = list(_open_descriptors())
    if not found:
        raise OSError(errno.EBADF, "none")
    return str(found)


def _open_descriptors() -> Iterator[int]:
    for descriptor in range(4, 4096):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        yield descriptor


# the kernel


@probe
def mount_a_file_system(neighbour: str) -> str:
    return str(call("mount", b"none", b"/mnt", b"tmpfs", number(0), None))


@probe
def open_a_file_system(neighbour: str) -> str:
    return str(call("fsopen", b"tmpfs", number(0)))


@probe
def change_the_root(neighbour: str) -> str:
    os.chroot("/")
    return "changed"


@probe
def turn_the_root(neighbour: str) -> str:
    return str(call("pivot_root", b"/", b"/"))


@probe
def leave_for_a_user_namespace(neighbour: str) -> str:
    return str(call("unshare", number(0x10000000)))


@probe
def enter_a_namespace(neighbour: str) -> str:
    return str(call("setns", number(3), number(0)))


@probe
def ring_the_kernel(neighbour: str) -> str:
    return str(call("io_uring_setup", number(1), (ctypes.c_uint8 * 120)()))


@probe
def load_a_kernel_program(neighbour: str) -> str:
    return str(call("bpf", number(0), (ctypes.c_uint32 * 18)(1, 4, 4, 1), number(72)))


@probe
def load_a_kernel_module(neighbour: str) -> str:
    return str(call("init_module", b"", number(0), b""))


@probe
def catch_page_faults(neighbour: str) -> str:
    return str(call("userfaultfd", number(1)))


@probe
def take_a_key(neighbour: str) -> str:
    return str(call("keyctl", number(0), number(-3), number(1)))


@probe
def leave_a_key(neighbour: str) -> str:
    return str(call("add_key", b"user", b"x", b"y", number(1), number(-3)))


@probe
def watch_performance(neighbour: str) -> str:
    return str(call("perf_event_open", (ctypes.c_uint32 * 32)(1, 128), number(0), number(-1), number(-1), number(0)))


@probe
def change_the_personality(neighbour: str) -> str:
    return str(call("personality", number(0x0040000)))


@probe
def name_the_machine(neighbour: str) -> str:
    return str(call("sethostname", os.uname().nodename.encode(), number(len(os.uname().nodename))))


# the jail itself


@probe
def be_dumped_again(neighbour: str) -> str:
    return str(call("prctl", number(4), number(1), number(0), number(0), number(0)))


@probe
def outlive_the_parent(neighbour: str) -> str:
    return str(call("prctl", number(1), number(0), number(0), number(0), number(0)))


@probe
def take_the_filter_away(neighbour: str) -> str:
    return str(call("prctl", number(22), number(0), number(0), number(0), number(0)))


@probe
def gain_privileges_again(neighbour: str) -> str:
    return str(call("prctl", number(38), number(0), number(0), number(0), number(0)))


@probe
def raise_the_limit_of_memory(neighbour: str) -> str:
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return "raised"


@probe
def raise_the_limit_of_time(neighbour: str) -> str:
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
    return f"raised from {soft}"


@probe
def limit_the_parent(neighbour: str) -> str:
    return str(resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (3, 3)))


@probe
def keep_a_capability(neighbour: str) -> str:
    header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    call("capget", header, data)
    if not any(data):
        raise OSError(errno.EPERM, "none")
    return str(list(data))


@probe
def map_more_memory_than_allowed(neighbour: str) -> str:
    return str(len(mmap.mmap(-1, 8 << 30)))


@probe
def load_a_pickle(neighbour: str) -> str:
    return str(pickle.loads(b"cos\ngetpid\n."))


@probe
def load_marshalled_code(neighbour: str) -> str:
    return str(marshal.loads(marshal.dumps(compile("1", "x", "eval"))))


@probe
def import_a_module_from_the_neighbours_folder(neighbour: str) -> str:
    sys.path.insert(0, str(Path(neighbour).parent))
    try:
        import planted_module  # type: ignore[import-not-found]
    except ImportError:
        raise OSError(errno.EACCES, "no module") from None
    return str(planted_module.FOUND)
