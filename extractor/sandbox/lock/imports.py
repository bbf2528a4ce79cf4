"""No pickle and no marshal in a process that reads documents, whatever a library tries."""

import sys
from typing import Any

_IMPORTING = ("<frozen importlib._bootstrap_external>", "<frozen importlib._bootstrap>", "<frozen zipimport>")


class UnsafeLoading(RuntimeError):
    """Something tried to load objects from bytes that may name code."""


def refuse_unsafe_loading() -> None:
    """From now on ``pickle`` finds no class and ``marshal`` loads only what is being imported; it can not be undone."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "pickle.find_class":
        raise UnsafeLoading("pickle.find_class")
    if event in ("marshal.loads", "marshal.load") and not _is_importing():
        raise UnsafeLoading(event)


def _is_importing() -> bool:
    # 0 is here, 1 the hook, 2 who loads
    return sys._getframe(2).f_code.co_filename in _IMPORTING
