"""Prepared picture + recognised lines → the page as the readers of files give it."""

from collections.abc import Iterable
from typing import NamedTuple

from extractor.document.page import RawPage
from extractor.document.recognised import RecognisedLine
from extractor.pictures.glyphs import PlacedCharacter, place_characters
from extractor.pictures.prepare import PreparedPicture


class PicturedPage(NamedTuple):
    """``raw`` is what layout reads; ``characters`` are its glyphs, in their order, with what the recogniser said."""

    raw: RawPage
    characters: tuple[PlacedCharacter, ...]


def compose_page(prepared: PreparedPicture, lines: Iterable[RecognisedLine], rotation: int = 0) -> PicturedPage:
    """The page as set straight; the boxes of ``lines`` are pixels of the prepared picture.

    ``rotation`` is that of the page in its file, in degrees.
    """
    picture = prepared.picture
    characters = place_characters(picture.pixels, prepared.dpi, prepared.lines, lines)
    raw = RawPage(
        number=picture.number,
        width=prepared.width,
        height=prepared.height,
        rotation=rotation,
        glyphs=tuple(character.glyph for character in characters),
        segments=prepared.segments,
        fills=prepared.fills,
        picture_share=1.0,
        turn=prepared.turn,
    )
    return PicturedPage(raw, characters)
