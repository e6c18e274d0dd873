"""Who is to be assisted: each condition of 江府[2003]43号 三(二)1(4) on a line of its own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.assistance.vocabulary import Condition
from domain.kernel.calendar import age_on
from domain.policy.book import PolicyBook
from domain.policy.conditions import Line
from domain.policy.parameters import AIDED


def conditions(
    details: Mapping[str, Any], on: date, policy: PolicyBook, hard_to_place: bool | None = None
) -> tuple[Line, ...]:
    """The conditions on a day, age first, for a registration's `details`.

    The age has full years as value and limit; the other conditions are true or not. `details` are
    `sex`, `birth_date`, `able_to_work`, `willing_to_work`; `hard_to_place` is the
    reviewer's judgement.
    """
    ruling = policy.on(f"older_{details['sex']}", on)
    age, older_age = age_on(details["birth_date"], on), int(ruling.value)
    judged = {
        Condition.ABLE_TO_WORK: details["able_to_work"],
        Condition.WILLING_TO_WORK: details["willing_to_work"],
        Condition.HARD_TO_PLACE: hard_to_place,
    }
    return (
        Line(Condition.AGE, age, older_age, ruling.reference, age >= older_age),
        *(Line(condition, value, True, AIDED, value) for condition, value in judged.items()),
    )
