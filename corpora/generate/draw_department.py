"""Draws an invented department, its units and the names and codes of its projects."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractor.corpora.generate.figures import Department, Project, Source, random_of
from extractor.corpora.generate.words import (
    EXTRA_WORKS,
    LONG_WORK,
    OFFICES,
    PLACE_ENDINGS,
    PLACES,
    UNIT_NAMES,
    Office,
)  # fmt: skip
from extractor.document.project_code import check_character

_DIVISION = "99{:04d}"
"""No division of GB/T 2260 begins with 99."""
FIRST_YEAR, LAST_YEAR = 2019, 2026


def draw_department(seed: int) -> tuple[Department, Office, int]:
    """Department, office and year of a seed, the same for every template."""
    rng = random_of(seed, "department")
    office = rng.choice(OFFICES)
    place, own = rng.choice(PLACES) + rng.choice(PLACE_ENDINGS), office.name
    if own.startswith("街道"):
        place = f"{place[:-1]}区"
        own = rng.choice([stem for stem in PLACES if not place.startswith(stem)]) + own
    elif not place.endswith("市"):
        own = own.replace("办公厅", "办公室")
    name, code = f"{place}{own}", str(rng.randint(101, 899))
    units = [(f"{code}001", f"{name}本级", "行政")]
    for number, ending in enumerate(rng.sample(UNIT_NAMES, rng.randint(0, 4)), start=2):
        units.append((f"{code}{number:03d}", f"{name.removesuffix('局')}{ending}", "事业"))
    return Department(name, code, place, tuple(units), office.duties), office, rng.randint(FIRST_YEAR, LAST_YEAR)


def draw_projects(
    rng: random.Random,
    department: Department,
    office: Office,
    year: int,
    parts: Mapping[str, Sequence[tuple[tuple[Source, Decimal], ...]]],
) -> tuple[Project, ...]:
    """A name and a code with its check character for each of the amounts by function code."""
    names = [*office.works, *EXTRA_WORKS]
    rng.shuffle(names)
    projects: list[Project] = []
    for function, amounts in parts.items():
        for own in amounts:
            number = len(projects)
            name = names[number % len(names)]
            if number >= len(names):
                name = f"{name}（{'二三四五六七八九十'[min(number // len(names) - 1, 8)]}期）"
            elif rng.random() < 0.1:
                name += LONG_WORK
            unit = rng.choice(department.units)[1]
            projects.append(Project(_code(department.code, year, number, rng), name, function, unit, tuple(own)))
    return tuple(projects)


def _code(department: str, year: int, number: int, rng: random.Random) -> str:
    """21 characters: division, year, category, serial and the check character."""
    stem = f"{_DIVISION.format(int(department))}{year % 100:02d}P00{rng.randint(1, 9)}R{210_000 + number * 7:07d}"
    check = check_character(stem)
    if check is None:
        raise ValueError(f"{stem} is no stem of a project code")
    return stem + check
