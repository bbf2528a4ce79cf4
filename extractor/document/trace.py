"""What the layout saw on one page: the page understood and the regions of its tables, kept to be shown."""

from dataclasses import dataclass

from extractor.document.geometry import BBox, lean_back, turn_back
from extractor.document.page import Page, Ruling
from extractor.document.region import Region


@dataclass(frozen=True, slots=True)
class PageTrace:
    """A page as it was read. A page set sideways was turned clockwise by ``turn`` degrees to be read: all places here
    are then those of the turned page; ``displayed`` gives them on the page as displayed."""

    page: Page
    regions: tuple[Region, ...]
    turn: int = 0
    skew: float = 0.0
    """Degrees by which a scan was turned clockwise about its middle to be straight, before ``turn``."""

    @property
    def displayed_size(self) -> tuple[float, float]:
        """Width and height of the page as displayed, in points."""
        width, height = self.page.width, self.page.height
        return (height, width) if self.turn in (90, 270) else (width, height)

    @property
    def inferred_rulings(self) -> tuple[Ruling, ...]:
        """The rulings that nobody drew: the regions have them and the page has not."""
        drawn = set(self.page.rulings)
        return tuple(dict.fromkeys(r for region in self.regions for r in region.rulings if r not in drawn))

    def displayed(self, box: BBox) -> BBox:
        """A box of this page on the page as displayed."""
        return lean_back(turn_back(box, self.turn, *self.displayed_size), self.skew, *self.displayed_size)


def ruling_box(ruling: Ruling) -> BBox:
    """The ruling as a box without thickness."""
    if ruling.horizontal:
        return BBox(ruling.start, ruling.position, ruling.end, ruling.position)
    return BBox(ruling.position, ruling.start, ruling.position, ruling.end)
