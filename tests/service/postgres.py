"""A PostgreSQL of the tests' own: Debian's package, an empty cluster on a socket in a folder."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_PROGRAMS = Path("/usr/lib/postgresql")


def programs() -> Path:
    """The folder of initdb and pg_ctl; without it the test is skipped (in CI: fails)."""
    found = sorted(_PROGRAMS.glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed (Debian, Ubuntu: apt-get install postgresql)")
    return found[-1].parent


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a database as ``--database`` takes it. The server refuses to run as root: then as postgres."""
    there = programs()
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        cluster = folder / "cluster"

        def run(program: str, *words: str) -> None:
            command = [str(there / program), "-D", str(cluster), *words]
            subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

        run("initdb", "-U", "extractor", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={folder}"
        run("pg_ctl", "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql://extractor@/postgres?unix_sock={folder}/.s.PGSQL.5432"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
