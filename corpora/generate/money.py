"""How an amount is printed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.document.vocabulary import Unit

Nil = Literal["blank", "zero", "dash"]
"""What stands for an amount of nothing: a blank cell, a printed zero, a dash (—)."""


@dataclass(frozen=True, slots=True)
class MoneyStyle:
    """``places`` after the point; ``thousands`` are separated by commas."""

    unit: Unit
    places: int = 2
    thousands: bool = False
    nil: Nil = "blank"

    def text(self, amount: Decimal) -> str:
        """The amount as printed; it must have no more digits than are printed, so that printed sums hold exactly."""
        if not amount and self.nil != "zero":
            return "" if self.nil == "blank" else "—"
        return self._digits(amount)

    def spoken(self, amount: Decimal) -> str:
        """The amount within a sentence: nothing is a zero there."""
        return self._digits(amount)

    def _digits(self, amount: Decimal) -> str:
        if amount != round(amount, self.places):
            raise ValueError(f"{amount} has more than {self.places} places")
        return f"{amount:,.{self.places}f}" if self.thousands else f"{amount:.{self.places}f}"
