"""Each parser on its seeds and on changed seeds: a result or a SourceError."""

from random import Random

import pytest

from tests.fuzz.corpus import kept
from tests.fuzz.parsers import PARSERS, try_parser
from tests.hostile.mutants import cut, fill, flip, move, overwrite

_CHANGES = (cut, fill, flip, move, overwrite)
_EACH = 12


@pytest.mark.parametrize("name", PARSERS)
def test_changed_seeds(name: str) -> None:
    random = Random(name)  # noqa: S311 - the same each time
    for seed in sorted(PARSERS[name].seeds, key=len)[:4]:
        PARSERS[name].read(seed)
        for _ in range(_EACH):
            try_parser(name, random.choice(_CHANGES)(seed, random))


@pytest.mark.parametrize("name", PARSERS)
def test_what_fuzzers_found(name: str) -> None:
    """All that any run reached is reached again, and nothing ends but in a result or a SourceError."""
    inputs = kept(name)
    assert len(set(inputs)) == len(inputs) > 0
    for data in inputs:
        try_parser(name, data)


def test_every_parser_takes_no_bytes_and_any_bytes() -> None:
    for name in PARSERS:
        for data in (b"", b"\0", bytes(range(256)), b"\xff" * 1_000, "预算".encode()):
            try_parser(name, data)


@pytest.mark.parametrize("code", ["%\0\0\0.#,00##0###00", "0." + "0" * 500, "#" * 300 + "." + "0" * 300])
def test_number_formats_of_more_digits_than_decimals_have(code: str) -> None:
    """The first was found by atheris."""
    try_parser("number_formats", code.encode())


@pytest.mark.parametrize(
    "page",
    [
        "<table>\x01a<tr>\x02<td>1<sup>\x03 2</sup></table>",
        "<style>p::before{content:'\\1 a\\fffe '}</style><p>b",
        "<table>&#1;&#xffff;a<tr><td>1<sup>&#2;2</sup></table>",
        "<ol><li>\x1fa</ol><table>\x0ca&#12;",
    ],
)
def test_pages_with_characters_that_no_page_may_hold(page: str) -> None:
    """The first was found by atheris: they can not be written into the tree of a page."""
    PARSERS["html"].read(page.encode())
