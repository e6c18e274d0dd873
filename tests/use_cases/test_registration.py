"""Registering a worker (江府[2003]43号 三(二)2(20); domain C02, §5.1)."""

import pytest

from application.kernel.claims import Claimed
from domain.kernel.identity_number import Sex
from domain.unit.units import UnitUnknown
from domain.worker import errors
from domain.worker.events import WorkerRegistered
from domain.worker.vocabulary import Category
from tests.oracle.book import day_of, identity_number
from tests.use_cases.specification import COMING_STATION, ENDED_STATION, given, id_of
from tests.use_cases.words import (
    BAISHA,
    CHAOLIAN,
    COMMUNITY,
    HE,
    SHE,
    line,
    merged,
    registered,
    voided,
)


def test_a_worker_is_registered_with_what_the_number_tells():
    result = given().when(registered(HE, "2003-10-08", note="首次登记"))
    result.then(
        WorkerRegistered(
            effective_on=day_of("2003-10-08"),
            note="首次登记",
            id_number=HE,
            name="陈建国",
            sex=Sex.MALE,
            birth_date=day_of("1953-03-15"),
            category=Category.SOE_LAID_OFF,
            unemployed_since=day_of("2003-01-31"),
            station=BAISHA,
        )
    )
    assert result.ledger.holder(Claimed.IDENTITY_NUMBER, HE) == id_of(HE)


def test_without_an_id_the_ledger_makes_one():
    result = given().when({**registered(HE), "worker": None})
    assert result.outcome and result.outcome.worker not in (None, id_of(HE))


@pytest.mark.parametrize(
    ("given_fields", "refusal", "facts"),
    [
        ({"sex": "female"}, errors.SexDiffersFromNumber, {"given": "female"}),
        (
            {"birth_date": "1953-03-16"},
            errors.BirthDateDiffersFromNumber,
            {"given": "1953-03-16", "number_says": "1953-03-15"},
        ),
    ],
)
def test_what_differs_from_the_number_needs_a_reason(given_fields, refusal, facts):
    given().when(registered(HE, **given_fields)).then_refused(refusal, **facts)
    explained = registered(HE, **given_fields, override_reason="户口簿登记为准")
    given().when(explained).then_of(WorkerRegistered, **given_fields)


def test_what_agrees_with_the_number_needs_none():
    said = {"sex": "male", "birth_date": "1953-03-15"}
    given().when(registered(HE, **said)).then_of(WorkerRegistered, **said)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("1987-10-09", "2003-10-08", 15),
        ("1987-10-08", "2003-10-08", None),
        ("1902-10-09", "2003-10-08", None),
        ("1902-10-08", "2003-10-08", 101),
        ("2003-10-09", "2003-10-08", -1),
        ("1988-02-29", "2004-02-28", 15),
        ("1988-02-29", "2004-02-29", None),
    ],
)
def test_who_registers_is_of_16_to_100_years_on_that_day(born, on, age):
    result = given().when(
        registered(identity_number(born, "male"), on, unemployed_since="2003-01-31")
    )
    if age is None:
        result.then_of(WorkerRegistered, birth_date=born)
    else:
        result.then_refused(errors.AgeOutOfBounds, age=age, lowest=16, highest=100)


def test_the_future_cannot_be_registered():
    ledger = given(today="2003-10-08")
    ledger.when(registered(HE, "2003-10-09")).then_refused(
        errors.DayInTheFuture, day="2003-10-09", today="2003-10-08"
    )
    ledger.when(registered(HE, "2003-10-08")).then_of(WorkerRegistered)


def test_unemployment_began_on_the_day_of_registration_or_before():
    given().when(registered(HE, "2003-10-08", unemployed_since="2003-10-09")).then_refused(
        errors.UnemployedAfterRegistration,
        unemployed_since="2003-10-09",
        registered_on="2003-10-08",
    )
    given().when(registered(HE, "2003-10-08", unemployed_since="2003-10-08")).then_of(
        WorkerRegistered
    )


@pytest.mark.parametrize(
    ("station", "on", "refusal"),
    [
        (BAISHA, "2003-10-08", None),
        (COMMUNITY, "2003-10-08", None),
        ("440703", "2003-10-08", errors.NotAStation),
        ("440700", "2003-10-08", errors.NotAStation),
        ("440799", "2003-10-08", UnitUnknown),
        (ENDED_STATION, "2004-06-30", None),
        (ENDED_STATION, "2004-07-01", errors.UnitNotInForce),
        (COMING_STATION, "2004-12-31", errors.UnitNotInForce),
        (COMING_STATION, "2005-01-01", None),
    ],
)
def test_a_station_is_a_street_or_a_community_in_force(station, on, refusal):
    result = given().when(registered(HE, on, station=station))
    if refusal:
        result.then_refused(refusal)
    else:
        result.then_of(WorkerRegistered, station=station)


def test_a_station_that_ended_names_its_successor():
    given().when(registered(HE, "2004-07-01", station=ENDED_STATION)).then_refused(
        errors.UnitNotInForce, valid_until="2004-06-30", successor=BAISHA
    )


def test_one_person_is_registered_once_by_15_digits_or_18():
    again = registered(HE, "2004-01-05", id_number=HE[:6] + HE[8:17], station=CHAOLIAN)
    again["worker"] = str(id_of("another"))
    given(registered(HE)).when(again).then_refused(
        errors.WorkerAlreadyRegistered,
        worker=str(id_of(HE)),
        station=BAISHA,
        registered_on="2003-10-08",
    )


def test_a_worker_id_is_given_once():
    given(registered(HE)).when({**registered(SHE), "worker": str(id_of(HE))}).then_refused(
        errors.WorkerAlreadyRegistered, worker=str(id_of(HE))
    )


def test_a_void_registration_frees_the_number():
    again = {**registered(HE, "2005-02-01"), "worker": str(id_of("again"))}
    result = given(registered(HE), voided()).when(again)
    result.then_of(WorkerRegistered, id_number=HE)
    assert result.ledger.holder(Claimed.IDENTITY_NUMBER, HE) == id_of("again")


def test_a_merged_registration_keeps_its_number():
    again = {**registered(HE, "2005-02-01"), "worker": str(id_of("again"))}
    given(registered(HE), registered(SHE), merged(HE, SHE)).when(again).then_refused(
        errors.WorkerAlreadyRegistered, worker=str(id_of(HE)), merged_into=str(id_of(SHE))
    )


@pytest.mark.parametrize("worker", [SHE, str(id_of(SHE))])
def test_who_is_not_on_the_ledger_has_no_case(worker):
    given(registered(HE)).when(
        line("transfer-case", "2004-01-05", worker, to_station=CHAOLIAN)
    ).then_refused(errors.WorkerNotFound)
