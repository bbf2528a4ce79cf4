"""The kinds of damage as the command names them: ``scan:office``, ``torn:slid``, ``torn-cells:all``, ``pdftotext``."""

from dataclasses import dataclass

from extractor.corpora.damage.change import FaultKind
from extractor.corpora.damage.errors import BadKind
from extractor.corpora.damage.pieces import Dialect
from extractor.corpora.damage.presets import PRESETS, ScanSettings
from extractor.corpora.damage.tears import GROUPS, KINDS


@dataclass(frozen=True, slots=True)
class ScanWanted:
    """A scan by the settings of a preset."""

    preset: str
    settings: ScanSettings


@dataclass(frozen=True, slots=True)
class TearWanted:
    """A torn text with faults of these kinds."""

    kinds: tuple[FaultKind, ...]
    dialect: Dialect


@dataclass(frozen=True, slots=True)
class ConversionWanted:
    """The text by pdftotext, with or without -layout."""

    layout: bool


Wanted = ScanWanted | TearWanted | ConversionWanted


def read_kind(name: str) -> Wanted:
    """What a name wants; BadKind where it wants nothing."""
    sort, _, what = name.partition(":")
    if name in ("pdftotext", "pdftotext-layout"):
        return ConversionWanted(layout=name.endswith("-layout"))
    if sort == "scan" and what in PRESETS:
        return ScanWanted(what, PRESETS[what])
    if sort in ("torn", "torn-cells"):
        kinds = GROUPS.get(what) if what in GROUPS else tuple(kind for kind in KINDS if kind == what)
        if kinds or what == "none":
            return TearWanted(kinds or (), "rows" if sort == "torn" else "cells")
    raise BadKind(f"There is no damage {name!r}.")


def known_kinds() -> tuple[str, ...]:
    """Every name that ``read_kind`` takes."""
    tears = [*GROUPS, *KINDS]
    return (
        *(f"scan:{preset}" for preset in PRESETS),
        *(f"{sort}:{tear}" for sort in ("torn", "torn-cells") for tear in tears),
        *("pdftotext", "pdftotext-layout"),
    )
