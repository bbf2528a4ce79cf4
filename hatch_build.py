"""Puts the top-level folders that the commands need into the wheel, under the package's own name.

In the checkout they are links inside ``extractor/``, which hatchling leaves out once it has met their targets.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_FOLDERS = ("corpora", "eval", "models")


class FoldersHook(BuildHookInterface):
    """An editable install follows the links itself and needs no copies."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            build_data["force_include"].update({folder: f"extractor/{folder}" for folder in _FOLDERS})
