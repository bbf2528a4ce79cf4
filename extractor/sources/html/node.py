"""An element of a page."""

from typing import Any, TypeAlias

Node: TypeAlias = Any
"""An lxml element; lxml has no types of its own."""
