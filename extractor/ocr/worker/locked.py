"""The recogniser's rights, given up once its models are loaded: no files but code, no network, no programs."""

import sys
from importlib import import_module

_OPEN_FILES = 256


def lock(locks: str) -> None:
    """Lock this process by the modules in the folder ``locks``, as far as the system has the layers.

    Memory is not bounded here: the engines map far more than they use. Who asks looks at what it holds, ends it when
    that is too much, and shows it no more than ``max_pixels``.
    """
    sys.path.append(locks)
    locking = import_module("lock.locking")
    limits = import_module("lock.resource_limits").ResourceLimits(None, None, 0, _OPEN_FILES)
    locking.lock_parser(limits, locking.code_folders())
