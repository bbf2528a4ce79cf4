"""How far a document proves itself, counted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over the statement amounts that have a value, and how many checks of severity ``error`` failed.

    An amount that one identity proves is not ``failed`` though another one breaks; ``failed_checks`` counts that one.
    """

    amounts: int
    proved: int
    consistent: int
    failed: int
    unchecked: int
    failed_checks: int = 0
