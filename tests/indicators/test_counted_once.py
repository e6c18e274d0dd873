"""An answer is counted once as long as nothing changes, and only so many are kept."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Barrier, BrokenBarrierError
from typing import Any, ClassVar

import pytest

from application.indicators.reemployment_rate import ReemploymentRate
from application.kernel.answering.answers import Answers
from application.kernel.answering.query import Sight
from domain.policy.book import ParameterOutOfBounds
from tests.indicators.asking import asked, person, registered
from tests.ledger import record


@dataclass(frozen=True)
class Counting:
    """Tells in `counted` each time that it is worked out; answers with `size` values."""

    counted: list[str] = field(compare=False)
    name: str = "甲"
    size: int = 1
    meeting: Barrier | None = field(default=None, compare=False)

    is_kept: ClassVar[bool] = True

    def answer(self, sight: Sight) -> dict[str, Any]:
        self.counted.append(self.name)
        if self.meeting:
            with suppress(BrokenBarrierError):  # nobody else counts
                self.meeting.wait(timeout=0.5)
        return {"rows": [{"value": 0}] * self.size, "position": sight.position}


def test_an_answer_is_counted_once_until_a_fact_comes(ledger):
    counted: list[str] = []
    for _ in range(3):
        ledger.ask(Counting(counted))
    ledger.ask(Counting(counted, "乙"))
    assert counted == ["甲", "乙"]
    record(ledger, [registered("2004-02-01", person(1))])
    assert ledger.ask(Counting(counted))["position"] == ledger.position
    assert counted == ["甲", "乙", "甲"]


def test_an_engine_that_is_asked_for_counts_itself(ledger):
    counted: list[str] = []
    for _ in range(2):
        ledger.ask(Counting(counted), on=ledger.store)
    assert len(counted) == 2


def test_rows_that_are_made_again_are_counted_again(ledger):
    counted: list[str] = []
    for _ in range(2):
        ledger.ask(Counting(counted))
        ledger.rebuild()
    assert len(counted) == 2


def test_two_who_ask_the_same_at_once_have_it_counted_once(ledger):
    counted: list[str] = []
    question = Counting(counted, meeting=Barrier(2))
    with ThreadPoolExecutor(2) as asking:
        one, other = asking.map(lambda _: ledger.ask(question), range(2))
    assert counted == ["甲"]
    assert one == other


def test_a_question_that_fails_is_asked_again(ledger):
    wrong = ReemploymentRate(asked("2004-12-31"), {"denominator": "none"})
    for _ in range(2):
        with pytest.raises(ParameterOutOfBounds):
            ledger.ask(wrong)


@pytest.mark.parametrize(
    ("most", "asked_for", "gone"),
    [
        (2, [("甲", 1), ("乙", 1), ("甲", 1), ("丙", 1)], ["乙"]),
        (9, [("甲", 40), ("乙", 40), ("丙", 40)], ["甲"]),
        (9, [("甲", 1), ("乙", 60)], ["乙"]),
    ],
    ids=["so many", "so many values together", "none of more than half of these"],
)
def test_only_so_much_is_kept(ledger, most, asked_for, gone):
    counted: list[str] = []
    answers = Answers(most, most_values=100)
    with ledger.store.reading() as connection:
        sight = ledger.engines.sight(connection, ledger.rules, "store")
        for name, size in asked_for:
            answers.of(Counting(counted, name, size), sight)
        assert len(answers) <= most
        assert answers.size <= 100
        counted.clear()
        for name, size in sorted(set(asked_for), key=lambda each: each[0] in gone):
            answers.of(Counting(counted, name, size), sight)
    assert counted == gone
