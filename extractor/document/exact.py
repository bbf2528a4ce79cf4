"""Arithmetic that rounds nothing of what documents print."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Context, localcontext
from typing import Final

_DIGITS: Final = 100
"""An amount has at most 40; sums of them are exact, and a quotient of two has room for its places."""


@contextmanager
def exactly() -> Iterator[None]:
    """Within it decimals keep so many digits, whatever the caller's context is."""
    with localcontext(Context(prec=_DIGITS)):
        yield
