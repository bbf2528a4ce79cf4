"""In a jailed process: a module that its warm parent should have loaded is asked for instead of loaded."""

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from extractor.sandbox.frames import Connection
from extractor.sandbox.warming import cold_step


class _ColdImports(MetaPathFinder):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Never a specification; the process ends where the module is one of those."""
        step = cold_step(fullname)
        if step is not None:
            # ended here, not by an exception: a broad except of a library would go on without the module
            self._connection.send({"say": "cold", "step": step})
            os._exit(0)
        return None


def ask_for_cold_imports(connection: Connection) -> None:
    """Say ``cold`` over ``connection`` and end, from now on, rather than load what takes long."""
    sys.meta_path.insert(0, _ColdImports(connection))
