"""One hypothesis about amounts: what is written where, and what it was made from."""

from dataclasses import dataclass

from extractor.repair.statements.arithmetic import Place


@dataclass(frozen=True, slots=True)
class Move:
    """A change of some cells: place → text, and what it was made from (places of ``moved`` texts; ``made_from`` for
    an amount that arithmetic gives, ``source`` for one that another table prints). ``without``: the identity that
    holds by that alone, so that it says nothing for the move; ``asked_by``: the one that asks for a digit, which of
    a thousand amounts lets hold one by chance."""

    kind: str
    change: tuple[tuple[Place, str], ...]
    moved: tuple[tuple[Place, Place], ...] = ()
    made_from: tuple[Place, ...] = ()
    source: str = ""
    without: int | None = None
    asked_by: int | None = None

    @property
    def key(self) -> frozenset[tuple[Place, str]]:
        return frozenset(self.change)

    @property
    def row(self) -> int:
        return self.change[0][0][0]
