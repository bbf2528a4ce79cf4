"""What a recogniser read in a picture of a page."""

from typing import NamedTuple

from extractor.document.geometry import BBox


class TextQuad(NamedTuple):
    """Four corners around a run of text, clockwise from its top left, as ``x, y`` in pixels of the picture."""

    corners: tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]

    @property
    def bbox(self) -> BBox:
        """The box around it."""
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return BBox(min(xs), min(ys), max(xs), max(ys))

    @classmethod
    def of_box(cls, box: BBox) -> "TextQuad":
        """The corners of a box."""
        return cls(((box.x0, box.top), (box.x1, box.top), (box.x1, box.bottom), (box.x0, box.bottom)))


class Alternative(NamedTuple):
    """Another character that the recogniser held possible at a place, with its probability (0 to 1)."""

    text: str
    probability: float


class RecognisedCharacter(NamedTuple):
    """One character with its box in pixels of the picture that was read, origin top left.

    ``probability`` is the recogniser's own (0 to 1); ``alternatives`` are the next likely ones, the best first.
    """

    text: str
    bbox: BBox
    probability: float
    alternatives: tuple[Alternative, ...] = ()


class RecognisedLine(NamedTuple):
    """A run of characters that the detector took for one line, left to right; ``bbox`` in pixels of the picture."""

    characters: tuple[RecognisedCharacter, ...]
    bbox: BBox

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def confidence(self) -> float:
        """Mean probability of its characters, 0 for an empty line."""
        if not self.characters:
            return 0.0
        return sum(character.probability for character in self.characters) / len(self.characters)
