"""What is known before somebody is registered."""

import pytest

from application.read_models.registering import BeforeRegistering, Known
from domain.kernel.identity_number import IdentityNumberInvalid
from tests.oracle.book import identity_number
from tests.read_models.office import ELSEWHERE, STATION, Office, day

BORN = "1953-03-15"
NUMBER, TWIN = (identity_number(BORN, "male", sequence) for sequence in (40, 41))


def known(office: Office, number: str = NUMBER, name: str = "", on: str = "2004-12-31") -> Known:
    return office.ask(BeforeRegistering(number, name, day(on), STATION))


@pytest.mark.parametrize(
    ("on", "age", "older"),
    [("2003-03-14", 49, False), ("2003-03-15", 50, True), ("2004-12-31", 51, True)],
)
def test_a_number_tells_age_and_when_one_is_older(office: Office, on: str, age: int, older: bool):
    told = known(office, on=on).told
    assert (told.sex, told.birth) == ("male", day(BORN))
    assert (told.age, told.older, told.older_on) == (age, older, day("2003-03-15"))


def test_nobody_is_registered_before_birth(office: Office):
    with pytest.raises(IdentityNumberInvalid):
        known(office, on="1953-03-14")


def test_who_holds_the_number_is_told(office: Office):
    worker = office.register("陈建国", id_number=NUMBER)
    held = known(office).held
    assert held is not None
    assert (str(held["worker"]), held["registered_on"]) == (worker, day("2003-10-08"))
    office.tell("void-registration", "2004-01-02", worker=worker, reason="entered_in_error")
    assert known(office).held is None


def test_of_others_elsewhere_no_more_than_where_and_since_when(office: Office):
    office.register("陈建国", id_number=NUMBER, station=ELSEWHERE)
    office.register("陈建国", id_number=TWIN, station=ELSEWHERE)
    asked = known(office, name="陈建国")
    told = {"station": ELSEWHERE, "registered_on": day("2003-10-08")}
    assert asked.held == told
    assert asked.alike == [told]


def test_alike_are_those_of_the_same_name_and_birth(office: Office):
    office.register("陈建国", id_number=TWIN)
    office.register("陈建", id_number=identity_number(BORN, "male", 42))
    office.register("陈建国", id_number=identity_number("1954-03-15", "male", 1))
    assert [card["name"] for card in known(office, name="陈 建国").alike] == ["陈建国"]
    assert known(office).alike == []
