"""A file of two hundred lines, five of them bad: looked at, written, put right, brought again."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.forms import control, press
from tests.browser.ways import both_ways
from tests.web.imports_at_hand import (
    FIVE_BAD,
    mended,
    on_the_ledger,
    people,
    with_five_bad,
    workbook,
)

pytestmark = pytest.mark.xdist_group("browser")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bring(page: Page, content: bytes, name: str) -> None:
    page.goto("/import")
    file = FilePayload(name=name, mimeType=EXCEL, buffer=content)
    control(page, "文件").set_input_files(file)
    press(page, "上传并检查")


@both_ways
def test_five_bad_lines_of_two_hundred_are_put_right_and_brought_again(signed_in, tracker):
    page, rows = signed_in("clerk"), people(200)
    bring(page, workbook(with_five_bad(rows)), "登记.xlsx")
    bad = page.get_by_role("region", name="有误的行")
    expect(bad.get_by_role("rowheader")).to_have_text([f"登记 {number}" for number in FIVE_BAD])
    assert on_the_ledger(tracker) == 0
    press(page, "写入正确的195行")
    expect(page.get_by_text("已写入195行")).to_be_visible()
    assert on_the_ledger(tracker) == 195

    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载有误的行").click()
    content = waiting.value.path().read_bytes()
    bring(page, mended(content, {number: rows[number - 2] for number in FIVE_BAD}), "改正.xlsx")
    press(page, "写入全部5行")
    expect(page.get_by_text("已写入5行")).to_be_visible()
    assert on_the_ledger(tracker) == 200
