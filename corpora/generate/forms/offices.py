"""Invented departments: a place, a field, codes, and the year of the document."""

from dataclasses import dataclass
from random import Random

from extractor.corpora.generate.forms.lexicon import Field, Lexicon, lexicon_of
from extractor.corpora.generate.splits import split_of

FIRST_YEAR, LAST_YEAR = 2018, 2026


@dataclass(frozen=True, slots=True)
class Office:
    """A department and one of its units; ``division`` is six invented digits that no real division has."""

    field: Field
    place: str
    division: str
    code: str
    year: int
    lexicon: Lexicon

    @property
    def name(self) -> str:
        return f"{self.place}{self.field.office}"

    @property
    def unit_code(self) -> str:
        return f"{self.code}001"

    @property
    def unit_name(self) -> str:
        return f"{self.name}本级"

    @property
    def affiliate(self) -> tuple[str, str]:
        return f"{self.code}002", f"{self.place}{self.field.affiliate}"


def seeded(template: str, seed: int) -> Random:
    """The random numbers of one document."""
    return Random(f"{template} {seed}")  # noqa: S311 - documents that can be made again, no secret


def draw_office(random: Random, seed: int) -> Office:
    """An office out of the words of the seed's split."""
    lexicon = lexicon_of(split_of(seed))
    return Office(
        field=random.choice(lexicon.fields),
        place=random.choice(lexicon.phrases["places"]),
        division=f"99{random.randint(1, 14):02d}{random.randint(1, 40):02d}",
        code=str(random.randint(101, 799)),
        year=random.randint(FIRST_YEAR, LAST_YEAR),
        lexicon=lexicon,
    )
