"""Bringing a file by the pages: checked, looked at, confirmed, put right and brought again."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from application.tracker import CaseTracker
from tests.api.requests import OTHER_STATION
from tests.web.imports_at_hand import (
    FIVE_BAD,
    bad_rows,
    brought,
    cells,
    file_name,
    mended,
    on_the_ledger,
    people,
    settled,
    tally,
    with_five_bad,
    workbook,
)
from tests.web.visitor import PASSWORD, Visitor

SignIn = Callable[[str], Visitor]


def test_the_good_rows_are_written_and_the_five_bad_ones_put_right(
    clerk: Visitor, tracker: CaseTracker
):
    rows = people(200)
    checked = brought(clerk, workbook(with_five_bad(rows)))
    assert tally(checked) == [195, 0, 5]
    told = bad_rows(checked)
    assert [number for number in FIVE_BAD if told[number].startswith(FIVE_BAD[number])] == [*told]
    assert "不在您的辖区" in told[101]
    assert "国有企业下岗职工" in told[51] and "soe_laid_off" not in told[51]
    assert on_the_ledger(tracker) == 0

    written = settled(clerk, clerk.press(checked, "写入正确的195行"))
    assert "已写入195行" in written.text
    assert on_the_ledger(tracker) == 195
    assert clerk.open("/people", q="林秀").main.all("div", id="found")

    taken = clerk.open(written.link("下载有误的行"))
    assert file_name(taken) == "有误的行-登记.xlsx"
    assert "soe_laid_off" not in str(cells(taken.response.content))
    right = mended(taken.response.content, {number: rows[number - 2] for number in FIVE_BAD})
    again = brought(clerk, right, "改正.xlsx")
    assert tally(again) == [5, 0, 0]
    settled(clerk, clerk.press(again, "写入全部5行"))
    assert on_the_ledger(tracker) == 200


def test_bad_rows_come_back_unmended_as_bad_as_they_were(clerk: Visitor):
    checked = brought(clerk, workbook(with_five_bad(people(200))))
    bad = clerk.open(checked.link("下载有误的行")).response.content
    clerk.press(checked, "取消，不写入")
    again = brought(clerk, bad, "原样.xlsx")
    assert tally(again) == [0, 0, 5]
    assert "每一行都有误" in again.text


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_bad_lines_of_text_files_are_kept_as_they_stood(clerk: Visitor, kind: str):
    bad = {
        "csv": '姓名,备注\n陈建国,"x"y\n'.encode("gb18030"),
        "jsonl": b'{"command": "close-case", oh}\n',
    }
    checked = brought(clerk, bad[kind], f"register-worker.{kind}")
    taken = clerk.open(checked.link("下载有误的行"))
    assert file_name(taken) == f"有误的行-register-worker.{kind}"
    text = taken.response.content.decode("utf-8-sig")
    assert ("oh}" if kind == "jsonl" else '陈建国,""x""y') in text
    assert ("error_reason" if kind == "jsonl" else "错误原因和办法") in text


def test_a_confirmation_sent_twice_writes_once(clerk: Visitor, tracker: CaseTracker):
    checked = brought(clerk, workbook(people(3)))
    settled(clerk, clerk.press(checked, "写入全部3行"))
    late = settled(clerk, clerk.press(checked, "写入全部3行"))
    assert tally(late) == [3, 0, 0]
    assert on_the_ledger(tracker) == 3


def test_the_same_file_brought_again_is_there_already(clerk: Visitor, tracker: CaseTracker):
    clerk.press(brought(clerk, workbook(people(3))), "写入全部3行")
    again = brought(clerk, workbook(people(3)), "另一份.xlsx")
    assert tally(again) == [0, 3, 0]
    assert "正确的行都已在台帐上" in again.text
    assert on_the_ledger(tracker) == 3


def test_the_first_good_rows_are_shown_as_they_will_be_read(clerk: Visitor):
    rows = people(8)
    checked = brought(clerk, workbook(rows))
    first = checked.main.one("div", aria_labelledby="good-title").one("tbody").all("tr")
    assert len(first) == 5
    assert "国有企业下岗职工" in first[0].text and "白沙街道" in first[0].text
    assert rows[0][0] not in checked.text
    assert rows[0][0][-4:] in first[0].text


def test_many_bad_rows_are_looked_at_page_by_page(clerk: Visitor):
    checked = brought(clerk, workbook(people(120, station="无此街道")))
    assert len(bad_rows(checked)) == 50
    last = clerk.open(clerk.open(checked.link("下一页")).link("下一页"))
    assert [*bad_rows(last)] == [*range(102, 122)]


def test_a_file_without_its_command_is_brought_as_the_one_that_is_chosen(clerk: Visitor):
    nameless = workbook(people(2), sheet="Sheet1")
    assert "没有说明办理什么事项" in brought(clerk, nameless, "名单.xlsx").text
    assert tally(brought(clerk, nameless, "名单.xlsx", command="register-worker")) == [2, 0, 0]


def test_each_line_needs_the_right_of_its_own_command(clerk: Visitor, reviewer: Visitor):
    lines = b'{"command": "refuse-certificate", "worker": "44070319530315021X", %s}\n' % (
        b'"reason": "x", "effective_on": "2005-02-01"'
    )
    assert "right-missing" not in (told := bad_rows(brought(clerk, lines, "a.jsonl"))[1])
    assert told != bad_rows(brought(reviewer, lines, "a.jsonl"))[1]


def test_rows_outside_the_area_are_refused_row_by_row(signed_in: SignIn, tracker: CaseTracker):
    content = workbook(people(2) + people(5, OTHER_STATION)[2:])
    assert tally(brought(signed_in("clerk"), content)) == [2, 0, 3]
    assert tally(brought(signed_in("stranger"), content)) == [3, 0, 2]
    assert tally(brought(signed_in("reviewer"), content)) == [5, 0, 0]
    elsewhere = brought(signed_in("elsewhere"), content)
    assert tally(elsewhere) == [0, 0, 5]
    assert all("辖区（江海区）" in words for words in bad_rows(elsewhere).values())
    assert on_the_ledger(tracker) == 0


@pytest.mark.parametrize("name", ["office", "auditor", "admin"])
def test_who_does_no_station_work_brings_no_files(app: FastAPI, name: str):
    visitor = Visitor(app)
    visitor.press(visitor.open("/sign-in"), "登录", name=name, password=PASSWORD)
    assert visitor.open("/import").status == 403
    assert visitor.post("/import", files={"file": ("a.csv", b"x")}).status == 403


def test_a_file_is_dealt_with_by_whoever_brought_it(signed_in: SignIn, tracker: CaseTracker):
    path = brought(signed_in("clerk"), workbook(with_five_bad(people(200)))).path
    assert signed_in("stranger").open(path).status == 403
    above = signed_in("reviewer").open(path)
    assert tally(above) == [195, 0, 5]
    assert not above.main.all("table") and not above.main.all("form")
    for act in ("/confirm", "/cancel"):
        assert signed_in("reviewer").post(path + act).status == 403
    assert signed_in("reviewer").open(path + "/bad-rows").status == 403
    assert "登记.xlsx" in signed_in("reviewer").open("/import").text
    assert "登记.xlsx" not in signed_in("stranger").open("/import").text
    assert on_the_ledger(tracker) == 0


def test_the_pages_are_in_english_for_whoever_reads_english(clerk: Visitor):
    clerk.post("/language", to="en")
    begin = clerk.open("/import")
    shown = clerk.press(
        begin, "Upload and check", files={"file": ("a.xlsx", workbook(with_five_bad(people(200))))}
    )
    checked = settled(clerk, shown)
    assert "Write the good lines (195)" in checked.text
    assert bad_rows(checked)[201].startswith("Name :")


def test_the_list_of_imports_leaves_as_a_workbook(clerk: Visitor):
    clerk.press(brought(clerk, workbook(people(2)), "第一份.xlsx"), "写入全部2行")
    book = clerk.open(clerk.open("/import").link("导出Excel")).response.content
    assert any("第一份.xlsx" in row and "已写入" in row for row in cells(book))
