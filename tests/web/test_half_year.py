"""半年报: the half-year table on the page, in a workbook and on paper."""

import pytest

from tests.exports.papers import sizes, whole
from tests.exports.workbooks import formulas, shown
from tests.web.half_years import ELSEWHERE, officer, people, table
from tests.web.reading import Element
from tests.web.visitor import Shown, Visitor

__all__ = ["officer", "people"]
TITLE = "2004年下半年再就业工作目标责任制统计表"


def chosen(page: Shown, name: str) -> str:
    options: list[Element] = page.main.one("select", name=name).all("option")
    return next(each.text for each in options if "selected" in each.attributes)


def test_the_last_half_that_is_over_is_reported(officer: Visitor):
    page = officer.open("/half-year")
    assert page.main.one("h2", **{"class": "sheet-title"}).text == TITLE
    assert (chosen(page, "year"), chosen(page, "half")) == ("2004", "下半年")
    for words in ("填报单位：江门市", "报表期：2004年下半年（2004-07-01至2004-12-31）"):
        assert words in page.text
    for name in ("单位负责人：", "审核人：", "制表人：", "填报日期："):
        assert name in page.text


def test_the_total_comes_first_and_rates_show_what_they_are_made_of(officer: Visitor):
    found = table(officer.open("/half-year"))
    assert list(found)[:3] == ["合计", "蓬江区", "江海区"]
    assert found["合计"][:8] == ["5", "2", "40.00＊", "66.67", "5", "2", "40.00＊", "80.00"]
    assert found["蓬江区"][:3] == ["2", "1", "50.00＊"]
    assert found["江海区"][:3] == ["3", "1", "33.33＊"]
    assert found["合计"][8:13] == ["—"] * 5


def test_what_was_recorded_after_the_cut_off_counts_only_when_asked_for(officer: Visitor):
    page = officer.open("/half-year")
    assert "统计时点：2005-01-05 23:59 以前记入台帐的事实。" in page.text
    later = officer.press(page, "统计", known="20050301")
    assert "统计时点：2005-03-01 12:00 以前" in later.text
    assert table(later)["合计"][:3] == ["5", "3", "60.00＊"]


def test_small_groups_are_marked_and_the_mark_is_explained(officer: Visitor):
    assert "＊ 分母不足30人，比率仅供参考。" in officer.open("/half-year").text


def test_a_unit_opens_the_table_of_the_units_below_it(officer: Visitor):
    county = officer.open(officer.open("/half-year").link("蓬江区"))
    assert "填报单位：蓬江区" in county.text
    assert table(county)["白沙街道"][:2] == ["2", "1"]
    street = officer.open(county.link("白沙街道"))
    assert "填报单位：蓬江区白沙街道" in street.text
    assert table(street)["白沙街道本级"][:2] == ["2", "1"]
    assert officer.open(street.link("返回蓬江区")).path == county.path


def test_another_half_is_chosen_with_its_own_cut_off(officer: Visitor):
    page = officer.press(officer.open("/half-year"), "统计", half="first_half")
    assert "统计时点：2004-07-05 23:59" in page.text
    assert table(page)["合计"][:2] == ["5", "0"]
    whole_year = officer.press(page, "统计", half="whole_year")
    assert "2004年全年（2004-01-01至2004-12-31）" in whole_year.text


def test_the_workbook_has_the_same_rows_with_formulas(officer: Visitor):
    page = officer.open("/half-year")
    content = officer.open(page.link("导出Excel")).response.content
    rows = shown(content)
    assert rows[0][0] == TITLE
    assert rows[4][:5] == ["合计", 5, 2, 40, 66.67]
    found = formulas(content)
    assert found["B5"] == "SUM(B6:B12)"
    assert found["D5"] == 'IF(B5=0,"",ROUND(100*C5/B5,2))'
    assert "E5" not in found


def test_the_paper_has_the_same_rows_and_the_signature_line(officer: Visitor):
    page = officer.open("/half-year")
    content = officer.open(page.link("导出PDF")).response.content
    told = whole(content)
    assert sizes(content) == [(297, 210)]
    for words in (TITLE, "填报单位：江门市", "合计5240.00＊66.67", "单位负责人：", "第1页共1页"):
        assert words in told


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ("2005-13", "统计时点不是日期。请按年-月-日填写，例如 2005-07-05。"),
        ("2005-03-02", "统计时点不能晚于今天（2005-03-01）。"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_the_field_and_kept(
    officer: Visitor, known: str, words: str
):
    page = officer.open("/half-year", known=known)
    assert page.status == 422
    assert words in page.main.one("div", role="alert").text
    field = page.main.one("input", name="known")
    assert (field.attributes["value"], field.attributes["aria-invalid"]) == (known, "true")


def test_a_half_that_has_not_begun_is_refused(officer: Visitor):
    page = officer.open("/half-year", year="2005", half="second_half")
    assert "该期尚未开始。请另选年度或报告期。" in page.main.one("div", role="alert").text


def test_a_station_sees_its_own_table_and_no_other(clerk: Visitor):
    page = clerk.open("/half-year")
    assert "填报单位：蓬江区白沙街道" in page.text
    assert clerk.open("/half-year", unit="440703").status == 403
    assert clerk.open("/half-year", unit=ELSEWHERE).status == 403


def test_in_english_it_is_english(officer: Visitor):
    officer.post("/language", to="en")
    page = officer.open("/half-year")
    for words in ("Second half of 2004", "Reported by: 江门市", "Re-employment rate (%)", "Total"):
        assert words in page.text


def test_what_a_sheet_cannot_hold_is_refused_in_words(
    officer: Visitor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("application.exports.statistics._ROWS", 10)
    page = officer.open("/half-year", format="xlsx")
    assert page.status == 413
    assert "内容超出一张Excel工作表的容量（1048576行）" in page.text


def test_a_half_that_is_running_is_counted_up_to_today(officer: Visitor):
    page = officer.open("/half-year", year="2005", half="first_half")
    assert "报表期：2005年上半年（2005-01-01至2005-03-01）" in page.text
    assert "统计时点：2005-03-01 12:00 以前" in page.text
