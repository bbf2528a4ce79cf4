"""A cluster of two nodes on this machine, each a tree of processes, one of which is killed while it converts."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ENVIRONMENT = {"RAY_AUTH_MODE": "disabled", "RAY_USAGE_STATS_ENABLED": "0", "RAY_raylet_start_wait_time_s": "300"}
_STORE_BYTES = 100 * 1024 * 1024
_PORTS = ("metrics-export", "dashboard-agent-grpc", "dashboard-agent-listen", "runtime-env-agent")
"""Ports that two nodes of one machine must not share. Ray gives up on a node whose agent is not up after 15 s, which a
machine with much else to do exceeds: then this is no finding about the run."""


@contextmanager
def two_nodes() -> Iterator[tuple[str, int]]:
    """The address of a cluster, and the process of its second node."""
    port = _free_port()
    with _node("--head", f"--port={port}", "--include-dashboard=false"):
        address = f"127.0.0.1:{port}"
        with _node(f"--address={address}") as second:
            yield address, second


def environment() -> dict[str, str]:
    """What who connects to the cluster must be told as well."""
    return {**os.environ, **_ENVIRONMENT}


def kill_node(process: int) -> None:
    """End it and all that it started, at once."""
    for one in [*_descendants(process), process]:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


@contextmanager
def _node(*words: str) -> Iterator[int]:
    """A node that is up."""
    ports = [f"--{name}-port={_free_port()}" for name in _PORTS]
    program = str(Path(sys.executable).with_name("ray"))
    command = [program, "start", "--block", "--num-cpus=1", f"--object-store-memory={_STORE_BYTES}"]
    with subprocess.Popen(
        [*command, "--node-ip-address=127.0.0.1", *ports, *words], env=environment(), stdout=subprocess.PIPE, text=True
    ) as node:
        try:
            assert node.stdout is not None
            for line in node.stdout:
                if "--block" in line:  # said once it is up
                    break
            assert node.poll() is None, "the node did not start"
            yield node.pid
        finally:
            kill_node(node.pid)


def _descendants(process: int) -> list[int]:
    """The processes that a process started, and those that they did, the youngest first."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found, waiting = [], [process]
    while waiting:
        parent = waiting.pop()
        children = [one for one, above in parents.items() if above == parent]
        found += children
        waiting += children
    return found[::-1]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


if __name__ == "__main__":
    with two_nodes() as (where, _):
        print(where, flush=True)
        time.sleep(float(sys.argv[1]))
