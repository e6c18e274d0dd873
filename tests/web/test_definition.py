"""指标解释: what is counted, and other rules to count by."""

from collections.abc import Callable

import pytest

from application.indicators.catalogue import INDICATORS
from application.tracker import CaseTracker
from tests.indicators.asking import line, person, registered
from tests.ledger import record
from tests.web.figures_at_hand import BOOKS, hired, people_of_2004, ruled
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]
AT = f"/indicators/reemployment-rate?as_of={BOOKS}"
FOUND = f"as_of={BOOKS}"


@pytest.fixture
def desk(tracker: CaseTracker, signed_in: SignIn) -> Visitor:
    lost = line("end-employment", "2004-09-01", person(1), reason="dismissed")
    moved = line("transfer-case", "2004-10-01", person(6), to_station="440703002")
    died = line("close-case", "2004-11-01", person(3), reason="died")
    nearly = [
        registered("2004-01-10", person(7, "1954-11-11"), "440704001"),
        hired("2004-10-10", person(7, "1954-11-11")),
    ]
    record(tracker, [*people_of_2004(), lost, moved, died, *nearly])
    return signed_in("office")


def figure(page: Shown, title: str = "下岗失业人员再就业率") -> str:
    return page.page.one("section", aria_label=title).all("p")[1].text.removesuffix(" ※")


@pytest.mark.parametrize("name", INDICATORS)
def test_a_definition_stands_in_both_languages_with_its_text(desk: Visitor, name: str):
    definition, page = INDICATORS[name].definition, desk.open(f"/indicators/{name}")
    for words in (definition.title, definition.numerator, definition.denominator):
        assert words.zh in page.text
        assert words.en in page.text
    assert definition.reference in page.text
    switches = page.page.all("form", class_="switches")
    offered = {name for form in switches for name in form.values()} & set(definition.rules)
    assert offered == set(definition.rules)


def test_an_indicator_that_there_is_not(desk: Visitor):
    assert desk.open("/indicators/happiness").status == 404


@pytest.mark.parametrize(
    ("rule", "choice", "title", "figures"),
    [
        ("denominator", "classic", "下岗失业人员再就业率", ("4 / 6 人", "4 / 7 人")),
        ("numerator", "current", "下岗失业人员再就业率", ("4 / 6 人", "3 / 6 人")),
        ("age_at", "as_of", "其中：大龄人员再就业率", ("1 / 1 人", "2 / 2 人")),
        ("older_male", "34", "其中：大龄人员再就业率", ("1 / 1 人", "4 / 6 人")),
        ("older_female", "60", "其中：大龄人员再就业率", ("1 / 1 人", "0 / 0 人")),
    ],
)
def test_a_switch_asks_the_dashboard_again_by_another_rule(
    desk: Visitor, rule: str, choice: str, title: str, figures: tuple[str, str]
):
    page = desk.press(desk.open(AT), "按此口径计算", None, **{rule: choice})
    assert figure(page, title) == figures[1]
    assert "（非默认）" in page.text
    assert figure(desk.open(page.link("恢复默认口径")), title) == figures[0]


def test_people_may_count_where_they_are_in_the_end(desk: Visitor):
    page = desk.press(desk.open(AT), "按此口径计算", attribution="as_of")
    assert "口径：归属单位：按截止日（非默认）" in page.text
    row = next(r for r in page.page.all("tr") if "江海区" in r.text)
    assert [cell.text for cell in row.all("td")][1:3] == ["1", "1"]


def test_whether_met_may_go_by_the_published_rate(desk: Visitor):
    page = desk.open(f"/indicators/registered-unemployment-rate?{FOUND}")
    page = desk.press(page, "按此口径计算", met_by="published")
    assert "口径：达标判定：按公布数（非默认）" in page.text


def test_a_value_out_of_bounds_is_refused_with_words(desk: Visitor):
    page = desk.press(desk.open(AT), "按此口径计算", older_male="7")
    assert page.status == 422
    assert "16" in page.text


def test_the_rule_in_force_is_told_with_its_text_and_day(desk: Visitor, tracker: CaseTracker):
    record(tracker, [ruled("older_male", "48")])
    page = desk.open(AT)
    row = next(r for r in page.page.all("tr") if "男大龄起点" in r.text)
    assert "48周岁" in row.text
    assert "江府[2004]1号，2004-01-02 起" in row.text


def test_other_rules_and_the_period_are_kept_between_pages(desk: Visitor):
    page = desk.press(desk.open(f"{AT}&period=month"), "按此口径计算", numerator="current")
    again = desk.open(page.link("指标解释与口径切换"))
    assert again.form("按此口径计算").values()["numerator"] == "current"
    page = desk.press(again, "按此口径计算", denominator="classic")
    assert "口径：分子：期末仍在岗（非默认）" in page.text
    assert "口径：分母：毛口径（非默认）" in page.text
    assert "2004-12-01 至 2004-12-31" in page.text
