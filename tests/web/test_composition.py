"""构成与流量: the identity, by reason, group, category and unit, each number with its people."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from application.tracker import CaseTracker
from tests.exports.workbooks import shown
from tests.indicators.asking import SOUTH, WEST, in_order, line, person, registered
from tests.ledger import record
from tests.web.figures_at_hand import BOOKS, COMMUNITY, people_of_2004
from tests.web.lives import arrived
from tests.web.reading import Element
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]
AT = f"/composition?as_of={BOOKS}"
OF = f"/composition/{{}}?as_of={BOOKS}"


@pytest.fixture
def desk(tracker: CaseTracker, signed_in: SignIn) -> Visitor:
    stood = registered("2003-10-10", person(8), WEST, name="早登", category="minimum_living")
    moved = line("transfer-case", "2004-10-01", person(5), to_station=SOUTH)
    died = line("close-case", "2004-11-01", person(3), reason="died")
    record(tracker, in_order([stood, *people_of_2004(), moved, died]))
    return signed_in("office")


def table(page: Shown, nth: int) -> dict[str, list[Element]]:
    """The cells of a line by its name; the first table is of groups, the second of units."""
    sheets = page.page.all("div", class_="sheet")
    return {row.one("th").text: row.all("td") for row in sheets[nth].one("tbody").all("tr")}


def numbers(cells: list[Element]) -> list[str]:
    return [cell.text for cell in cells]


def test_opening_and_what_came_less_what_went_is_closing(desk: Visitor):
    page = desk.open(AT)
    words = page.page.one("p", class_="equation").text
    assert words == "期初结存 1 ＋ 本期新增 6 － 本期减少 4 ＝ 期末结存 3"
    drawing = page.page.one("svg", class_="flows")
    assert "再就业 3" in drawing.text


def test_reasons_groups_and_categories_stand_in_one_table(desk: Visitor):
    lines = table(desk.open(AT), 0)
    assert numbers(lines["期初结存"])[:6] == ["1", "1", "0", "0", "0", "0"]
    assert numbers(lines["期初结存"])[6:] == ["0", "0", "0", "1", "0"]
    assert numbers(lines["新登记"])[:4] == ["6", "5", "1", "1"]
    assert numbers(lines["死亡"])[0] == "1"
    for nth in range(11):
        of = {name: int(cells[nth].text) for name, cells in lines.items()}
        assert of["期初结存"] + of["本期新增"] - of["本期减少"] == of["期末结存"]


def test_the_units_below_add_up_but_for_moves_between_them(desk: Visitor):
    lines = table(desk.open(AT), 1)
    assert numbers(lines["蓬江区"])[0] == "1"
    moved_in, moved_out = 5, 9
    whole = lines.pop("江门市合计")
    for nth in range(len(whole)):
        total = sum(int(cells[nth].text) for cells in lines.values())
        moves = {moved_in: 1, moved_out: 1, 1: 1, 7: 1}.get(nth, 0)
        assert total == int(whole[nth].text) + moves, nth


@pytest.mark.parametrize("name", ["stock-and-flow", "certificates", "training"])
def test_every_number_opens_to_as_many_people(desk: Visitor, tracker: CaseTracker, name: str):
    worker = person(4)
    record(
        tracker,
        [
            line("enrol-in-training", "2004-03-01", worker, course="电工", hours=100),
            line("apply-for-certificate", "2004-03-01", worker),
            line("issue-certificate", "2004-03-05", worker, certificate_no="44070303000001"),
        ],
    )
    page = desk.open(OF.format(name))
    links = [
        link
        for sheet in page.page.all("div", class_="sheet")
        for cell in sheet.all("td", class_="n")
        for link in cell.all("a")
    ]
    assert links
    for link in links:
        heading = desk.open(link.attributes["href"]).heading
        assert heading.endswith(f"：{link.text} 人次"), link.attributes["href"]


def test_down_the_units_to_a_streets_own_people_and_up_again(desk: Visitor):
    county = desk.open(desk.open(AT).link("蓬江区"))
    street = next(name for name in table(county, 1) if table(county, 1)[name][1].text == "4")
    page = desk.open(county.link(street))
    lines = table(page, 1)
    own = next(name for name in lines if name.endswith("（本级）"))
    assert numbers(lines[own])[1] == "3"
    assert desk.open(page.link("江门市")).heading == "构成与流量"


def test_the_units_of_one_group_and_category(desk: Visitor):
    page = desk.open(AT)
    women = desk.open(page.link("女"))
    assert women.page.one("p", class_="equation").text.startswith("期初结存 0 ＋ 本期新增 1")
    poor = desk.open(page.link("低保失业人员"))
    assert poor.page.one("p", class_="equation").text.startswith("期初结存 1 ＋ 本期新增 0")
    assert "低保失业人员" in poor.main.all("h2")[0].text


def test_certificates_and_training_have_tables_of_their_own(desk: Visitor):
    page = desk.open(AT)
    certificates = desk.open(page.link("优惠证"))
    assert "期初持证" in table(certificates, 0)
    training = desk.open(page.link("培训"))
    assert numbers(table(training, 0)["合计"])[0] == "0"
    assert not training.page.all("p", class_="equation")


def test_it_is_told_as_of_a_moment_of_knowledge(desk: Visitor):
    page = desk.open(f"{AT}&known_at=2005-01-05")
    assert "本期减少 3" in page.page.one("p", class_="equation").text
    assert "只计 2005-01-05 23:59 前已入帐的记录" in page.text


def test_another_age_is_marked(desk: Visitor):
    page = desk.open(f"/indicators/stock-and-flow?as_of={BOOKS}")
    page = desk.press(page, "按此口径计算", older_male="30")
    assert "口径：男大龄起点：30周岁（非默认）" in page.text
    assert numbers(table(page, 0)["新登记"])[3] == "6"


def test_both_tables_leave_as_workbooks(desk: Visitor):
    page = desk.open(AT)
    groups = shown(desk.client.get(page.link("导出Excel")).content)
    assert next(row for row in groups if row[0] == "期末结存")[1:3] == [3.0, 3.0]
    units = shown(desk.client.get(page.link("导出各单位Excel")).content)
    assert next(row for row in units if row[0] == "江门市合计")[1] == 1.0


@pytest.mark.parametrize(
    "address", [OF.format("happiness"), f"{AT}&group=children", f"{AT}&category=rich"]
)
def test_what_there_is_not(desk: Visitor, address: str):
    assert desk.open(address).status == 404


def test_an_area_sees_its_own_unit_alone(desk: Visitor, signed_in: SignIn, app: FastAPI):
    clerk = signed_in("clerk")
    assert "期初结存 1 ＋ 本期新增 4" in clerk.open(AT).text
    assert clerk.open(f"{AT}&unit={COMMUNITY}").status == 200
    for unit in ("440700", "440703", SOUTH):
        assert clerk.open(f"{AT}&unit={unit}").status == 403
    assert arrived(app, "admin", AT).status == 403
