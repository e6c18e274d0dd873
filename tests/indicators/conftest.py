"""A ledger of the few units of the random histories."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from application.kernel.database import Database
from application.tracker import CaseTracker
from tests.databases import copied, new_database
from tests.ledger import units_file

NewLedger = Callable[[], CaseTracker]


@pytest.fixture(scope="session")
def few_units(
    database_kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A ledger without people, to be copied."""
    folder = tmp_path_factory.mktemp("few-units")
    with new_database(database_kind, request, folder) as database:
        CaseTracker(database, units_file=units_file(folder / "units.csv")).close()
        yield database


@pytest.fixture
def new_ledger(
    few_units: Database, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[NewLedger]:
    """Opens as many ledgers as a test wants."""
    numbers = count()
    with ExitStack() as opened:

        def open_one() -> CaseTracker:
            folder = tmp_path / str(next(numbers))
            folder.mkdir()
            database = opened.enter_context(copied(few_units, request, folder))
            return opened.enter_context(CaseTracker(database))

        yield open_one


@pytest.fixture
def ledger(new_ledger: NewLedger) -> CaseTracker:
    return new_ledger()
