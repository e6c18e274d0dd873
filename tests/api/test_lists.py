"""Lists, files, figures: what they show, page by page."""

from typing import Any

import pytest

from application.tracker import CaseTracker
from domain.policy.parameters import PARAMETERS
from tests.api.requests import CHEN, LI, STATION, Desk

NUMBER = "44070303000001"
PERIOD = {"as_of": "2004-12-31"}


@pytest.fixture
def chen(reviewer: Desk) -> str:
    """On the ledger, certified, in flexible work, to be looked after."""
    worker = reviewer.register()
    facts: list[tuple[str, dict[str, Any]]] = [
        ("apply-for-certificate", {"effective_on": "2004-11-01"}),
        ("issue-certificate", {"effective_on": "2004-11-10", "certificate_no": NUMBER}),
        ("start-employment", {"effective_on": "2005-02-01", "kind": "flexible"}),
        (
            "record-follow-up",
            {"effective_on": "2005-02-10", "outcome": "at_work", "next_on": "2005-03-10"},
        ),
    ]
    for command, fields in facts:
        reviewer.make(command, worker=worker, **fields)
    return worker


def test_the_file_shows_the_person(reviewer: Desk, chen: str):
    answer = reviewer.get(f"workers/{chen}")
    file = answer.json()
    assert answer.headers["etag"] == f'"{file["version"]}"'
    assert (file["id_number"], file["certificate_no"]) == (CHEN, NUMBER)
    assert (file["status"], file["employment_kind"]) == ("unemployed", "flexible")


def test_the_timeline_shows_what_was_known(reviewer: Desk, chen: str):
    told = reviewer.get(f"workers/{chen}/timeline").json()
    days = [fact["effective_on"] for fact in told["facts"]]
    assert len(days) == 5 and days == sorted(days)
    before = reviewer.get(f"workers/{chen}/timeline", known_at="2005-01-01T00:00:00+08:00")
    assert before.json()["facts"] == []


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("certificates", {}),
        ("certificates", {"standing": "in_force"}),
        ("due/certificates", {"by": "2006-03-31"}),
        ("due/follow-ups", {}),
        ("due/flexible", {"to": "2005-05-01"}),
        ("due/ages", {"from": "2002-01-01", "to": "2003-12-31"}),
        ("workers", {"q": "cjg"}),
        ("workers", {"q": NUMBER}),
        ("workers", {"status": "unemployed", "station": "440703"}),
    ],
)
def test_a_list_shows_who_belongs_on_it(reviewer: Desk, chen: str, path: str, query: Any):
    told = reviewer.get(path, **query).json()
    assert [card["worker"] for card in told["items"]] == [chen]
    assert told["next_cursor"] is None


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("certificates", {"standing": "suspended"}),
        ("due/certificates", {"by": "2005-03-30"}),
        ("due/follow-ups", {"by": "2005-03-09"}),
        ("due/flexible", {"to": "2005-04-30"}),
        ("due/ages", {}),
        ("workers", {"q": "lh"}),
        ("workers", {"status": "closed"}),
    ],
)
def test_a_list_leaves_out_who_does_not(reviewer: Desk, chen: str, path: str, query: Any):
    assert reviewer.get(path, **query).json() == {"items": [], "next_cursor": None}


def pages(desk: Desk, path: str, key: str, **query: Any) -> list[list[str]]:
    found, cursor = [], None
    while True:
        asked = query | ({"cursor": cursor} if cursor else {})
        told = desk.get(path, **asked).json()
        rows = told.get("items") or told["people"]
        found.append([row[key] for row in rows])
        cursor = told["next_cursor"]
        if cursor is None:
            return found


def test_pages_follow_each_other_without_gap(reviewer: Desk):
    people = [reviewer.register(CHEN), reviewer.register(LI, name="李红")]
    for path, query in (
        ("workers", {}),
        ("indicators/reemployment-rate/people", PERIOD | {"unit": STATION}),
    ):
        found = pages(reviewer, path, "worker", limit=1, **query)
        assert [len(page) for page in found] == [1, 1]
        assert {worker for page in found for worker in page} == set(people)


def test_units_come_in_pages_by_code(reviewer: Desk, tracker: CaseTracker):
    found = pages(reviewer, "units", "code", limit=200)
    codes = [code for page in found for code in page]
    assert codes == sorted(tracker.rules.units.units)
    assert {len(page) for page in found[:-1]} == {200}
    assert pages(reviewer, "units", "code", level="city") == [["440700"]]
    below = pages(reviewer, "units", "code", parent="440703", limit=200)
    assert STATION in below[0] and "440703" not in below[0]


def test_the_policy_book_is_told_with_its_references(as_):
    office: Desk = as_("office")
    office.make(
        "set-parameter",
        name="older_male",
        value="51",
        reference="江府〔2005〕1号",
        effective_on="2005-01-01",
    )
    told = {p["name"]: p for p in office.get("parameters").json()["parameters"]}
    assert told.keys() == {parameter.name for parameter in PARAMETERS}
    values = told["older_male"]["values"]
    assert [(v["since"], v["value"]) for v in values] == [(None, 50), ("2005-01-01", 51)]
    assert all(v["reference"] for p in told.values() for v in p["values"])
    assert told["denominator"]["choices"] == ["net", "classic"]


def test_a_figure_is_the_one_of_the_contract(as_, chen: str, tracker: CaseTracker):
    told = as_("office").get("indicators/reemployment-rate", **PERIOD, level="city").json()
    rows = told.pop("rows")
    assert told == {
        "indicator": "reemployment-rate",
        "rule_set": "JM-2003",
        "rules": {
            "denominator": "net",
            "attribution": "event",
            "age_at": "event",
            "numerator": "ever",
            "older_male": 50,
            "older_female": 40,
        },
        "from": "2004-01-01",
        "as_of": "2004-12-31",
        "known_at": None,
        "position": tracker.register.position(),
    }
    assert rows[0] == {
        "unit": "440700",
        "unit_name": "江门市",
        "group": "all",
        "numerator": 0,
        "denominator": 1,
        "rate": "0.00",
        "target": "60.00",
        "met": False,
    }


def test_a_question_switches_rules_and_clocks(as_, chen: str):
    def asked(**query: str) -> dict[str, Any]:
        path = "indicators/reemployment-rate"
        told: dict[str, Any] = as_("office").get(path, **PERIOD | query, level="city").json()
        return told

    assert asked(denominator="classic")["rules"]["denominator"] == "classic"
    assert asked(older_male="60")["rules"]["older_male"] == 60
    before = asked(known_at="2005-01-01T00:00:00+08:00")
    assert before["known_at"] == "2005-01-01T00:00:00+08:00"
    assert before["rows"][0]["denominator"] == 0
    assert asked(**{"from": "2005-01-01", "as_of": "2005-03-01"})["from"] == "2005-01-01"


def test_the_indicators_are_told_in_words(reviewer: Desk):
    told = reviewer.get("indicators").json()["indicators"]
    names = [each["name"] for each in told]
    assert names[0] == "reemployment-rate" and len(names) == 6
    assert all(each["title"]["zh"] and each["title"]["en"] and each["reference"] for each in told)
