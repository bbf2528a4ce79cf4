"""Documents → sets: who belongs together, who stays alone, and how surely."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from extractor.document.document import Division, Document
from extractor.document.document_set import DocumentSet
from extractor.pipeline.linking import Linked, draw_card, link_cards

if TYPE_CHECKING:
    from tests.linking.conftest import Files

JIANGSU = Division("320000", "江苏省")
TABLE = {"合计": "600.00", "201 一般公共服务支出": "400.00", "221 住房保障支出": "200.00"}
PROSE = {"一般公共服务(类)": "400.00", "住房保障(类)": "200.00"}


def link(documents: Mapping[str, Document]) -> Linked:
    return link_cards([draw_card(path, one) for path, one in documents.items()], documents.__getitem__)


def members(linked: Linked) -> list[list[str]]:
    return [[member.document for member in one.members] for one in linked.sets]


def alone(linked: Linked) -> dict[str, str]:
    return {card.path: reason for card, reason in linked.unlinked}


def tables(files: "Files", name: str, year: int = 2018, factor: str = "1", **more: object) -> Document:
    lines = {words: f"{float(value) * float(factor):.2f}" for words, value in TABLE.items()}
    return files.document(
        name, year, statements=(files.statement("expenditure_summary", lines, period=str(year)),), **more
    )


def prose(files: "Files", name: str, year: int = 2018, **more: object) -> Document:
    said = [files.mention("expenditure_total", "600.00", 1, period=str(year))]
    said += [
        files.mention("classified_line", value, number, label=label, period=str(year))
        for number, (label, value) in enumerate(PROSE.items(), start=2)
    ]
    return files.document(name, year, mentions=tuple(said), **more)


def only_set(linked: Linked) -> DocumentSet:
    assert len(linked.sets) == 1
    return linked.sets[0]


def test_prose_and_tables_of_one_department_are_a_set_with_its_evidence(files: "Files") -> None:
    linked = link(
        {
            "text.json": prose(files, "江苏省委办公厅", division=JIANGSU),
            "tables.json": tables(files, "中国共产党江苏省委员会办公厅", division=JIANGSU),
        }
    )
    found = only_set(linked)
    assert (found.id, found.fiscal_year, found.kind) == ("320000-江苏省委办公厅-2018-budget", 2018, "budget")
    assert found.names == ("中国共产党江苏省委员会办公厅", "江苏省委办公厅"), "each as it is printed"
    assert [(member.document, member.part) for member in found.members] == [
        ("tables.json", "tables"),
        ("text.json", "prose"),
    ]
    assert [one.kind for one in found.members[0].evidence] == [
        "name_variant",
        "same_division",
        "same_year",
        "amounts_agree",
    ]
    assert all(member.confidence > 0.99 for member in found.members)
    passed = [check for check in found.checks if check.status == "pass"]
    assert len(passed) == found.summary.passed == 3
    assert [(s.document, s.mention, s.cell) for s in passed[0].subjects] == [
        ("text.json", "m1", None),
        ("tables.json", None, "t1.r1c1"),
    ]


def test_other_years_and_publications_are_other_sets(files: "Files") -> None:
    linked = link(
        {
            "2017.json": tables(files, "江苏省财政厅", 2017, division=JIANGSU),
            "2018.json": tables(files, "江苏省财政厅", 2018, division=JIANGSU),
            "account.json": tables(files, "江苏省财政厅", 2018, division=JIANGSU, kind="final_account"),
            "targets.json": files.document("江苏省财政厅", 2018, division=JIANGSU, kind="performance_targets"),
        }
    )
    assert members(linked) == [["2017.json"], ["2018.json", "targets.json"], ["account.json"]]
    relations = [[(one.relation, one.set) for one in found.related] for found in linked.sets]
    budget = "320000-江苏省财政厅-2018-budget"
    assert relations == [[], [("year_before", "320000-江苏省财政厅-2017-budget")], [("budget_of_account", budget)]]


def test_two_departments_whose_names_are_alike_stay_apart(files: "Files") -> None:
    names = ("江苏省委办公厅", "江苏省政协办公厅", "江苏省委办公厅机关服务中心", "江苏省委办公厅（本级）")
    linked = link({f"{n}.json": tables(files, name, division=JIANGSU) for n, name in enumerate(names)})
    assert sorted(members(linked)) == [["0.json"], ["1.json"], ["2.json"], ["3.json"]]


def test_a_department_and_a_unit_of_its_name_stay_apart_by_their_titles(files: "Files") -> None:
    name = "江苏省财政厅"
    documents = {
        "whole.json": tables(files, name, division=JIANGSU, title="江苏省财政厅2018年度部门预算"),
        "unit.json": tables(files, name, division=JIANGSU, title="江苏省财政厅2018年单位预算"),
        "unclear.json": prose(files, name, division=JIANGSU),
    }
    linked = link(documents)
    assert members(linked) == [["whole.json"], ["unit.json"]]
    assert alone(linked) == {"unclear.json": "department_or_unit"}
    del documents["unit.json"]
    assert members(link(documents)) == [["unclear.json", "whole.json"]]


def test_one_name_with_two_codes_is_two_departments(files: "Files") -> None:
    name = "江苏省财政厅"
    linked = link(
        {
            "a.json": tables(files, name, division=JIANGSU, code="101"),
            "b.json": tables(files, name, division=JIANGSU, code="102"),
            "c.json": prose(files, name, division=JIANGSU),
        }
    )
    assert members(linked) == [["a.json"], ["b.json"]]
    assert alone(linked) == {"c.json": "several_departments_of_this_name"}


def test_files_whose_amounts_contradict_each_other_are_not_linked(files: "Files") -> None:
    linked = link(
        {
            "text.json": prose(files, "江苏省财政厅", division=JIANGSU),
            "tables.json": tables(files, "江苏省财政厅", factor="7", division=JIANGSU),
        }
    )
    assert members(linked) == [["tables.json"]] or members(linked) == [["text.json"]]
    assert list(alone(linked).values()) == ["amounts_disagree"]


def test_a_wrong_file_does_not_cost_the_right_ones_their_link(files: "Files") -> None:
    name = "江苏省财政厅"
    linked = link(
        {
            "text.json": prose(files, name, division=JIANGSU),
            "right.json": tables(files, name, division=JIANGSU),
            "wrong.json": tables(files, name, factor="7", division=JIANGSU),
        }
    )
    assert members(linked) == [["right.json", "text.json"]]
    assert alone(linked) == {"wrong.json": "amounts_disagree"}


def test_an_office_without_a_place_is_linked_by_its_amounts_alone(files: "Files") -> None:
    assert members(link({"a.json": prose(files, "财政局"), "b.json": tables(files, "财政局")})) == [
        ["a.json", "b.json"]
    ]
    linked = link({"a.json": files.document("财政局"), "b.json": tables(files, "财政局")})
    assert len(linked.sets) == 1 and alone(linked) == {"a.json": "place_unknown"}


def test_a_place_that_is_in_no_list_is_a_place_all_the_same(files: "Files") -> None:
    name = "示例工业园区财政局"
    one = only_set(link({"a.json": files.document(name), "b.json": tables(files, name)}))
    assert len(one.members) == 2
    assert all(member.confidence < 0.8 for member in one.members), "but less surely"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"name": None}, "no_department"),
        ({"name": "江苏省", "year": 2018}, "no_department"),
        ({"name": "江苏省财政厅", "year": None}, "no_fiscal_year"),
        ({"name": "江苏省财政厅", "kind": "other"}, "no_publication"),
    ],
)
def test_a_file_that_does_not_say_enough_stays_alone(files: "Files", more: dict[str, object], reason: str) -> None:
    linked = link({"a.json": files.document(**more)})  # type: ignore[arg-type]
    assert linked.sets == () and alone(linked) == {"a.json": reason}


def test_the_order_of_the_files_changes_nothing(files: "Files") -> None:
    documents = {
        "a.json": prose(files, "江苏省财政厅", division=JIANGSU),
        "b.json": tables(files, "江苏省财政厅", division=JIANGSU),
        "c.json": tables(files, "江苏省财政厅", 2017, division=JIANGSU),
    }
    assert link(documents) == link(dict(reversed(documents.items())))


def test_the_same_file_twice_is_said(files: "Files") -> None:
    one = tables(files, "江苏省财政厅", division=JIANGSU)
    found = only_set(link({"a.json": one, "b.json": one}))
    assert {evidence.kind for evidence in found.members[0].evidence} >= {"same_bytes", "same_name", "amounts_agree"}
