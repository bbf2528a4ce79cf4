"""How the lines of a table of the three public expenses are called."""

from extractor.document.label_numbering import without_numbering
from extractor.document.vocabulary import Measure

EXPENSE_WORDS: dict[Measure, tuple[str, ...]] = {
    "three_public": ("三公经费合计", "三公经费小计", "三公经费", "三公合计"),
    "abroad": ("因公出国(境)费", "因公出国(境)费用", "因公出国(境)经费"),
    "vehicle": (
        "公务用车购置及运行费",
        "公务用车购置及运行维护费",
        "公务用车购置及运维费",
        "公务用车购置和运行费",
        "公务用车购置和运行维护费",
    ),
    "vehicle_purchase": ("公务用车购置费", "公务用车购置"),
    "vehicle_operation": ("公务用车运行费", "公务用车运行维护费", "公务用车运维费"),
    "reception": ("公务接待费",),
}
"""How a line of the table is called that is one of the expenses; folded, without quotes."""


_VEHICLES = "公务用车"


def expense_name(label: str) -> str:
    """The label without numbering, quotes and 其中."""
    plain = without_numbering(label).translate({ord(mark): None for mark in "“”\"'"})
    return without_numbering(plain.removeprefix("其中:"))


def is_main_expense(label: str) -> bool:
    """Whether the line is one of the three, or all vehicles of them."""
    name = expense_name(label)
    return any(name in EXPENSE_WORDS[kind] for kind in ("abroad", "vehicle", "reception"))


def is_vehicle_part(label: str) -> bool:
    """Whether the line is of the purchase or of the operation of vehicles, however short 其中 names it."""
    name = expense_name(label)
    parts = (*EXPENSE_WORDS["vehicle_purchase"], *EXPENSE_WORDS["vehicle_operation"])
    return name in parts or f"{_VEHICLES}{name}" in parts
