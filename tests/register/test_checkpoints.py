"""Pages of the embedded database are put into their places seldom."""

from pathlib import Path

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from tests.ledger import record, units_file
from tests.register.office import NOW, registration

A_PAGE, OF_SQLITE_ITSELF = 4_096, 1_000


def test_pages_stay_beside_the_ledger_for_long(tmp_path: Path):
    units = units_file(tmp_path / "units.csv")
    place = tmp_path / "ledger.db"
    CaseTracker(place, clock=FixedClock(NOW), units_file=units).close()
    with CaseTracker(place, clock=FixedClock(NOW), units_file=units) as tracker:
        began = place.stat().st_size
        for number in range(1, 101):
            record(tracker, [registration(number)])
        assert place.with_name("ledger.db-wal").stat().st_size > OF_SQLITE_ITSELF * A_PAGE
        assert place.stat().st_size == began
