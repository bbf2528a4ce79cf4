"""On a Chinese page what checks, problems and errors say is Chinese, whatever they may say."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from extractor.document.check import Problem
from extractor.document.document import Document
from extractor.document.wire import to_json
from tests.service.review.conftest import cell_of
from tests.service.review.small_service import SmallService

_ROOT = Path(__file__).parents[3] / "extractor"
_ENGLISH = re.compile(r"[a-z]{2,} ?[a-z]*")
_NO_MESSAGE = re.compile(
    r"^(budget\.\{\}|(?:grid|amount columns) of \{\}|\{\}\.total|"
    r"indicators\..*|objectives\..*|the rule \{\} is.*|\{\}\.r\{\}c\{\})$"
)
_HEAD = "甲: 5万元 in the text (b1)"
"""What a fragment that goes on with a comma goes on from."""


@pytest.fixture(scope="module")
def asked(chromium: Browser, site: SmallService) -> Iterator[Page]:
    """A window in Chinese whose modules can be asked."""
    window = chromium.new_page(locale="zh-CN")
    window.goto(site.address)
    yield window
    window.context.close()


def templates() -> set[str]:
    """Every sentence of a rule's finding, with {} where a value stands."""
    found = set()
    for path in [*(_ROOT / "verify").glob("*.py"), _ROOT / "document" / "column_numbers.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = (one.value if isinstance(one, ast.Constant) else "{}" for one in node.values)
                text = "".join(map(str, parts))
                if _ENGLISH.search(text) and not _NO_MESSAGE.match(text):
                    found.add(text)
    return found


def test_every_sentence_of_the_rules_is_said_in_chinese(asked: Page) -> None:
    sentences = templates()
    assert len(sentences) > 50
    samples = {}
    for sentence in sentences:
        sample = sentence.replace("{}", "甲").replace("甲甲", "甲")
        samples[sentence] = re.sub(r"^甲(?=, )", _HEAD, sample)
    said = asked.evaluate(SAY, samples)
    assert {sentence for sentence, words in said.items() if words is None} == set()


SAY = """samples => import("/page/modules/words/check_messages.js").then(({ inChinese }) =>
  Object.fromEntries(Object.entries(samples).map(([name, text]) => [name, inChinese(text)])))"""


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("公用经费 (total): the 2 parts make 5.6, printed is 3.6.", "公用经费（合计）：2 项之和为 5.6，所印为 3.6。"),
        ("s1 and s3: 1.00 here, 2.00 there.", "s1 与 s3：此处为 1.00，彼处为 2.00。"),
        ("2010301 行政运行: known is 行政运行费、运行.", "2010301 行政运行：已知名称为“行政运行费、运行”。"),
        ("expenditure_total: 5元 in the text (b3), 6元 in the tables.", "支出总计：正文（b3）为 5元，表中为 6元。"),
        ("项目甲: the plan is 25%, 20%. It falls.", "项目甲：支出计划为 25%, 20%。计划有回落。"),
        ("项目甲, weight: the 9 weights make 100.", "项目甲，分值：9 项分值之和为 100。"),
        ("Row 4 of t2: 3.5% printed, 3.6% by the amounts.", "t2 第 4 行：所印比率为 3.5%，按金额计算为 3.6%。"),
        ("Something new that nobody translated.", None),
    ],
)  # fmt: skip
def test_sentences_keep_their_figures(asked: Page, english: str, chinese: str | None) -> None:
    assert asked.evaluate(SAY, {"it": english})["it"] == chinese


def catalogue(name: str) -> dict[str, str]:
    text = (_ROOT / "service" / "page" / "static" / "modules" / "words" / f"{name}.js").read_text(encoding="utf-8")
    return dict(re.findall(r'^  (\w+): "(.+)",$', text, re.MULTILINE))


def codes_of(page: str) -> set[str]:
    """The codes that a page of docs/ lists."""
    text = (_ROOT.parent / "docs" / page).read_text(encoding="utf-8")
    rows = (line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    return {code for row in rows for code in re.findall(r"`(\w+)`", row)}


def test_every_problem_has_chinese_words() -> None:
    said = catalogue("problems")
    assert said.keys() == codes_of("problems.md")
    assert all(re.search("[一-鿿]", words) and words.endswith("。") for words in said.values())


def errors_of_the_page() -> set[str]:
    """The codes of every error that the service or a conversion raises: those of eval, training and the like are no
    person's at the page."""
    import extractor.service.errors
    import extractor.service.review.errors
    from extractor import errors

    roots = (errors.SourceError, extractor.service.errors.ServiceError, extractor.service.review.errors.ReviewError)
    kinds: list[type[errors.ExtractorError]] = list(roots)
    for kind in kinds:
        kinds += kind.__subclasses__()
    return {kind.code for kind in kinds}


def test_every_error_that_a_person_at_the_page_meets_has_chinese_words() -> None:
    said = catalogue("errors")
    assert errors_of_the_page() <= said.keys()
    assert said.keys() - {"unreachable"} <= codes_of("errors.md")


def test_a_document_that_failed_says_why_in_chinese(page: Page, site: SmallService) -> None:
    page.goto(site.address)
    broken = {"name": "坏.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 broken"}
    page.locator("#files").set_input_files(broken)  # type: ignore[arg-type]
    expect(page.locator(".uploads li.failed .problem")).to_contain_text("文件不完整或已损坏")
    expect(page.locator("table.cards tr.failed .problem").first).to_contain_text("请重新获取")


def test_problems_of_a_document_are_chinese_and_lead_to_their_cell(
    page: Page, site: SmallService, budget: Document, budget_path: Path
) -> None:
    cell = cell_of(budget, "t3", "386.42")
    problem = Problem("two_numbers_in_cell", "warning", "Cell t3.r6c2 holds several numbers.", 6, (cell.id,))
    identity = site.documents.add("说明.pdf", to_json(replace(budget, problems=(problem,))), budget_path.read_bytes())
    page.goto(f"{site.address}/#/document/{identity}")
    page.locator(".problems summary").click()
    line = page.locator(".problems li")
    expect(line).to_contain_text("一个单元格中有多个数")
    line.get_by_role("button").click()
    expect(page.locator(f'td[data-cell="{cell.id}"]')).to_have_attribute("data-chosen", "")
    expect(page.locator(".inspector .remark")).to_contain_text("一个单元格中有多个数")
    page.locator("#language").click()
    page.locator(".problems summary").click()
    expect(page.locator(".problems li")).to_contain_text("holds several numbers")
