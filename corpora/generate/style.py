"""What one department prints in its own way: drawn once for a document."""

from dataclasses import dataclass

from extractor.corpora.generate.draw_budget import Scale, Size
from extractor.corpora.generate.figures import random_of
from extractor.corpora.generate.money import MoneyStyle, Nil
from extractor.corpora.generate.table_builder import Layout
from extractor.document.vocabulary import Unit

FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC")


@dataclass(frozen=True, slots=True)
class Style:
    """The unit and its marks, fonts, and how cells look."""

    scale: Scale
    money: MoneyStyle
    layout: Layout
    font: str
    font_size: float
    row_height: float
    repeats_header: bool
    keep_rows: bool
    prefers_landscape: bool
    shares_pages: bool
    """A table begins below the one before it, not on a new page."""
    has_prose: bool
    space_in_totals: bool
    """合 计 for 合计."""

    def total(self, word: str = "合计") -> str:
        """The word of a total as this document prints it."""
        return " ".join(word) if self.space_in_totals and len(word) == 2 else word


@dataclass(frozen=True, slots=True)
class Choices:
    """What a template may print."""

    units: tuple[tuple[Unit, int], ...] = (("万元", 2),)
    """With the places that are printed."""
    nils: tuple[Nil, ...] = ("blank", "blank", "zero")
    sizes: tuple[Size, ...] = ("short", "medium", "medium", "long")
    font_sizes: tuple[float, ...] = (8.0, 9.0, 10.0)
    landscape: float = 0.25
    shared_pages: float = 0.2
    prose: float = 0.6
    has_reserve: bool = False
    """The share of documents whose tables all stand on pages across, whose tables share pages, that hold prose."""


def draw_style(template: str, seed: int, choices: Choices) -> Style:
    """The same words give the same style."""
    rng = random_of(template, seed, "style")
    unit, places = rng.choice(choices.units)
    return Style(
        scale=Scale(unit, places, rng.choice(choices.sizes), choices.has_reserve),
        money=MoneyStyle(unit, places, rng.random() < 0.4, rng.choice(choices.nils)),
        layout=Layout(
            rng.choice(("paragraph", "spaces", "none")),
            rng.random() < 0.6,
            rng.random() < 0.4,
            rng.random() < 0.7,
            rng.random() < 0.2,
        ),
        font=rng.choice(FONTS),
        font_size=rng.choice(choices.font_sizes),
        row_height=rng.choice((1.7, 2.0, 2.0, 2.4)),
        repeats_header=rng.random() < 0.8,
        keep_rows=rng.random() < 0.85,
        prefers_landscape=rng.random() < choices.landscape,
        shares_pages=rng.random() < choices.shared_pages,
        has_prose=rng.random() < choices.prose,
        space_in_totals=rng.random() < 0.2,
    )
