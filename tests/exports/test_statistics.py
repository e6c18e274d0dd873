"""A statistics table and a plain list as workbooks."""

from datetime import UTC, date, datetime
from decimal import Decimal
from time import perf_counter

import pytest

from application.exports.sheets import SheetOverflow, sheet_name
from application.exports.statistics import workbook_of
from application.exports.tables import Column, Row, Table
from tests.exports.workbooks import formulas, merged, parts, sheet, sheet_names, shown

COLUMNS = (
    Column("单位"),
    Column("应就业人数", "number", "下岗失业人员", summed=True),
    Column("再就业人数", "number", "下岗失业人员", summed=True),
    Column("再就业率（%）", "rate", "下岗失业人员", ratio=(2, 1)),
    Column("比上年增减", "change"),
)
ROWS = (
    Row(["合计", 300, 200, Decimal("66.67"), Decimal("0.31")], total=True),
    Row(["蓬江区", 100, 70, Decimal("70.00"), Decimal("-0.31")]),
    Row(["其中：大龄", 10, 7, Decimal("70.00"), None], depth=1),
    Row(["江海区", 200, 130, Decimal("65.00"), Decimal("0.00")]),
)
TABLE = Table(
    "再就业工作统计表",
    COLUMNS,
    ROWS,
    head_line=("填报单位：江门市", "报表期：2004年下半年", "计量单位：人"),
    notes=["指标口径：JM-2003", "统计时点：2005-01-05"],
    signatures=["单位负责人：", "审核人：", "制表人：", "填报日期："],
    page_line="第 {page} 页 共 {pages} 页 A&B",
)
LIST = (Column("姓名"), Column("身份证号码", "identity"), Column("出生日期", "day"), Column("备注"))


def listed(*rows: list[object], columns: tuple[Column, ...] = LIST) -> bytes:
    return workbook_of(Table("名单", columns, [Row(row) for row in rows]))  # type: ignore[arg-type]


def test_the_sheet_stands_as_the_page_does() -> None:
    content = workbook_of(TABLE)
    rows = shown(content)
    assert rows[0] == ["再就业工作统计表", "", "", "", ""]
    assert [text for text in rows[1] if text] == list(TABLE.head_line)
    assert rows[2] == ["单位", "下岗失业人员", "", "", "比上年增减"]
    assert rows[3] == ["", "应就业人数", "再就业人数", "再就业率（%）", ""]
    assert rows[4] == ["合计", 300, 200, 66.67, 0.31]
    assert rows[6] == ["其中：大龄", 10, 7, 70, ""]
    assert [text for row in rows[8:10] for text in row if text] == list(TABLE.notes)
    assert [text for text in rows[10] if text] == list(TABLE.signatures)
    assert {"A1:E1", "A3:A4", "B3:D3", "E3:E4"} <= merged(content)


def test_a_total_is_the_sum_of_its_rows_but_never_of_those_within_them() -> None:
    found = formulas(workbook_of(TABLE))
    assert found["B5"] == "SUM(B6,B8)"
    assert found["C5"] == "SUM(C6,C8)"
    assert "E5" not in found


def test_rates_are_worked_out_from_their_two_counts_also_in_the_total() -> None:
    found = formulas(workbook_of(TABLE))
    assert found["D5"] == 'IF(B5=0,"",ROUND(100*C5/B5,2))'
    assert found["D7"] == 'IF(B7=0,"",ROUND(100*C7/B7,2))'


def test_a_total_over_more_than_is_listed_stays_the_number_that_was_shown() -> None:
    rows = (Row(["合计", 400, 200, Decimal("50.00"), None], total=True), *ROWS[1:])
    content = workbook_of(Table("表", COLUMNS, rows))
    assert "B4" not in formulas(content)
    assert shown(content)[3] == ["合计", 400, 200, 50, ""]


def test_a_rate_that_is_not_its_two_counts_stays_the_number_that_was_shown() -> None:
    content = workbook_of(Table("表", COLUMNS, [Row(["甲", 3, 1, Decimal("33.34"), None])]))
    assert formulas(content) == {}
    assert shown(content)[3] == ["甲", 3, 1, 33.34, ""]


def test_each_of_two_totals_adds_the_rows_below_it() -> None:
    columns = (Column("单位"), Column("人数", "number", summed=True))
    rows = [Row(["一、合计", 3], total=True), Row(["其中：女", 1], depth=1), Row(["甲", 3])]
    rows += [Row(["二、合计", 9], total=True), Row(["乙", 4]), Row(["丙", 5])]
    assert formulas(workbook_of(Table("表", columns, rows))) == {
        "B3": "SUM(B5)",
        "B6": "SUM(B7:B8)",
    }


def test_a_total_without_rows_is_a_plain_number() -> None:
    columns = (Column("单位"), Column("人数", "number", summed=True))
    table = Table("表", columns, [Row(["合计", 0], total=True)])
    assert formulas(workbook_of(table)) == {}


def test_changes_carry_their_sign_and_rates_two_decimals() -> None:
    styles = parts(workbook_of(TABLE))["xl/styles.xml"]
    assert 'formatCode="+0.00;-0.00;0.00"' in styles
    assert 'formatCode="0.00"' in styles
    assert 'formatCode="#,##0"' in styles


def test_numbers_of_people_stay_text_and_days_are_days() -> None:
    content = listed(["陈建国", "44070319530315021X", date(1953, 3, 15), None])
    assert shown(content)[2] == ["陈建国", "44070319530315021X", date(1953, 3, 15), ""]
    told = listed(["陈建国", "", "1953-03-15", "2004-06-01"], ["", "", "1899-12-31", ""])
    assert [row[2:] for row in shown(told)[2:]] == [
        [date(1953, 3, 15), "2004-06-01"],
        ["1899-12-31", ""],
    ]
    columns = (Column("电话", "identity"), Column("办理", "day"))
    moment, early = datetime(2005, 1, 1, 8, tzinfo=UTC), date(1899, 12, 31)
    assert shown(listed([13800138000, moment], ["0750", early], columns=columns))[2:] == [
        ["13800138000", "2005-01-01T08:00:00+00:00"],
        ["0750", "1899-12-31"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "http://a.cn", "{=1}", "0012"])
def test_text_is_never_taken_for_anything_else(text: str) -> None:
    content = listed([text, text, text, text])
    assert shown(content)[2] == [text] * 4
    assert formulas(content) == {}


def test_heads_title_and_signatures_are_never_formulas_either() -> None:
    table = Table("=1", [Column("=2", above="=3"), Column("=4", above="=3")], [], ("=5", "", ""))
    content = workbook_of(table)
    assert formulas(content) == {}
    assert [text for row in shown(content) for text in row if text] == [
        "=1",
        "=5",
        "=3",
        "=2",
        "=4",
    ]


def test_paper_is_a4_with_the_heads_on_every_page_and_pages_counted() -> None:
    content = workbook_of(TABLE)
    written = sheet(content)
    assert 'paperSize="9"' in written
    assert 'fitToHeight="0"' in written
    assert "landscape" not in written
    assert "<oddFooter>&amp;C第 &amp;P 页 共 &amp;N 页 A&amp;&amp;B</oddFooter>" in written
    assert "$3:$4" in parts(content)["xl/workbook.xml"]
    wide = Table("表", [Column(f"第{place}栏的名称") for place in range(20)], [])
    assert 'orientation="landscape"' in sheet(workbook_of(wide))


def test_heads_and_names_stay_in_sight() -> None:
    assert 'topLeftCell="B5"' in sheet(workbook_of(TABLE))


def test_those_within_a_row_are_indented() -> None:
    assert 'indent="1"' in parts(workbook_of(TABLE))["xl/styles.xml"]


def test_columns_are_wide_enough_for_chinese() -> None:
    content = listed(["江门市蓬江区环市街道劳动保障事务所", "", None, None])
    assert '<col min="1" max="1" width="36.7' in sheet(content)


def test_a_table_of_one_column_keeps_its_head_line_together() -> None:
    table = Table("表", [Column("姓名")], [], ("填报单位：甲", "报表期：乙", ""))
    assert shown(workbook_of(table))[1] == ["填报单位：甲\u3000\u3000报表期：乙"]


def test_a_sheet_is_called_what_a_sheet_may_be_called() -> None:
    assert sheet_names(workbook_of(Table("下岗/失业[人员]:?*", LIST, []))) == ["下岗 失业 人员"]
    assert sheet_name("History") == "1"
    assert sheet_name("''") == "1"
    assert sheet_name("\U00020000" * 20) == "\U00020000" * 15
    assert sheet_name("台帐" * 20) == ("台帐" * 20)[:31]


def test_more_rows_than_a_sheet_has_are_refused() -> None:
    with pytest.raises(SheetOverflow, match="1048572 rows"):
        workbook_of(Table("名单", LIST, [Row(["陈", "", None, None])] * 1_048_572))


def test_text_longer_than_a_cell_is_refused() -> None:
    with pytest.raises(SheetOverflow):
        listed(["长" * 32_768, "", None, None])


def test_a_long_list_does_not_keep_anybody_waiting() -> None:
    columns = (*LIST, Column("人数", "number"), Column("户籍地"), Column("类别"), Column("状态"))
    row = ["陈建国", "44070319530315021X", date(1953, 3, 15), "", 7, "环市街道", "下岗", "登记"]
    started = perf_counter()
    listed(*[row] * 5_000, columns=columns)
    assert perf_counter() - started < 3
