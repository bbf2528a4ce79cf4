"""Every rule fires on one example and stays silent on another; a rule without both is refused."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractor.verify.across.rules import PAIR_RULES
from extractor.verify.catalogue import catalogue
from extractor.verify.facts import Facts
from extractor.verify.registry import Finding, rule
from extractor.verify.rules import RULES
from tests.verify.rule_cases import CASES, FIRES_BY_DOUBTING, statuses_of

if TYPE_CHECKING:
    from tests.verify.conftest import Builder


def test_every_rule_has_an_example_of_both_kinds() -> None:
    assert CASES.keys() == {found.code for found in RULES}


@pytest.mark.parametrize("code", CASES)
def test_rule_fires(code: str, build: "Builder") -> None:
    fired = "insufficient" if code in FIRES_BY_DOUBTING else "fail"
    assert fired in statuses_of(code, CASES[code][0](build))


@pytest.mark.parametrize("code", CASES)
def test_rule_stays_silent(code: str, build: "Builder") -> None:
    statuses = statuses_of(code, CASES[code][1](build))
    assert "fail" not in statuses
    assert code not in FIRES_BY_DOUBTING or statuses == []


def test_a_code_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered twice"):

        @rule(code="placeholder_text", severity="info", english="", chinese="")
        def _again(facts: Facts) -> Any:
            yield Finding("pass", (), "")


def test_the_page_of_checks_is_the_register() -> None:
    page = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    assert page == catalogue()
    assert all(f"`{found.code}`" in page and found.english and found.chinese for found in RULES)
    assert all(f"`{found.code}`" in page and found.english and found.chinese for found in PAIR_RULES)


def test_the_order_of_rules_does_not_depend_on_what_was_imported_first() -> None:
    first = "import extractor.verify.across.rules; from extractor.verify.rules import RULES; "
    command = [sys.executable, "-c", first + "print(*[found.code for found in RULES])"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert shown.split() == [found.code for found in RULES]
