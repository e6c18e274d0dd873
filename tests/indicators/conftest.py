"""A ledger of the few units of the random histories."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from application.tracker import CaseTracker
from tests.ledger import units_file
from tests.oracle.units import UNITS, Units

NewLedger = Callable[..., CaseTracker]


@pytest.fixture
def new_ledger(tmp_path: Path) -> Iterator[NewLedger]:
    """Opens as many ledgers as a test wants."""
    opened: list[CaseTracker] = []

    def open_one(units: Units = UNITS) -> CaseTracker:
        folder = tmp_path / str(len(opened))
        folder.mkdir()
        file = units_file(folder / "units.csv", units)
        opened.append(CaseTracker(folder / "ledger.db", units_file=file))
        return opened[-1]

    yield open_one
    for tracker in opened:
        tracker.close()


@pytest.fixture
def ledger(new_ledger: NewLedger) -> CaseTracker:
    return new_ledger()
