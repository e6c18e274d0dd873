"""Workbooks as people fill them in."""

from datetime import date, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
import xlsxwriter

from application.imports import workbooks
from application.imports.files import BadLine, Line, UnusableFile
from tests.imports.files_at_hand import (
    SHEET,
    fields,
    read,
    refusal,
    sheet_xml,
    table,
    with_part,
    workbook,
)

HEADERS = {"姓名": "name", "命令": "command", "身份证号码": "id_number"}


def _every_kind_of_cell(book: xlsxwriter.Workbook) -> None:
    page = book.add_worksheet("register-worker")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    names = ["姓名", "birth_date", "effective_on", "hours", "monthly_wage", "passed"]
    page.write_row(2, 1, [*names, "recorded_at", "year", "note", "name2"])
    page.write_string(5, 1, " 陈建国　")
    page.write_datetime(5, 2, date(1953, 3, 15), day)
    page.write_number(5, 3, 20030630)
    page.write_number(5, 4, 40)
    page.write_number(5, 5, 620.5)
    page.write_boolean(5, 6, False)
    page.write_datetime(5, 7, datetime.fromisoformat("2003-06-30T09:30"), day)
    page.write_formula(5, 8, "=2000+3", None, 2003)
    page.write_formula(5, 9, '="a"', None, "a")
    page.write_blank(5, 10, None, day)


def test_cells_become_text_as_the_commands_take_it(tmp_path: Path) -> None:
    line = read(workbook(tmp_path / "w.xlsx", _every_kind_of_cell), headers=HEADERS)[0]
    assert line == Line(
        6,
        {
            "name": "陈建国",
            "birth_date": "1953-03-15",
            "effective_on": "2003-06-30",
            "hours": "40",
            "monthly_wage": "620.5",
            "passed": False,
            "recorded_at": "2003-06-30T09:30:00",
            "year": "2003",
            "note": "a",
            "command": "register-worker",
        },
        "register-worker",
    )


@pytest.mark.parametrize("field", ["身份证号码", "worker", "certificate_no", "phone"])
def test_an_identity_number_kept_as_a_number_is_told_with_its_column(
    tmp_path: Path, field: str
) -> None:
    path = table(tmp_path / "w.xlsx", ["note", field], ["a", 440703195303150211], ["b", 1380013])
    bad, good = read(path, headers=HEADERS)
    field = HEADERS.get(field, field)
    content: dict[str, object] = {"command": "register-worker", "note": "a"}
    content[field] = "4.40703195303150E+17"
    place: dict[str, object] = {"column": "B"}
    assert bad == BadLine(2, field, "number-as-float", place, "register-worker", content)
    assert isinstance(good, Line)
    assert good.fields[field] == "1380013"


def test_a_long_number_elsewhere_is_no_fault(tmp_path: Path) -> None:
    path = table(tmp_path / "w.xlsx", ["value"], [440703195303150211])
    assert fields(path)[0]["value"] == "440703195303150208"


def test_each_sheet_that_names_a_command_is_read_and_no_other(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for sheet in ("说明", "register-worker", "命令表", "空", "close-case"):
            page = book.add_worksheet(sheet)
            if sheet != "空":
                page.write_row(0, 0, ["命令" if sheet == "命令表" else "姓名", "note"])
                page.write_row(1, 0, ["enrol-in-training", sheet])
        page.hide()

    path = workbook(tmp_path / "w.xlsx", fill)
    assert [(row["command"], row["note"]) for row in fields(path, headers=HEADERS)] == [
        ("register-worker", "register-worker"),
        ("enrol-in-training", "命令表"),
    ]


def test_a_sheet_of_any_name_is_read_when_the_caller_names_the_command(tmp_path: Path) -> None:
    path = table(tmp_path / "w.xlsx", ["note"], ["a"], sheet="Sheet1")
    assert fields(path, command="close-case") == [{"note": "a", "command": "close-case"}]
    assert refusal(path) == "no-command"
    assert refusal(table(path, sheet="Sheet1"), command="close-case") == "no-command"


def test_a_sheet_with_headings_is_not_left_out_in_silence(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for sheet in ("register-worker", "Sheet2", "汇总"):
            page = book.add_worksheet(sheet)
            page.write_row(0, 0, ["街道", "人数"] if sheet == "汇总" else ["姓名", "身份证号码"])
            page.write_row(1, 0, ["a", "1"])

    path = workbook(tmp_path / "w.xlsx", fill)
    with pytest.raises(UnusableFile) as refused:
        read(path, headers=HEADERS)
    assert (refused.value.code, refused.value.facts) == (
        "sheet-without-command",
        {"sheet": "Sheet2"},
    )
    told = read(path, headers=HEADERS, command="register-worker")
    assert [line.sheet for line in told] == ["register-worker", "Sheet2"]


def test_headings_and_titles_are_known_however_they_are_spaced(tmp_path: Path) -> None:
    path = table(
        tmp_path / "w.xlsx", ["姓 名", "身份证\n号码 ", "No\nte"], ["a", "1", "b"], sheet="登记 "
    )
    lines = fields(path, headers=HEADERS, titles={"登记": "register-worker"})
    assert lines == [{"name": "a", "id_number": "1", "No te": "b", "command": "register-worker"}]


def test_a_title_may_stand_above_the_header_row(tmp_path: Path) -> None:
    path = table(
        tmp_path / "w.xlsx",
        ["白沙街道下岗失业人员登记表"],
        [],
        ["填表人", "李小梅"],
        ["姓名", "身份证号码"],
        ["陈建国", "1"],
    )
    (line,) = read(path, headers=HEADERS)
    assert (line.number, line.fields) == (
        5,
        {"name": "陈建国", "id_number": "1", "command": "register-worker"},
    )


def test_the_only_sheet_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Mock(wraps=workbooks._filled_rows)
    monkeypatch.setattr(workbooks, "_filled_rows", opened)
    path = table(tmp_path / "w.xlsx", ["note"], ["a"], sheet="Sheet1")
    assert len(fields(path, command="close-case")) == 1
    assert opened.call_count == 1


def test_a_cell_under_no_heading_is_not_lost_in_silence(tmp_path: Path) -> None:
    lines = read(table(tmp_path / "w.xlsx", ["a", "", "b"], ["1", "2"], ["1", "", "3", "4"]))
    assert [line.problem for line in lines if isinstance(line, BadLine)] == [
        "cell-without-heading"
    ] * 2
    assert [line.facts["column"] for line in lines if isinstance(line, BadLine)] == ["B", "D"]


def test_headings_are_one_each_and_not_too_many(tmp_path: Path) -> None:
    assert refusal(table(tmp_path / "w.xlsx", ["姓名", "name"]), headers=HEADERS) == (
        "duplicate-column"
    )
    wide = table(tmp_path / "w.xlsx", [f"c{n}" for n in range(201)])
    assert refusal(wide) == "too-many-columns"
    assert read(wide, max_columns=201) == []


def test_more_rows_than_allowed_are_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "w.xlsx", ["a"], ["1"], [""], ["2"], ["3"])
    assert len(read(path, max_rows=3)) == 3
    assert refusal(path, max_rows=2) == "too-many-rows"


def test_a_sheet_formatted_to_its_last_cell_is_no_bigger_for_it(tmp_path: Path) -> None:
    rows = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c r="XFD1" s="0"/></row>'
        b'<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c></row>'
        b'<row r="1048576"><c r="A1048576" s="0"/></row>'
    )
    path = with_part(tmp_path / "w.xlsx", SHEET, sheet_xml(rows))
    assert fields(path) == [{"name": "x", "command": "register-worker"}]


def test_a_number_that_is_none_ends_in_no_error(tmp_path: Path) -> None:
    rows = (
        b'<row r="1"><c r="A1" t="str"><v>hours</v></c><c r="B1" t="str"><v>worker</v></c></row>'
        b'<row r="2"><c r="A2"><v>NaN</v></c></row><row r="3"><c r="B3"><v>inf</v></c></row>'
    )
    lines = read(with_part(tmp_path / "w.xlsx", SHEET, sheet_xml(rows)))
    assert isinstance(lines[0], Line)
    assert isinstance(lines[1], BadLine)
