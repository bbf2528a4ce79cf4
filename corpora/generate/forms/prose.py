"""Words around the forms: the document's title and what departments say before their tables."""

from collections.abc import Iterator
from random import Random

from extractor.corpora.generate.forms.offices import Office
from extractor.corpora.generate.model import Block, Words


def opening_blocks(random: Random, office: Office, title: str) -> Iterator[Block]:
    """The title, and in most documents one to three paragraphs below it."""
    yield Words(f"{office.name}{title}", level=1, size=16, align="centre")
    if random.random() < 0.7:
        yield Words("一、编制说明", level=2, size=13)
        for text in random.sample(list(office.lexicon.phrases["opening"]), random.randint(1, 3)):
            yield Words(f"　　{text}")
        yield Words(f"二、{title.removeprefix(f'{office.year}年')}", level=2, size=13)
