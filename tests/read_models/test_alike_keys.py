"""Who may be alike is found by keys: none is missed, and many namesakes take no longer for it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from application.read_models import alike
from application.read_models.duplicates import LikelyDuplicates
from domain.kernel.errors import DomainError
from domain.kernel.identity_number import normalised
from domain.worker.likeness import Traits, likenesses
from tests.oracle.book import check_digit
from tests.read_models.office import Office

BODY = "44010519601210123"
"""Neighbours differ where a year ends and a month begins, and where the birth date ends."""
YEARS, DAYS = 10, 4


def slips(body: str) -> Iterator[str]:
    """Every number with one other digit, or with two neighbours swapped."""
    for place, was in enumerate(body):
        for digit in "0123456789".replace(was, ""):
            yield body[:place] + digit + body[place + 1 :]
    for at in range(len(body) - 1):
        yield body[:at] + body[at + 1] + body[at] + body[at + 2 :]


def traits(body: str) -> Traits:
    number = normalised(body + check_digit(body))
    return Traits(number, "王建国", "wang jian guo", int(number[6:14]), "")


def test_whoever_is_a_slip_apart_has_a_key_in_common():
    here, found = traits(BODY), 0
    for body in slips(BODY):
        try:
            other = traits(body)
        except DomainError:
            continue
        if other.birth < 2100_01_01 and likenesses(here, other):
            assert {*alike.met_by(here)} & {*alike.met_by(other)}, body
            found += 1
    assert found > 90


def test_namesakes_are_not_all_compared_with_one_another(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    """As in a file that somebody made up: one name, one place, one number of the day."""
    days = [date(1950 + year, 1, 2 + day) for year in range(YEARS) for day in range(DAYS)]
    for born in days:
        office.register("王建国", id_number=_number(born))
    compared = 0

    def counted(one: Traits, other: Traits) -> object:
        nonlocal compared
        compared += 1
        return likenesses(one, other)

    monkeypatch.setattr(alike, "likenesses", counted)
    office.tracker.people.forget()
    office.ask(LikelyDuplicates())
    assert len(days) < compared < len(days) * (YEARS + DAYS)

    compared = 0
    office.register("王建国", id_number=_number(days[-1] + timedelta(1)))
    office.ask(LikelyDuplicates())
    assert 0 < compared < YEARS + 2 * DAYS


def _number(born: date) -> str:
    body = f"440105{born:%Y%m%d}123"
    return body + check_digit(body)
