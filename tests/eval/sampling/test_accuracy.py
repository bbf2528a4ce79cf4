"""Answers of a plan become an accuracy of each kind, of its parts, and words about them."""

import io

import pytest
from rich.console import Console

from extractor.eval.sampling.accuracy import accuracy_of, size_needed
from extractor.eval.sampling.answers import Answer
from extractor.eval.sampling.items import TRAITS
from extractor.eval.sampling.outcome import accuracy_data, print_accuracy
from extractor.eval.sampling.plan import Plan, PlannedGroup, PlannedItem, PlannedStratum
from extractor.eval.sampling.proportions import wilson


def traits(check: str) -> dict[str, str]:
    return dict(zip(TRAITS, ("pdf", check, "other", "amount", "high", "abc"), strict=True))


def planned(kind: str, number: int, stratum: int, check: str) -> PlannedItem:
    identity = f"{kind[0]}{number}"
    return PlannedItem.model_validate(
        {
            "id": identity,
            "kind": kind,
            "stratum": stratum,
            "document": f"{number % 5}.pdf",
            "table": "t1",
            "cell": identity if kind == "cell" else None,
            "value": "1.00",
            "traits": traits(check),
        }
    )


@pytest.fixture
def plan() -> Plan:
    """Numbers: 4 drawn of 80 proved, 5 of 20 failed; 2 tables of 2; 6 documents, all drawn, one not converted."""
    strata = [("cell", "proved", 80, 4), ("cell", "failed", 20, 5), ("table", "proved", 2, 2)]
    items = [planned("cell", number, 0, "proved") for number in range(4)]
    items += [planned("cell", number, 1, "failed") for number in range(4, 9)]
    items += [planned("table", number, 2, "proved") for number in range(2)]
    return Plan(
        seed=1,
        confidence=0.95,
        groups={"pdf": PlannedGroup(documents=6, drawn=6, converted=5, failed=("x.pdf",))},
        strata=tuple(
            PlannedStratum.model_validate(
                {"kind": kind, "traits": traits(check), "population": size, "drawn": drawn, "probability": drawn / size}
            )
            for kind, check, size, drawn in strata
        ),
        items=tuple(items),
    )


def answers(right: str, wrong: str = "", kind: str = "c") -> list[Answer]:
    return [Answer(f"{kind}{n}", True, None) for n in right] + [Answer(f"{kind}{n}", False, "2.00") for n in wrong]


def test_each_kind_is_weighed_by_its_strata(plan: Plan) -> None:
    """0.8 · 3/4 + 0.2 · 1; the tables were all checked, so their share is known."""
    accuracy = accuracy_of(plan, [*answers("01245678", "3"), *answers("0", "1", "t")])
    cells, tables = accuracy.kinds
    assert (cells.kind, cells.archive.population) == ("cell", 100)
    assert cells.archive.share == pytest.approx(0.8)
    assert (tables.kind, tables.archive.share, tables.archive.interval.half_width) == ("table", 0.5, 0.0)
    assert accuracy.failed == ("x.pdf",)
    assert [(item.id, truth) for item, truth in cells.wrong] == [("c3", "2.00")]


def test_parts_have_their_own_accuracy(plan: Plan) -> None:
    cells = accuracy_of(plan, answers("01245678", "3")).kinds[0]
    parts = {(name, value): part for name, value, part in cells.parts}
    assert set(parts) == {("check", "proved"), ("check", "failed")}
    assert parts["check", "proved"].share == pytest.approx(0.75)
    assert parts["check", "failed"].share == 1.0


def test_unanswered_items_are_counted_and_a_stratum_without_answer_is_not_covered(plan: Plan) -> None:
    """Only the failed ones were looked at: the 80 of 100 proved numbers are in no figure."""
    (cells,) = accuracy_of(plan, answers("4567")).kinds
    assert cells.unanswered == 5
    assert cells.not_covered == pytest.approx(0.8)
    assert cells.archive.population == pytest.approx(20)


def test_the_size_that_is_still_needed(plan: Plan) -> None:
    """At p = 0.8 ± 0.1 a simple sample takes n with a Wilson half width of 0.1; of 100, n / (1 + n/100)."""
    cells = accuracy_of(plan, answers("01245678", "3")).kinds[0].archive
    plain = next(n for n in range(1, 1000) if wilson(0.8, n).half_width <= 0.1)
    expected = plain / (1 + plain / 100) * cells.answered / cells.effective
    assert size_needed(cells, 0.1, 0.95) == min(100, int(expected) + 1)


def test_it_is_said_in_words_and_as_data(plan: Plan) -> None:
    accuracy = accuracy_of(plan, [*answers("0124567", "3"), *answers("0", "1", "t")])
    stream = io.StringIO()
    print_accuracy(accuracy, Console(file=stream, width=160), 0.05)
    text = stream.getvalue()
    for words in (
        "Accuracy of numbers",
        "Accuracy of whole tables",
        "80.00%",
        "check: proved",
        "1 numbers are not answered",
        "wrong: c3 3.pdf c3: 1.00, true value 2.00",
        "1 of 6 drawn documents were not converted",
        "For ± 5.00% about",
    ):
        assert words in text
    data = accuracy_data(accuracy)
    assert data["kinds"]["cell"]["archive"]["share"] == pytest.approx(0.8)
    assert data["kinds"]["cell"]["wrong"][0]["true_value"] == "2.00"
    assert [part["trait"] for part in data["kinds"]["cell"]["parts"]] == ["check", "check"]


def test_a_long_list_of_errors_is_cut_in_the_terminal(plan: Plan) -> None:
    many = plan.model_copy(
        update={
            "items": tuple(planned("cell", number, 0, "proved") for number in range(25)),
            "strata": (plan.strata[0].model_copy(update={"drawn": 25}),),
        }
    )
    stream = io.StringIO()
    wrong = [Answer(f"c{number}", False, None) for number in range(25)]
    print_accuracy(accuracy_of(many, wrong), Console(file=stream, width=160))
    assert stream.getvalue().count("wrong: ") == 20
    assert "and 5 more wrong numbers" in stream.getvalue()
    part = [Answer("c0", True, None)]
    stream = io.StringIO()
    print_accuracy(accuracy_of(plan, part), Console(file=stream, width=160))
    assert "20.0% of the numbers are in strata without an answer" in stream.getvalue()
