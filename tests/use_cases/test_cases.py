"""Handing a case over, closing it, confirming that, and opening it again."""

import pytest

from domain.unit.units import UnitUnknown
from domain.worker import errors
from domain.worker.events import (
    CaseClosed,
    CaseReopened,
    CaseTransferred,
    WorkerRegistered,
)
from domain.worker.vocabulary import CloseReason
from tests.oracle.book import day_of
from tests.use_cases.specification import COMING_STATION, ENDED_STATION, clash, given
from tests.use_cases.words import (
    BAISHA,
    CHAOLIAN,
    COMMUNITY,
    HE,
    closed,
    registered,
    reopened,
    started,
    transferred,
)


def test_a_case_is_handed_over():
    result = given(registered()).when(transferred("2004-05-10", CHAOLIAN))
    result.then(CaseTransferred(effective_on=day_of("2004-05-10"), to_station=CHAOLIAN))
    assert result.ledger.case(HE).worker.life.station == CHAOLIAN


def test_a_case_is_not_handed_to_where_it_is():
    given(registered(station=BAISHA)).when(transferred("2004-05-10", BAISHA)).then_refused(
        errors.AlreadyAtStation,
        station=BAISHA,
        since="2003-10-08",
        clashes_with=clash(WorkerRegistered, "2003-10-08", 1),
    )


@pytest.mark.parametrize(
    ("station", "on", "refusal"),
    [
        (COMMUNITY, "2004-05-10", None),
        ("440704", "2004-05-10", errors.NotAStation),
        ("440799", "2004-05-10", UnitUnknown),
        (ENDED_STATION, "2004-06-30", None),
        (ENDED_STATION, "2004-07-01", errors.UnitNotInForce),
        (COMING_STATION, "2004-12-31", errors.UnitNotInForce),
        (COMING_STATION, "2005-01-01", None),
    ],
)
def test_a_case_is_handed_to_a_station_in_force(station, on, refusal):
    result = given(registered()).when(transferred(on, station))
    if refusal:
        result.then_refused(refusal)
    else:
        result.then_of(CaseTransferred, to_station=station)


@pytest.mark.parametrize("reason", list(CloseReason))
def test_a_case_is_closed_for_every_reason_and_reopened(reason):
    ledger = given(registered())
    result = ledger.when(closed("2004-05-10", reason))
    result.then(CaseClosed(effective_on=day_of("2004-05-10"), reason=reason))
    ledger.when(reopened("2004-08-01")).then(
        CaseReopened(effective_on=day_of("2004-08-01"), reason="回到本市")
    )


def test_a_closed_case_is_neither_closed_nor_handed_over():
    ledger = given(registered(), closed("2004-05-10", "imprisoned"))
    for line in (closed("2004-06-01", "died"), transferred("2004-06-01"), closed("2004-05-10")):
        ledger.when(line).then_refused(
            errors.CaseIsClosed,
            closed_on="2004-05-10",
            reason="imprisoned",
            clashes_with=clash(CaseClosed, "2004-05-10", 2),
        )


def test_a_case_may_be_handed_over_and_closed_on_one_day():
    given(registered(), closed("2004-05-10")).when(transferred("2004-05-10")).then_of(
        CaseTransferred
    )


def test_only_a_closed_case_is_reopened():
    given(registered()).when(reopened("2004-05-10")).then_refused(
        errors.CaseNotClosed, clashes_with=None
    )
    given(registered(), closed("2004-02-01"), reopened("2004-03-01")).when(
        reopened("2004-05-10")
    ).then_refused(errors.CaseNotClosed, clashes_with=clash(CaseReopened, "2004-03-01", 3))
    given(registered(), closed("2004-05-10")).when(reopened("2004-05-09")).then_refused(
        errors.CaseNotClosed
    )


ONE_DAY = {
    "closed and reopened": [closed("2004-05-10"), reopened("2004-05-10")],
    "closed, reopened, closed": [
        closed("2004-05-10"),
        reopened("2004-05-10"),
        closed("2004-05-10", "retired"),
    ],
    "reopened and closed again": [
        closed("2004-02-01"),
        reopened("2004-05-10"),
        closed("2004-05-10", "died"),
    ],
    "reopened, closed, reopened": [
        closed("2004-02-01"),
        reopened("2004-05-10"),
        closed("2004-05-10"),
        reopened("2004-05-10"),
    ],
    "hired, closed and reopened": [
        closed("2004-05-10"),
        reopened("2004-05-10"),
        started("2004-05-10"),
    ],
    "handed over, hired and closed": [
        closed("2004-05-10"),
        started("2004-05-10"),
        transferred("2004-05-10"),
    ],
}


@pytest.mark.parametrize(
    ("lines", "is_open"),
    list(zip(ONE_DAY.values(), [True, False, False, True, True, False], strict=True)),
    ids=ONE_DAY,
)
def test_all_of_this_may_be_of_one_day(lines, is_open):
    ledger = given(registered(), *lines).ledger
    life = ledger.case(HE).worker.life
    assert (life.closed is None, life.open_on(day_of("2004-05-10"))) == (is_open, is_open)


def test_a_case_closed_once_is_not_reopened_twice_on_its_day():
    given(registered(), closed("2004-05-10"), reopened("2004-05-10")).when(
        reopened("2004-05-10")
    ).then_refused(
        errors.ReopenedThatDayAlready,
        on="2004-05-10",
        clashes_with=clash(CaseReopened, "2004-05-10", 3),
    )


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        ("2003-10-07", False),
        ("2003-10-08", True),
        ("2004-05-09", True),
        ("2004-05-10", False),
        ("2004-07-31", False),
        ("2004-08-01", True),
    ],
)
def test_a_case_is_open_from_registration_to_closing_and_from_reopening(day, is_open):
    ledger = given(registered(), closed("2004-05-10"), reopened("2004-08-01")).ledger
    assert ledger.case(HE).worker.life.open_on(day_of(day)) is is_open


@pytest.mark.parametrize(
    "line", [transferred("2005-07-01"), closed("2005-07-01"), reopened("2005-07-01")]
)
def test_the_future_is_not_recorded(line):
    given(registered(), closed("2004-01-01"), today="2005-06-30").when(line).then_refused(
        errors.DayInTheFuture, day="2005-07-01"
    )
