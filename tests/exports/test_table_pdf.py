"""A statistics table on paper."""

from decimal import Decimal

from application.exports.documents import table_pdf
from application.exports.tables import Column, Row, Table
from tests.exports.papers import fonts, pages, sizes, whole
from tests.exports.test_statistics import COLUMNS, ROWS, TABLE


def table(*rows: Row, columns: tuple[Column, ...] = COLUMNS) -> Table:
    return Table("统计表", columns, rows, page_line="第 {page} 页 共 {pages} 页")


def test_everything_that_stands_in_the_table_stands_on_the_paper() -> None:
    told = whole(table_pdf(TABLE))
    words = [TABLE.title, *TABLE.head_line, *TABLE.notes, *TABLE.signatures]
    words += [head for column in COLUMNS for head in (column.head, column.above)]
    for word in words:
        assert "".join(word.split()) in told
    assert "合计30020066.67+0.31蓬江区1007070.00-0.31其中：大龄10770.00—" in told
    assert "第1页共1页A&B" in told


def test_the_heads_stand_on_each_page_and_pages_are_counted() -> None:
    sheets = pages(table_pdf(table(*ROWS * 40)))
    assert len(sheets) > 2
    for number, text in enumerate(sheets, 1):
        assert "应就业人数再就业人数再就业率（%）" in text
        assert f"第{number}页共{len(sheets)}页" in text
    assert "统计表" not in sheets[1]


def test_the_signature_line_stands_once_at_the_end() -> None:
    signed = Table("表", COLUMNS, ROWS * 40, signatures=["单位负责人：", "审核人："])
    sheets = pages(table_pdf(signed))
    assert "单位负责人：审核人：" in sheets[-1]
    assert all("审核人" not in text for text in sheets[:-1])


def test_paper_is_a4_and_lies_on_its_side_for_a_wide_table() -> None:
    narrow = table(columns=(Column("单位"), Column("人数", "number")))
    assert sizes(table_pdf(narrow)) == [(210, 297)]
    wide = table(columns=tuple(Column(f"第{place}栏的名称") for place in range(24)))
    assert sizes(table_pdf(wide)) == [(297, 210)]


def test_text_is_never_taken_for_a_template() -> None:
    text = '#panic("x") $a$ *b* _c_ `d` @e <f> \\g // h /* i */ "]}'
    told = whole(table_pdf(table(Row([text, 1, 1, None, None]))))
    for word in ('#panic("x")', "$a$", "*b*", "_c_", "`d`", "@e", "<f>", "\\g", "//h", "/*i*/"):
        assert word in told


def test_the_same_table_gives_the_same_bytes() -> None:
    assert table_pdf(TABLE) == table_pdf(TABLE)
    assert b"/CreationDate" not in table_pdf(TABLE)


def test_no_fonts_of_the_machine_are_used() -> None:
    content = table_pdf(table(Row(["א Ω 江門 é", 1, 1, Decimal("1.00"), None])))
    assert {name.partition("-")[0] for name in fonts(content)} <= {"NotoSansSC", "NotoSerifSC"}


def test_a_table_of_one_level_has_one_row_of_heads() -> None:
    plain = table(Row(["甲", 1]), columns=(Column("单位"), Column("人数", "number")))
    assert "单位人数甲1" in whole(table_pdf(plain))
