"""Forms and tables that leave the ledger, read back as a program and a person would."""

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from application.exports.sheets import Cell, SheetOverflow
from application.exports.template import Column, write_table, write_template
from application.imports.files import lines_of

COLUMNS = (
    Column("id_number", "身份证号码", True, "44070319530315021X"),
    Column("category", "人员类别", True, "soe_laid_off", ("soe_laid_off", "minimum_living")),
    Column("note", "备注", False, ""),
)


def parts_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_form_not_filled_in_brings_no_lines(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx", "register-worker", COLUMNS)
    assert list(lines_of(tmp_path / "t.xlsx")) == []
    book = CalamineWorkbook.from_path(tmp_path / "t.xlsx")
    assert book.get_sheet_by_name("register-worker").to_python() == [
        ["身份证号码", "人员类别", "备注"]
    ]
    assert book.sheets_metadata[1].visible == SheetVisibleEnum.Hidden
    assert book.get_sheet_by_name("_choices").to_python() == [["soe_laid_off"], ["minimum_living"]]


def test_a_form_keeps_what_is_typed_offers_choices_and_its_header_in_sight(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx", "register-worker", COLUMNS)
    parts = parts_of(tmp_path / "t.xlsx")
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert "<formula1>_choices!$B$1:$B$2</formula1>" in sheet
    assert 'prompt="44070319530315021X"' in sheet
    assert 'state="frozen"' in sheet
    assert 'formatCode="@"' in parts["xl/styles.xml"]
    assert all("style=" in column for column in sheet.split("<col ")[1:])


def test_a_table_keeps_numbers_as_numbers_and_text_as_text(tmp_path: Path) -> None:
    row: list[Cell] = [
        "44070319530315021X",
        440703195303150211,
        Decimal("66.67"),
        4,
        "=1+1",
        "http://a.cn",
    ]
    write_table(tmp_path / "t.xlsx", "再就业率: 2004/12", list("abcdefg"), [[*row, None], [True]])
    book = CalamineWorkbook.from_path(tmp_path / "t.xlsx")
    assert book.sheet_names == ["再就业率  2004 12"]
    assert book.get_sheet_by_index(0).to_python()[1:] == [
        ["44070319530315021X", "440703195303150211", 66.67, 4.0, "=1+1", "http://a.cn", ""],
        [True, "", "", "", "", "", ""],
    ]
    assert "<f>" not in parts_of(tmp_path / "t.xlsx")["xl/worksheets/sheet1.xml"]


def test_what_a_sheet_cannot_hold_is_not_left_out_in_silence(tmp_path: Path) -> None:
    with pytest.raises(SheetOverflow, match="row 2, column 1"):
        write_table(tmp_path / "t.xlsx", "t", ["a"], [["x" * 32_768]])


def test_names_and_numbers_of_people_lie_in_no_folder_for_files_that_nobody_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_asked: object) -> None:
        raise AssertionError("a file for a while")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    write_table(tmp_path / "t.xlsx", "名单", ["姓名"], [["陈建国"]])
    assert (tmp_path / "t.xlsx").stat().st_size > 0
