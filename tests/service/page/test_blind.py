"""Labels typed blind beside the page: tables, projects, a second reader, and how far two agree."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from extractor.corpora.label import parse_label
from extractor.document.document import Document
from extractor.document.wire import to_json
from extractor.pipeline import extract
from extractor.service.review.readings import agreement
from tests.service.review.small_service import SmallService


@pytest.fixture
def wrong(site: SmallService, budget_path: Path, misprinted: Document) -> str:
    """The address of a misprinted document that no other test touches."""
    name = f"盲标{len(site.documents.stored)}.pdf"
    identity = site.documents.add(name, to_json(misprinted), budget_path.read_bytes())
    return f"{site.address}/#/document/{identity}"


def reading_of(address: str, reader: str) -> str:
    return f"/v1/documents/{address.rsplit('/', 1)[1]}/readings/{reader}"


def test_a_second_reader_types_blind_and_the_agreement_is_told(page: Page, wrong: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(wrong.replace("#/document/", "#/label/"))
    page.locator("#reader").fill("王二")
    page.locator("#mode-blind").click()
    page.locator(".blind .sheet img").wait_for()
    page.locator(".label-title").fill("部门收支总表")
    page.locator(".label-header-rows").fill("2")
    page.get_by_role("button", name="加行").click()
    grid = (("收 入", "<", "支出"), ("项目", "预算数", "^"), ("一、一般公共预算拨款收入", "1027.10", "^"))
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            page.locator(f'[data-typed="{row}.{column}"]').fill(text)
    for column, role in enumerate(("行的名称", "填报内容", "填报内容")):
        page.locator(".typed thead select").nth(column).select_option(label=role)
    page.locator("#save-label").click()
    expect(page.locator(".said")).to_contain_text("第 1 版")
    [table] = page.evaluate("url => fetch(url).then(answer => answer.json())", reading_of(wrong, "王二"))["tables"]
    assert [column["path"] for column in table["columns"]] == [["收入", "项目"], ["收入", "预算数"], ["支出"]]
    assert table["spans"] == [[0, 0, 1, 2], [0, 2, 3, 1]]
    assert table["rows"] == [{"values": ["一、一般公共预算拨款收入", "1027.10", "支出"]}]
    roles = {cell["text"]: cell["role"] for cell in table["cells"]}
    assert (roles["预算数"], roles["一、一般公共预算拨款收入"], roles["1027.10"]) == (
        "column_attribute",
        "row_attribute",
        "data",
    )
    page.get_by_role("button", name="继续我上次的标注").click()
    for row, texts in enumerate(grid):
        for column, text in enumerate(texts):
            expect(page.locator(f'[data-typed="{row}.{column}"]')).to_have_value(text.replace(" ", ""))
    document = wrong.rsplit("/", 1)[1]
    assert not [url for url in asked if url.endswith((f"/v1/documents/{document}", "/label"))]
    page.locator("#mode-agreement").click()
    page.locator("#second").select_option("王二")
    page.locator("#measure-agreement").click()
    # one typed row of nine is no table that the output has: nothing is compared, and nothing is called equal
    expect(page.locator(".labelling")).to_contain_text("仅第二份有：部门收支总表")
    expect(page.locator(".labelling")).not_to_contain_text("完全一致")


FACTS = {
    "name": "政务数据共享平台 运行维护",
    "code": "99010025P001RE210011F",
    "departmentCode": "901001",
    "departmentName": "示例市数据服务局本级",
    "budget.total": "128.00",
    "budget.fiscal": "1,28.00",
    "purpose": "保障共享平台全年不间断运行，支付线路、托管和技术服务费用",
    "objectives": "1.平台全年稳定运行，接口调用及时响应。\n2.完成两次应急演练并改进不足。",
}
INDICATORS = """产出指标\t数量指标\t新增共享目录\t年度内新增的数据共享目录数\t≥120条
^\t^\t应急演练次数\t年度内组织演练的次数\t2次
^\t质量指标\t平台可用率\t平台可用时间占全年时间的比例\t≥99.5%
^\t时效指标\t故障处理时限\t从报修到恢复的时间\t≤4小时
^\t成本指标\t预算控制数\t项目支出总额\t≤128万元
效益指标\t社会效益指标\t群众少跑腿\t通过核验减少的证明材料\t逐步减少
^\t可持续影响指标\t制度健全\t共享管理制度的完备程度\t持续完善
满意度指标\t服务对象满意度指标\t使用部门满意度\t接入部门对服务的满意程度\t≥90%"""
BASES = "年度计划\n年度计划\n服务合同\n服务合同\n预算批复\n工作方案\n工作方案\n问卷调查"
PLAN = "3月底\t25%\n6月底\t50%\n10月底\t80%\n12月底\t100%"
PASTE = """(field, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def typed_in(page: Page, field: str) -> str:
    return page.locator(f'[data-field="{field}"]').input_value()


def test_a_project_is_typed_blind_saved_by_keys_and_gone_on_with(page: Page, site: SmallService, demo: Path) -> None:
    """The form of the demonstration, typed as it is printed, comes to its true label, of which all facts agree."""
    truth = next((demo / "truth").glob("*目标.docx.json"))
    identity = site.documents.add("项目.docx", to_json(extract(next(demo.glob("*.docx")))), b"docx")
    page.goto(f"{site.address}/#/label/{identity}")
    page.locator("#reader").fill("甲")
    page.locator("#mode-blind").click()
    page.locator("#add-project").click()
    for field, text in FACTS.items():
        page.locator(f'[data-field="{field}"]').fill(text)
    page.locator('.label-project [data-field="unit"]').select_option("万元")
    cell = '[data-list="indicators"] [data-typed="{}"]'
    page.locator(cell.format("0.0")).evaluate(PASTE, INDICATORS)
    page.locator(cell.format("0.9")).evaluate(PASTE, BASES)
    expect(page.locator(cell.format("2.5"))).to_have_value("percentage")
    page.locator("summary", has_text="支出计划").click()
    page.locator('[data-list="plan"] [data-typed="0.0"]').evaluate(PASTE, PLAN)
    # what is not saved yet outlasts another view
    page.locator("#mode-agreement").click()
    page.locator("#mode-blind").click()
    assert typed_in(page, "name") == FACTS["name"]
    page.locator('[data-field="name"]').press("Control+s")
    expect(page.locator(".said")).to_contain_text("第 1 版")
    label = label_of(page, identity, "甲")
    assert label["tables"] == []
    [project] = label["projects"]
    assert agreement(("typed", label), ("truth", with_first_project(truth))).differences == ()
    assert [one["tier1"] for one in project["indicators"]][:6] == ["产出指标"] * 5 + ["效益指标"]
    assert project["indicators"][2]["target"] == {
        "raw": "≥99.5%", "kind": "percentage", "operator": ">=", "value": "99.5", "value_to": None, "unit": "%",
    }  # fmt: skip
    page.locator('[data-field="name"]').fill("另一个")
    page.get_by_role("button", name="继续我上次的标注").click()
    expect(page.locator('[data-field="name"]')).to_have_value("政务数据共享平台运行维护")
    assert typed_in(page, "objectives") == FACTS["objectives"]
    expect(page.locator(cell.format("7.4"))).to_have_value("≥90%")
    page.locator("#save-label").click()
    expect(page.locator(".said")).to_contain_text("第 2 版")
    assert label_of(page, identity, "甲") == label


def test_the_second_reader_of_a_project_differs_in_one_fact(page: Page, site: SmallService, demo: Path) -> None:
    identity = site.documents.add("两人.docx", to_json(extract(next(demo.glob("*.docx")))), b"docx")
    page.goto(f"{site.address}/#/label/{identity}")
    for reader, amount in (("甲", "128.00"), ("乙", "123.00")):
        page.locator("#reader").fill(reader)
        page.locator("#mode-blind").click()
        if reader == "甲":
            page.locator("#add-project").click()
        page.locator('[data-field="name"]').fill("政务数据共享平台运行维护")
        page.locator('[data-field="budget.total"]').fill(amount)
        indicator = page.locator('[data-list="indicators"] input')
        indicator.nth(2).fill("平台可用率")
        indicator.nth(2).press("Enter")
        expect(page.locator('[data-list="indicators"] [data-typed="1.2"]')).to_be_focused()
        page.keyboard.press("ArrowUp")
        indicator.nth(4).fill("?")
        page.locator("#save-label").click()
        expect(page.locator(".said")).to_contain_text(f"第 {('甲', '乙').index(reader) + 1} 版")
    page.locator("#mode-agreement").click()
    page.locator("#first").select_option("甲")
    page.locator("#second").select_option("乙")
    page.locator("#measure-agreement").click()
    found = page.locator(".labelling .grid tbody tr")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("budget.total")
    expect(found).to_contain_text("123.00")
    page.locator("#first").select_option("output")
    page.locator("#measure-agreement").click()
    expect(page.locator(".labelling")).to_contain_text("仅第一份有：")


def test_nobody_puts_another_label_of_the_same_name_out_of_sight(page: Page, wrong: str) -> None:
    page.goto(wrong.replace("#/document/", "#/label/"))
    page.locator("#reader").fill("王二")
    page.locator("#mode-blind").click()
    page.locator("#no-projects").check()
    page.locator("#save-label").click()
    expect(page.locator(".said")).to_contain_text("第 1 版")
    # the same name at another place
    identity = wrong.rsplit("/", 1)[1]
    label = label_of(page, identity, "王二")
    assert (label["tables"], label["projects"]) == ([], [])
    page.evaluate(PUT, [reading_of(wrong, "王二"), label])
    page.locator(".label-title").fill("收支总表")
    page.locator("#save-label").click()
    expect(page.locator(".said")).to_contain_text("“王二”的标注其间已有新版本")


PUT = """([address, label]) => fetch(address, {
  method: "PUT", body: JSON.stringify(label), headers: { "Content-Type": "application/json" },
})"""


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("≥5000件", ["quantity", ">=", "5000", "件"]),
        ("1,200.50 万元", ["quantity", "", "1200.50", "万元"]),
        ("≤8％", ["percentage", "<=", "8", "%"]),
        ("95百分比", ["percentage", "", "95", "%"]),
        ("10-20次", ["quantity", "", "10~20", "次"]),
        ("每月15日前", ["date", "<=", "每月15日", ""]),
        ("2024年12月底前", ["date", "<=", "2024年12月底", ""]),
        ("12月31日", ["date", "", "12月31日", ""]),
        ("12个月", ["quantity", "", "12", "个月"]),
        ("逐步提高", ["text", "", "", ""]),
        ("不少于3次", ["text", "", "", ""]),
        ("", ["", "", "", ""]),
    ],
)
def test_a_printed_target_proposes_its_parts(parting: Page, raw: str, parts: list[str]) -> None:
    made = parting.evaluate("raw => import('/page/modules/target_parts.js').then((found) => found.partsOf(raw))", raw)
    assert [made[name] for name in ("kind", "operator", "value", "unit")] == parts


@pytest.fixture(scope="module")
def parting(chromium: Browser, site: SmallService) -> Iterator[Page]:
    """A window in which the page's modules can be asked."""
    window = chromium.new_page()
    window.goto(site.address)
    yield window
    window.context.close()


def label_of(page: Page, identity: str, reader: str) -> dict[str, Any]:
    """The newest label of a reader, which keeps the format."""
    ask = "address => fetch(address).then((answer) => answer.json())"
    label: dict[str, Any] = page.evaluate(ask, f"/v1/documents/{identity}/readings/{reader}")
    parse_label(json.dumps(label), reader)
    return label


def with_first_project(truth: Path) -> dict[str, Any]:
    label = json.loads(truth.read_text(encoding="utf-8"))
    return {**label, "tables": [], "projects": label["projects"][:1]}
