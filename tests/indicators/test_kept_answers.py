"""A kept answer is the answer that would be counted now, whatever happened in between."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from application.indicators.reemployment_rate import ReemploymentRate
from application.tracker import CaseTracker
from application.units.loading import read_units
from tests.indicators.asking import asked, line, person, registered
from tests.indicators.kept import kinds_of_questions, questions
from tests.indicators.reported import workforce
from tests.ledger import record
from tests.oracle.units import UNITS
from tests.reports.questions import without_engine
from tests.use_cases.words import ruled, target

FIRST, SECOND, OLDER = person(1, "1957-03-15"), person(2), person(4, "1950-01-01")
RATE = ReemploymentRate(asked("2004-12-31", level="street"))
Change = Callable[[CaseTracker], object]


def recorded(told: dict[str, Any], **more: str) -> Change:
    return lambda ledger: record(ledger, [told | more])


def units_renamed(folder: Path) -> Change:
    file = folder / "renamed.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = ((code, f"改名{code}", *place) for code, place in UNITS.items())
        csv.writer(out).writerows([("code", "name", "level", "parent"), *rows])
    return lambda ledger: ledger.take_units(read_units(file), file.name, "tests")


A_FACT = recorded(line("start-employment", "2004-06-01", FIRST, kind="self_employment"))
A_PARAMETER = recorded(ruled("2004-01-01", "older_male", "45"))
CHANGES: dict[str, Change] = {
    "a fact": A_FACT,
    "a late fact": recorded(
        registered("2004-03-01", person(3)), recorded_at="2005-02-01T10:00:00+08:00"
    ),
    "a correction": recorded(
        line("correct-worker", "2005-01-20", SECOND, id_number=OLDER, reason="证号有误")
    ),
    "a void": recorded(line("void-registration", "2005-01-20", OLDER, reason="fraud")),
    "a parameter": A_PARAMETER,
    "a target": recorded(target("440703", value="72.5", year=2004)),
    "figures": lambda ledger: record(ledger, workforce(900, 100)),
}


@pytest.fixture
def people(ledger: CaseTracker) -> CaseTracker:
    record(ledger, [registered("2004-02-01", FIRST), registered("2004-02-01", SECOND)])
    return ledger


def plain(answer: Any) -> Any:
    return without_engine(answer) if isinstance(answer, dict) else answer


def figures(answer: Any) -> str:
    """All of an answer but how late it is."""
    late = r"position=\d+|last_recorded=datetime\.datetime\([^)]*\)|'position': \d+"
    return re.sub(late, "", repr(answer))


def test_after_every_change_the_answers_are_those_of_now(people, tmp_path):
    before = [plain(people.ask(each)) for each in questions()]
    for what, change in {**CHANGES, "other units": units_renamed(tmp_path)}.items():
        change(people)
        fresh = [plain(people.ask(each, on=people.store)) for each in questions()]
        assert [plain(people.ask(each)) for each in questions()] == fresh, what
        assert figures(before) != figures(fresh), f"{what} changed no figure"
        before = fresh
    assert [plain(people.ask(each)) for each in questions()] == before


def test_who_had_the_former_rules_in_hand_leaves_nothing_to_others(people):
    former = people.rules
    A_PARAMETER(people)
    assert people.engines.answer(RATE, former)["rules"]["older_male"] == 50
    assert people.ask(RATE)["rules"]["older_male"] == 45


def test_each_question_of_those_that_are_kept_is_asked_here():
    assert {type(each).__name__ for each in questions()} == kinds_of_questions()


def test_no_kept_answer_names_anybody(ledger):
    planted = {"name": "欧阳不存在", "phone": "13900001234", "household_address": "虚构路九号"}
    record(ledger, [registered("2004-02-01", FIRST, **planted)])
    answers = repr([ledger.ask(each) for each in questions()])
    assert "'denominator': 1" in answers
    assert [text for text in (*planted.values(), FIRST) if text in answers] == []


def test_nobody_changes_what_others_get(people):
    answer = people.ask(RATE)
    with pytest.raises(TypeError):
        answer["rows"][0]["numerator"] = 9
    answer["rows"].clear()
    answer["rules"].clear()
    answer.pop("engine")
    assert people.ask(RATE) == people.ask(RATE, on=people.store)
