"""An office that records one command at a time, each in the evening of its day or later."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest

from application.kernel.actors import operator
from application.kernel.answering.paging import Paged
from application.kernel.answering.query import Query
from application.kernel.clock import LOCAL, FixedClock
from application.kernel.database import Database
from application.kernel.writing.sitting import Request
from application.tracker import HANDLERS, CaseTracker
from tests.databases import copied, empty_ledger
from tests.oracle.book import identity_number

T = TypeVar("T")
STATION, OTHER_STATION, ELSEWHERE = "440703002", "440703005", "440704001"
CLERK = operator("陈丽")


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


FIRST_DAY = moment("2003-10-08T08:00")


class Office:
    def __init__(self, tracker: CaseTracker, clock: FixedClock) -> None:
        self.tracker = tracker
        self.clock = clock
        self._registered = 0

    def tell(self, command: str, on: str, known: str | None = None, **fields: Any) -> UUID | None:
        """Record a command of a day, known on a later day (that of the fact, if not given)."""
        self.clock.at = max(self.clock.at, moment(f"{known or on}T18:00"))
        body = HANDLERS[command].command.model_validate({"effective_on": on, **fields})
        return self.tracker.do(Request(body, CLERK, uuid4())).worker

    def register(self, name: str = "陈建国", on: str = "2003-10-08", **fields: Any) -> str:
        """Register a man of 1953, or whoever the fields say; return the worker's UUID."""
        self._registered += 1
        given = {
            "id_number": identity_number("1953-03-15", "male", self._registered),
            "category": "soe_laid_off",
            "unemployed_since": "2003-09-30",
            "station": STATION,
        }
        return str(self.tell("register-worker", on, name=name, **given | fields))

    def certify(self, worker: str, on: str, number: str) -> None:
        self.tell("apply-for-certificate", on, worker=worker)
        self.tell("issue-certificate", on, worker=worker, certificate_no=number)

    def ask(self, query: Query[T]) -> T:
        return self.tracker.ask(query)


def pick(office: Office, query: Paged, *columns: str) -> list[tuple[Any, ...]]:
    page: Any = office.ask(query)  # type: ignore[arg-type]
    assert page.cursor is None
    return [tuple(card[name] for name in columns) for card in page.items]


@pytest.fixture(scope="session")
def without_people(
    database_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """The ledger of an office on its first day, to be copied."""
    folder = tmp_path_factory.mktemp("first-day")
    with empty_ledger(database_kind, request, folder, FIRST_DAY) as database:
        yield database


@pytest.fixture
def office(
    without_people: Database, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Office]:
    clock = FixedClock(FIRST_DAY)
    with (
        copied(without_people, request, tmp_path) as database,
        CaseTracker(database, clock=clock) as tracker,
    ):
        yield Office(tracker, clock)
