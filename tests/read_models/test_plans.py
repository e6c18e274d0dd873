"""What a list holds is counted in an index of the embedded database, station by station."""

from datetime import date

import pytest
from sqlalchemy import event

from application.kernel.clock import FixedClock
from application.read_models.certificates import ApplicationsPending, CertificatesDue
from application.read_models.due import CrossingAge, FollowUpsDue
from application.read_models.how_many import HowMany
from application.read_models.open_cases import OpenCases
from application.read_models.short_employments import HowManyShort, ShortEmployments
from application.tracker import CaseTracker
from tests.ledger import record, units_file
from tests.register.office import NOW, registration

DAY = date(2005, 3, 1)
STATION = "440703002"


@pytest.fixture(scope="module")
def tracker(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ledger")
    units = units_file(folder / "units.csv")
    with CaseTracker(folder / "ledger.db", clock=FixedClock(NOW), units_file=units) as tracker:
        record(tracker, [registration(1)])
        yield tracker


def plan_of(tracker, question):
    """How the database finds what a question asks for at last."""
    told = []

    def asked(_connection, _cursor, statement, parameters, *_):
        told.append((statement, parameters))

    with tracker.store.reading() as connection:
        event.listen(connection, "before_cursor_execute", asked)
        question.answer(tracker.engines.sight(connection, tracker.rules, "store"))
        event.remove(connection, "before_cursor_execute", asked)
        statement, parameters = told[-1]
        return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all())


@pytest.mark.parametrize(
    ("question", "found_by"),
    [
        (HowMany((FollowUpsDue(DAY, DAY, STATION),)), "(station=? AND next_follow_up_on<?)"),
        (HowMany((CertificatesDue(DAY, DAY, STATION),)), "(station=? AND review_due_on<?)"),
        (
            HowMany((ApplicationsPending(DAY, STATION, DAY),)),
            "(station=? AND certificate_since<?)",
        ),
        (OpenCases(STATION), "(station=?)"),
        (HowManyShort(ShortEmployments(DAY, DAY, DAY, STATION)), "(ended_on>? AND ended_on<?)"),
    ],
    ids=["follow-ups", "reviews", "applications", "open cases", "short jobs"],
)
def test_it_is_counted_without_a_look_at_the_rows(tracker, question, found_by):
    plan = plan_of(tracker, question)
    assert "COVERING INDEX" in plan
    assert found_by in plan


def test_who_reaches_an_age_is_found_among_those_born_then(tracker):
    plan = plan_of(tracker, CrossingAge(DAY, DAY, DAY, STATION))
    assert plan.count("(station=? AND birth>? AND birth<?)") == 2
