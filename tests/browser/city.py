"""A small made-up city on a ledger, so that every page has something to show."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from uuid import UUID

from sqlalchemy import create_engine

from application.demo import UnitRow, history
from application.imports.importing import Import
from application.imports.lines import Line
from application.kernel.clock import FixedClock
from application.read_models.search import Search
from application.tracker import CaseTracker
from application.units.loading import PACKAGED, read_units
from domain.unit.units import Level
from interfaces.accounts.accounts import add_account
from interfaces.accounts.tables import create_tables
from interfaces.cli.demo import ACCOUNTS, NOW
from interfaces.http.office import Office
from tests.ledger import OPERATOR
from tests.web.visitor import PASSWORD

PEOPLE = 300


@contextmanager
def city(folder: Path) -> Iterator[Office]:
    """The office of a city of `PEOPLE` in its own time, with an account of each role."""
    engine = create_engine(
        f"sqlite:///{folder / 'accounts.sqlite'}", connect_args={"check_same_thread": False}
    )
    with CaseTracker(folder / "ledger.sqlite", clock=FixedClock(NOW)) as tracker:
        report = tracker.bring(Import(_lines, OPERATOR))
        assert not report.refused, report.refused[0]
        create_tables(engine)
        units = {
            str(unit.level): unit.code for unit in tracker.rules.units.upwards(_peopled(tracker))
        }
        for name, display_name, role, level in ACCOUNTS:
            add_account(engine, name, role, units[level], display_name, PASSWORD, now=NOW)
        yield Office(tracker, engine, journal=StringIO())
    engine.dispose()


def people_of(office: Office) -> list[UUID]:
    """Some of those whom every account with people may see."""
    tracker = office.tracker
    found = tracker.ask(Search("", NOW.date(), _peopled(tracker), limit=12))
    return [UUID(str(person["worker"])) for person in found.items]


def unit_of(office: Office) -> str:
    """The street that those accounts are of or reach."""
    return _peopled(office.tracker)


def _lines() -> Iterator[Line]:
    units = [
        UnitRow(**{name: getattr(unit, name) or "" for name in UnitRow._fields})
        for unit in read_units(PACKAGED)
    ]
    for number, fields in enumerate(history(units, workers=PEOPLE), 1):
        yield Line(number, fields)


def _peopled(tracker: CaseTracker) -> str:
    """The street with most people."""
    today = NOW.date()
    streets = [unit.code for unit in tracker.rules.units.at_level(Level.STREET)]
    return max(streets, key=lambda code: len(tracker.ask(Search("", today, code, limit=100)).items))
