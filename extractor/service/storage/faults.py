"""What the system says of a disk or a store → errors that whoever sent a document can act on."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from extractor.service.errors import StorageFailed, StorageFull

_COME_AGAIN_SECONDS = 5
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def storage_told(*, absent: bool = False) -> Iterator[None]:
    """StorageFull, StorageFailed in place of the system's words; ``absent`` lets FileNotFoundError pass."""
    try:
        yield
    except OSError as error:
        if absent and isinstance(error, FileNotFoundError):
            raise
        if error.errno in _FULL:
            raise StorageFull("The disk of the service is full.", _COME_AGAIN_SECONDS) from error
        # the system's own words for the number: those of the error may name a path
        said = os.strerror(error.errno) if error.errno else type(error).__name__
        raise StorageFailed(f"The service can not use its storage: {said}.", _COME_AGAIN_SECONDS) from error
