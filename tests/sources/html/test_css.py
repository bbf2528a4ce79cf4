"""Style sheets: rules as they are written, and those that are broken."""

import pytest

from extractor.sources.html.css import read_style_sheet

NONE = {"display": "none"}


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("td.x, .y { display : none }", {("td", "x"): NONE, ("", "y"): NONE}),
        ("@media print { p { display:none } } b{color:red}", {("b", ""): {"color": "red"}}),
        ("/* p{display:none} */ b{display:none} /* i{display:none}", {("b", ""): NONE}),
        ("b{display:none", {("b", ""): NONE}),
        ("}}b{display:none}{", {("b", ""): NONE}),
    ],
)
def test_rules(text: str, rules: dict[tuple[str, str], dict[str, str]]) -> None:
    assert read_style_sheet([text]).rules == rules


@pytest.mark.parametrize("text", ["a" * 1_000_000 + "{" + "b" * 1_000_000, "/*" * 1_000_000, "a{" * 1_000_000])
def test_braces_and_comments_without_an_end_are_read_once(text: str) -> None:
    """The first was found by atheris; read from each character on, it takes hours."""
    assert read_style_sheet([text]).rules == {}
