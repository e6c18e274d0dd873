"""The re-employment rate: the acceptance cases, every edge case of the rules, and its people."""

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from application.indicators.explain import Explain
from application.indicators.period import PeriodUpsideDown
from application.indicators.rate_row import GroupUnknown
from application.indicators.units import GROUPS
from application.kernel.database import Database
from application.kernel.log.packing import Recorded
from application.tracker import CaseTracker
from domain.policy.book import ParameterOutOfBounds, ParameterUnknown
from domain.unit.units import Level, UnitUnknown
from tests.databases import histories
from tests.ledger import asked_of, rate_rows, record
from tests.oracle.edge_cases import EDGE_CASES
from tests.oracle.edge_cases_of_corrections import CASE_OF_A_CONFIRMED_WISH
from tests.oracle.histories import random_history
from tests.oracle.sentences import Case

EXAMPLES = Path(__file__).parents[1] / "examples"
NOBODY = {"numerator": 0, "denominator": 0, "rate": None}


@pytest.fixture
def tracker(ledger: CaseTracker) -> CaseTracker:
    return ledger


def assert_rows(tracker: CaseTracker, query: dict[str, Any]) -> None:
    """The answer has the rows, and nobody in any other."""
    asked = {name: value for name, value in query.items() if name != "rows"}
    expected = {(row["unit"], row["group"]): row for row in query["rows"]}
    found = rate_rows(tracker, **asked)
    for key in found.keys() | expected.keys():
        row, answer = expected.get(key, NOBODY), found.get(key, NOBODY)
        assert {n: answer[n] for n in NOBODY} == {n: row[n] for n in NOBODY}, (asked, key)


@pytest.mark.parametrize("name", ["E1", "E2", "E5", "E9"])
def test_the_acceptance_cases_of_the_contract(name: str, database: Database) -> None:
    lines = (EXAMPLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    expected = json.loads((EXAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))
    with CaseTracker(database) as ledger:
        record(ledger, map(json.loads, lines))
        for query in expected["queries"]:
            assert_rows(ledger, query)


@pytest.mark.parametrize("case", [*EDGE_CASES, CASE_OF_A_CONFIRMED_WISH], ids=lambda case: case[0])
def test_the_edge_cases_of_the_rules(case: Case, tracker: CaseTracker) -> None:
    _, lines, queries = case
    record(tracker, lines)
    for query in queries:
        assert_rows(tracker, query)


@histories(range(25))
def test_recounting_the_people_behind_a_figure_gives_the_figure(
    seed: int, tracker: CaseTracker
) -> None:
    rng = random.Random(seed)
    record(tracker, random_history(rng))
    rules = rng.choice(
        [{}, {"denominator": "classic"}, {"numerator": "current"}, {"age_at": "as_of"}]
    )
    level = rng.choice(["county", "street", "community"])
    for (unit, group), row in rate_rows(tracker, "2004-12-31", level=level, rules=rules).items():
        asked = asked_of("2004-12-31", level=level)
        people = tracker.ask(Explain(asked, unit, group, rules))["people"]
        assert len(people) == row["denominator"], (unit, group)
        assert sum(person["in_numerator"] for person in people) == row["numerator"]
        assert all(_belongs(person, group) for person in people)


def _belongs(person: dict[str, Any], group: str) -> bool:
    return (person["older"] or not group.startswith("older")) and (
        group in ("all", "older") or person["sex"] == group.removeprefix("older_")
    )


def test_the_facts_behind_a_person_are_those_of_the_log(tracker: CaseTracker) -> None:
    record(tracker, random_history(random.Random(3)))
    log: dict[tuple[str, int], Recorded] = {
        (str(item.stream), item.version): item for item in tracker.register.history()
    }
    people = tracker.ask(Explain(asked_of("2004-12-31"), "440700"))["people"]
    roles = Counter(fact["role"] for person in people for fact in person["facts"])
    assert roles["unemployed"] == len(people) > 0
    for person in people:
        for fact in person["facts"]:
            item = log[person["worker"], fact["version"]]
            assert (fact["fact"], fact["position"]) == (item.fact.stored_as, item.position)


def test_people_are_listed_page_by_page_in_one_order(tracker: CaseTracker) -> None:
    for seed in range(3):
        record(tracker, random_history(random.Random(seed), workers=6))
    whole = tracker.ask(Explain(asked_of("2004-12-31"), "440700"))
    assert len(whole["people"]) > 4
    assert [p["worker"] for p in whole["people"]] == sorted(p["worker"] for p in whole["people"])
    pages: list[dict[str, Any]] = []
    after: UUID | None = None
    while True:
        page = tracker.ask(Explain(asked_of("2004-12-31"), "440700", limit=3, after=after))
        pages += page["people"]
        assert (page["numerator"], page["denominator"]) == (
            whole["numerator"],
            whole["denominator"],
        )
        if page["next_after"] is None:
            break
        after = UUID(page["next_after"])
    assert pages == whole["people"]


def test_a_target_of_a_rate_holds_below_until_a_unit_has_its_own(tracker: CaseTracker) -> None:
    target = {
        "command": "set-target",
        "year": 2004,
        "indicator": "reemployment-rate",
        "reference": "江门市2004年分解",
        "effective_on": "2004-01-05",
    }
    record(tracker, [
        target | {"unit": "440703", "value": "65", "recorded_at": "2004-01-05T09:00:00+08:00"},
        target | {"unit": "440703", "value": "70", "recorded_at": "2004-03-05T09:00:00+08:00"},
    ])  # fmt: skip
    rows = rate_rows(tracker, "2004-12-31", level="street")
    shown = {unit: row["target"] for (unit, group), row in rows.items() if group == "all"}
    assert (shown["440700"], shown["440703002"], shown["440704001"]) == ("60.00", "70.00", "60.00")
    before = rate_rows(tracker, "2004-12-31", "2004-02-01T00:00:00+08:00")
    assert before["440703", "all"]["target"] == "65.00"
    assert before["440703", "older"]["target"] == "50.00"
    assert before["440703", "older_male"]["target"] is None
    assert rate_rows(tracker, "2006-12-31")["440703", "all"]["target"] is None


def test_a_rule_of_the_policy_book_holds_from_its_day_as_it_was_known(tracker: CaseTracker) -> None:
    record(tracker, [{
        "command": "set-parameter", "name": "denominator", "value": "classic",
        "reference": "江府[2004]1号", "effective_on": "2004-07-01",
        "recorded_at": "2004-08-01T09:00:00+08:00",
    }])  # fmt: skip
    assert _denominator(tracker, "2004-06-30") == "net"
    assert _denominator(tracker, "2004-07-01") == "classic"
    assert _denominator(tracker, "2004-07-01", "2004-07-31T00:00:00+08:00") == "net"


def _denominator(tracker: CaseTracker, as_of: str, known_at: str | None = None) -> str:
    answer = tracker.ask(Explain(asked_of(as_of, known_at), "440700"))
    return str(answer["rules"]["denominator"])


def test_a_period_upside_down_or_an_unknown_switch_group_or_unit_is_refused(
    tracker: CaseTracker,
) -> None:
    with pytest.raises(PeriodUpsideDown):
        asked_of("2004-06-30", from_="2004-07-01")
    for rules, refusal in (
        ({"denominator": "nett"}, ParameterOutOfBounds),
        ({"older_male": "1000"}, ParameterOutOfBounds),
        ({"flexible_months": "1"}, ParameterUnknown),
        ({"colour": "red"}, ParameterUnknown),
    ):
        with pytest.raises(refusal):
            rate_rows(tracker, "2004-06-30", rules=rules)
    with pytest.raises(GroupUnknown):
        tracker.ask(Explain(asked_of("2004-06-30"), "440700", "young"))
    with pytest.raises(UnitUnknown):
        tracker.ask(Explain(asked_of("2004-06-30"), "999999"))


def test_every_row_of_a_level_is_there_once_with_every_group(tracker: CaseTracker) -> None:
    for level in Level:
        rows = rate_rows(tracker, "2004-12-31", level=level)
        units = {unit for unit, _ in rows}
        assert "440700" in units
        assert len(rows) == len(units) * len(GROUPS)
