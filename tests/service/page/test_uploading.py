"""Files into the list: chosen, dropped, followed to their end, refused; keys where the server asks for them."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.service.review.small_service import SmallService, served, small_service

WATCH_STAGES = """() => {
  window.stages = [];
  const look = () => stages.push(document.querySelector(".uploads .stage")?.textContent ?? "");
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


def test_a_file_is_sent_followed_and_opened(page: Page, site: SmallService, demo: Path) -> None:
    page.goto(site.address)
    page.locator(".drop").wait_for()
    page.evaluate(WATCH_STAGES)
    page.locator("#files").set_input_files(next(demo.glob("*.docx")))
    expect(page.locator(".uploads li.done")).to_contain_text("项目绩效目标.docx")
    stages = page.evaluate("() => stages")
    assert [stage for stage in ("上传中", "识别中", "完成") if any(stage in one for one in stages)] == [
        "上传中",
        "识别中",
        "完成",
    ]
    expect(page.locator("table.cards")).to_contain_text("示例市数据服务局")
    page.locator(".uploads a").click()
    page.locator("#tab-projects").click()
    expect(page.locator(".project").first).to_contain_text("预算")
    page.locator(".project .member").first.click()
    expect(page.locator(".inspector .value")).to_be_visible()


def test_files_can_be_dropped_anywhere_and_a_bad_one_says_why(page: Page, site: SmallService) -> None:
    page.goto(site.address)
    page.locator(".drop").wait_for()
    page.evaluate(
        """() => {
          const files = new DataTransfer();
          files.items.add(new File(["%PDF-1.7 broken"], "坏.pdf"));
          for (const name of ["dragover", "drop"])
            document.body.dispatchEvent(new DragEvent(name, { dataTransfer: files, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator(".uploads li.failed .problem")).not_to_be_empty()
    expect(page.locator("table.cards tr.failed").first).to_contain_text("坏.pdf")


def test_a_server_with_keys_asks_for_one(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page(locale="zh-CN")
    with served(small_service(tmp_path, key="geheim")) as service:
        page.goto(service.address)
        page.locator(".dialog input[name=key]").fill("falsch")
        page.locator(".dialog button.main").click()
        page.locator(".dialog input[name=key]").fill("geheim")
        page.locator(".dialog button.main").click()
        expect(page.locator(".documents .quiet")).to_have_text("尚无文件，请从上方拖入。")
        assert page.evaluate("() => [sessionStorage.length, JSON.stringify({...localStorage}).includes('geheim')]") == [
            1,
            False,
        ]
    page.context.close()
