"""Draws objectives: sentences about what is done and what comes of it, numbered as departments number them."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from extractor.corpora.generate.forms.lexicon import Thing

NUMBERINGS: Final = ("{}.", "{}.", "{}、", "({})", "（{}）", "目标{}：", "")
_PLACES: Final = ("", "年度内", "按计划", "全年")


def draw_objectives(
    random: Random, sizes: Mapping[Thing, int], phrases: Mapping[str, Sequence[str]], numbering: str
) -> tuple[str, ...]:
    """One to five objectives as printed, each with its number; without numbers they are one text.

    ``sizes`` says how many of each thing are planned.
    """
    sentences = [_about(random, thing, size, phrases) for thing, size in sizes.items()]
    if random.random() < 0.6:
        sentences.append(f"{random.choice(phrases['wholes'])}。")
    if not numbering:
        return ("".join(sentences),)
    return tuple(f"{numbering.format(number)}{text}" for number, text in enumerate(sentences, start=1))


def _about(random: Random, thing: Thing, number: int, phrases: Mapping[str, Sequence[str]]) -> str:
    start = random.choice(_PLACES)
    text = random.choice(
        (
            f"{start}{thing.deed}{thing.name}{number}{thing.unit}",
            f"{start}完成{thing.words['done']}任务",
            f"{start}做好{thing.words['done']}工作，计划{thing.deed}{number}{thing.unit}",
        )
    )
    effects = random.sample(list(phrases["effects_of_work"]), random.choice((1, 1, 2)))
    return f"{text}，{'，'.join(effects)}。"
