"""Puts the top-level folders that the commands need into the wheel, and compiles the reader of PDF pages.

In the checkout the folders are links inside ``extractor/``, which hatchling leaves out once it has met their targets.
The reader is a plain shared library of one C file, without Python's headers. Where it can not be compiled the package
is built without it and reads pages more slowly, with the same results.
"""

import os
import shutil
import subprocess
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_FOLDERS = ("corpora", "eval", "models")
_SOURCE = Path("extractor/sources/pdf/batch_reader.c")
_LIBRARY = _SOURCE.with_name("_batch_reader.so")
_FLAGS = ("-O2", "-fPIC", "-shared", "-fvisibility=hidden", "-ffp-contract=off")
_SECONDS = 120


class PackageHook(BuildHookInterface):
    """An editable install follows the links itself and needs no copies; its library lies beside the source."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        library = self._compiled()
        if library is None:
            self.app.display_warning("No C compiler that works: PDF pages will be read call by call, more slowly.")
        if version == "editable":
            if library is not None:
                shutil.copy(library, Path(self.root, _LIBRARY))
            return
        build_data["force_include"].update({folder: f"extractor/{folder}" for folder in _FOLDERS})
        if library is not None:
            build_data["force_include"][str(library)] = str(_LIBRARY)
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        shutil.rmtree(self._made, ignore_errors=True)

    def _compiled(self) -> Path | None:
        """The library in a folder of its own, or None where there is no compiler or it fails."""
        self._made = Path(tempfile.mkdtemp(prefix="extractor-build-"))
        compiler = os.environ.get("CC") or next(filter(shutil.which, ("cc", "gcc", "clang")), None)
        if compiler is None or os.name != "posix":
            return None
        made = self._made / _LIBRARY.name
        words = [*compiler.split(), *_FLAGS, str(Path(self.root, _SOURCE)), "-o", str(made), "-lm"]
        try:
            subprocess.run(words, check=True, timeout=_SECONDS)  # noqa: S603 - the builder's own compiler
        except (OSError, subprocess.SubprocessError):
            return None
        return made
