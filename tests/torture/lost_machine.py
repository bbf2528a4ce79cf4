"""A cluster of two nodes, one of which is killed while it converts: ``lost_machine.py FOLDER OUT RESULTS``."""

import os
import sys
import threading
import time
from pathlib import Path

os.environ |= {"RAY_raylet_start_wait_time_s": "300", "RAY_USAGE_STATS_ENABLED": "0"}

from ray._private.node import Node
from ray.cluster_utils import Cluster

from extractor.cli import main
from tests.bulk.disturbed import results

_MEMORY = 100 * 1024 * 1024


def lose_when(cluster: Cluster, node: Node, out: Path, count: int) -> None:
    """Kill the node once so many results are there."""
    while results(out) < count:
        time.sleep(0.05)
    cluster.remove_node(node, allow_graceful=False)
    print("lost a node", flush=True)


def convert_and_lose(folder: Path, out: Path, count: int) -> int:
    """The exit status of a run during which one of two nodes dies."""
    head = {"num_cpus": 1, "object_store_memory": _MEMORY, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    try:
        node = cluster.add_node(num_cpus=1, object_store_memory=_MEMORY)
        threading.Thread(target=lose_when, args=(cluster, node, out, count), daemon=True).start()
        where = ["--engine", "ray", "--address", cluster.address]
        return main(["convert", str(folder), "-o", str(out), *where, "--fail-on", "never"])
    finally:
        cluster.shutdown()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    sys.exit(convert_and_lose(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
