"""What may be brought by the pages, and every file that may not: one clear sentence each."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from fastapi import FastAPI
from python_calamine import CalamineWorkbook

from application.imports.files import Line
from application.imports.reading import REASONS
from interfaces.files.reading import lines_in
from interfaces.http.limits import Limits
from interfaces.http.office import Office
from interfaces.server import create_app
from tests.imports.files_at_hand import SHEET, sheet_xml, with_part
from tests.web.imports_at_hand import brought, cells, file_name, people, tally, workbook
from tests.web.visitor import Visitor

ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)
REGISTER = b'{"command": "register-worker"}\n'


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.csv", b"", "文件是空的"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "不能导入这种文件（.png）"),
        ("表.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 64, "不是 xlsx 工作簿"),
        ("表.xlsx", b"just text", "不是 xlsx 工作簿"),
        ("文.csv", b"%PDF-1.4\n", "不是文本"),
        ("文.csv", b"name\n\x00\n", "不是文本"),
        ("文.csv", "姓名\n陈\n".encode("utf-16"), "编码不对"),
        ("文.csv", "姓名\n陈建国\n".encode(), "没有说明办理什么事项"),
        ("登记.csv", ("a," * 300 + "\n1\n").encode(), "列数过多"),
        ("登记.csv", "姓名,姓名\n陈,国\n".encode(), "重复的列：姓名"),
        ("史.jsonl", b'[{"command": 1}]\n', "不是 JSON Lines"),
        ("史.jsonl", REGISTER + b'{"command": "close', "第2行中断"),
        ("史.jsonl", REGISTER + b'{"note": "%s"}\n' % (b"x" * 70_000), "第2行内容过长"),
        ("无后缀", b"name\n", "不能导入这种文件"),
    ],
)
def test_an_unusable_file_is_told_in_one_sentence(
    clerk: Visitor, name: str, content: bytes, words: str
):
    refused = brought(clerk, content, name)
    assert words in refused.main.one("div", class_="wrong").text
    assert not refused.main.all("dl")
    assert clerk.open("/import").form("上传并检查").tag == "form"


def test_a_form_that_is_not_filled_in_is_told(clerk: Visitor):
    for content, name in ((workbook([]), "登记.xlsx"), ("姓名\n\n".encode(), "登记.csv")):
        shown = brought(clerk, content, name)
        assert "没有要办理的行" in shown.main.one("p", class_="warn").text


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("docProps/app.xml", b" " * 3_000_000, "展开后过大"),
        (SHEET, sheet_xml(b'<row r="1"><c r="XFD1048576"><v>1</v></c></row>'), "展开后过大"),
        (SHEET, sheet_xml(b'<row r="1"><c r="A9999999"><v>1</v></c></row>'), "已损坏"),
        (SHEET, ENTITIES, "没有说明办理什么事项"),
        ("xl/workbook.xml", b"<", "已损坏"),
    ],
)
def test_a_workbook_made_to_break_its_reader_breaks_nothing(
    clerk: Visitor, tmp_path: Path, part: str, content: bytes, words: str
):
    made = with_part(tmp_path / "made.xlsx", part, content).read_bytes()
    refused = brought(clerk, made, "名单.xlsx")
    if part == SHEET and content == ENTITIES:
        assert "aaaaaaaaaa" not in refused.text
    else:
        assert words in refused.main.one("div", class_="wrong").text


def test_a_workbook_is_known_by_what_is_in_it(clerk: Visitor):
    assert tally(brought(clerk, workbook(people(2)), "名单.csv")) == [2, 0, 0]


def test_no_file_is_a_plain_request_for_one(clerk: Visitor):
    refused = clerk.post("/import")
    assert (refused.status, "请先选择要导入的文件" in refused.text) == (422, True)


@pytest.fixture
def narrow(office: Office) -> FastAPI:
    """A server that takes files up to 20,000 bytes, and other bodies up to 2,000."""
    return create_app(Office(office.tracker, office.accounts, Limits(body=2_000, file=20_000)))


def test_a_file_may_be_larger_than_any_other_body(narrow: FastAPI):
    clerk = Visitor(narrow).sign_in("clerk")
    content = workbook(people(3))
    assert 2_000 < len(content) < 20_000
    assert tally(brought(clerk, content)) == [3, 0, 0]


def test_a_file_over_the_limit_is_refused_before_it_is_kept(narrow: FastAPI):
    clerk = Visitor(narrow).sign_in("clerk")
    little_over = clerk.post("/import", files={"file": ("a.csv", b"x" * 20_100)})
    assert (little_over.status, "文件太大" in little_over.text) == (422, True)
    far_over = clerk.post("/import", files={"file": ("a.csv", b"x" * 40_000)})
    assert far_over.status == 413


@pytest.mark.parametrize("path", ["/language", "/import/template", "/imports", "/import/"])
def test_no_other_path_takes_a_large_body(narrow: FastAPI, path: str):
    clerk = Visitor(narrow).sign_in("clerk")
    assert clerk.post(path, to="x" * 3_000).status == 413


def test_who_is_not_signed_in_brings_nothing(app: FastAPI, office: Office):
    shown = Visitor(app).post("/import", files={"file": ("a.csv", b"x" * 100)})
    assert (shown.status, shown.heading) == (401, "登录")


def test_a_file_from_a_page_of_another_site_is_not_taken(clerk: Visitor):
    answer = clerk.client.post(
        "/import", files={"file": ("a.csv", b"x")}, headers={"Origin": "http://evil.test"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(("to", "button"), [("zh", "下载模板"), ("en", "Download the template")])
def test_a_template_filled_in_is_read_back(
    signed_in: Callable[[str], Visitor], tmp_path: Path, to: str, button: str
):
    clerk = signed_in("clerk")
    clerk.post("/language", to=to)
    taken = clerk.press(clerk.open("/import"), button, command="register-worker")
    (headings, *nothing) = cells(taken.response.content)
    assert nothing == []
    filled = tmp_path / "filled.xlsx"
    title = file_name(taken).removesuffix(".xlsx")
    filled.write_bytes(workbook([headings], [str(each) for each in headings], title))
    (line,) = lines_in(filled, None, 1 << 20)()
    assert isinstance(line, Line)
    assert line.fields["command"] == "register-worker"
    assert {"id_number", "category", "station", "effective_on"} <= line.fields.keys()
    assert not set(REASONS) & line.fields.keys()


def test_a_template_offers_words_and_the_stations_of_the_area(clerk: Visitor, reviewer: Visitor):
    def offered(visitor: Visitor) -> str:
        taken = visitor.open("/import/template", command="register-worker")
        return str(cells_of_choices(taken.response.content))

    assert "国有企业下岗职工" in offered(clerk) and "soe_laid_off" not in offered(clerk)
    assert "白沙街道" in offered(clerk) and "潮连街道" not in offered(clerk)
    assert "潮连街道" in offered(reviewer) and "会城街道" not in offered(reviewer)


def cells_of_choices(content: bytes) -> object:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return book.get_sheet_by_name("_choices").to_python()


def test_templates_are_of_the_commands_that_one_may_bring(clerk: Visitor, reviewer: Visitor):
    assert clerk.open("/import/template", command="issue-certificate").status == 404
    assert reviewer.open("/import/template", command="issue-certificate").status == 200
    assert reviewer.open("/import/template", command="set-parameter").status == 404
    assert reviewer.open("/import/template", command="no-such").status == 404
