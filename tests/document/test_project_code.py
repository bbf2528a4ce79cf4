"""The check character of project codes."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.document.project_code import ALPHABET, LENGTH, check_character, keeps_check, uses_check

_SOUND = ("13022523P004RE2100256", "13020225P000039100011", "13022524P004RE210041X")


def test_printed_codes_keep_the_check() -> None:
    assert all(keeps_check(code) for code in _SOUND)


def test_a_misread_character_breaks_it() -> None:
    assert not keeps_check("13022524P004RF210042H")
    assert keeps_check("13022524P004RE210042H")


def test_three_sound_codes_show_the_scheme() -> None:
    assert uses_check(_SOUND)
    assert not uses_check(_SOUND[:2] * 5)
    assert not uses_check([*_SOUND[:2], None, "13022524P004RF210042H"])


def test_three_codes_that_keep_it_by_chance_do_not_show_the_scheme() -> None:
    others = [f"13022524P004RE{place:06}0" for place in range(3)]
    assert not any(keeps_check(code) for code in others)
    assert uses_check([*_SOUND, *others[:2], "1302"])
    assert not uses_check([*_SOUND, *others])
    assert uses_check([*_SOUND, *others[:1] * 9])


def test_a_character_outside_the_alphabet_has_no_check() -> None:
    assert check_character("I" * (LENGTH - 1)) is None
    assert check_character("0" * LENGTH) is None


@given(
    stem=st.text(alphabet=ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1),
    place=st.integers(0, LENGTH - 2),
    other=st.sampled_from(ALPHABET),
)
def test_every_single_substitution_is_found(stem: str, place: int, other: str) -> None:
    character = check_character(stem)
    assert character is not None
    changed = stem[:place] + other + stem[place + 1 :]
    assert keeps_check(changed + character) == (changed == stem)
