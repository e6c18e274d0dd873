"""A ledger with few units, made quickly."""

import pytest

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from tests.imports.lines_at_hand import NOW
from tests.ledger import units_file


@pytest.fixture
def tracker(tmp_path):
    units = units_file(tmp_path / "units.csv")
    with CaseTracker(tmp_path / "ledger.db", clock=FixedClock(NOW), units_file=units) as opened:
        yield opened
