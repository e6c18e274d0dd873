"""A small made-up city on a ledger, so that every page has something to show."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from shutil import copy
from uuid import UUID

from sqlalchemy import create_engine

from application.demo import UnitRow, history
from application.imports.importing import Import
from application.imports.lines import Line
from application.kernel.clock import FixedClock
from application.read_models.activity import Activity
from application.read_models.courses import Course, CoursesRunning
from application.read_models.search import Search
from application.tracker import CaseTracker
from application.units.loading import PACKAGED, read_units
from interfaces.accounts.accounts import account_named, add_account, disable_account
from interfaces.accounts.tables import create_tables
from interfaces.accounts.tokens import issue_token
from interfaces.cli.demo import NOW, PASSWORD, open_accounts
from interfaces.http.office import Office
from interfaces.server import create_app
from interfaces.web.imports.uploads import uploads_of
from interfaces.web.station.training import class_path
from tests.browser.station import ask_to_be_erased, leave_work
from tests.ledger import OPERATOR
from tests.web.imports_at_hand import brought, people, with_five_bad, workbook
from tests.web.visitor import Visitor

PEOPLE = 300
GONE = "gone"


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
        open_accounts(tracker, engine)
        station = account_named(engine, "clerk").unit
        leave_work(tracker, station, NOW.date())
        ask_to_be_erased(tracker, station, NOW.date())
        office = Office(tracker, engine, journal=StringIO())
        _say_good_bye(office)
        yield office
    engine.dispose()


@contextmanager
def locked(office: Office, folder: Path) -> Iterator[Office]:
    """The same office over a copy of its ledger whose master key is away."""
    ledger = office.tracker.database.files
    for file in ledger.parent.glob(f"{ledger.stem}.*"):
        if file.suffix != ".master":
            copy(file, folder)
    with CaseTracker(folder / ledger.name, clock=FixedClock(NOW)) as tracker:
        assert tracker.keys.locked
        yield Office(tracker, office.accounts, journal=StringIO())


def _say_good_bye(office: Office) -> None:
    """An account whose door is closed."""
    add_account(office.accounts, GONE, "clerk", unit_of(office), "梁静", PASSWORD, now=NOW)
    disable_account(office.accounts, GONE, now=NOW)


def account_ids(office: Office) -> list[str]:
    """Of an account that is at work and of one that is not."""
    return [account_named(office.accounts, name).id for name in ("clerk", GONE)]


def token_of(office: Office) -> str:
    """A token of the account at work."""
    clerk = account_named(office.accounts, "clerk")
    _, token = issue_token(office.accounts, clerk, "台帐核对程序", now=NOW)
    return token.id


def people_of(office: Office) -> list[UUID]:
    """Some of those whom every account with people may see."""
    found = office.tracker.ask(Search("", NOW.date(), unit_of(office), limit=12))
    return [UUID(str(person["worker"])) for person in found.items]


def stranger_of(office: Office) -> UUID:
    """Somebody whom the clerk does not reach."""
    tree, unit = office.tracker.rules.units, unit_of(office)
    found = office.tracker.ask(Search("", NOW.date(), None, limit=200))
    outside = (each for each in found.items if not tree.covers(unit, each["station"]))
    return UUID(str(next(outside)["worker"]))


def erased_of(office: Office) -> UUID:
    """One of the clerk's people, who stands on the ledger without a name."""
    erased = office.tracker.ask(Activity(fact="erasure.carried_out"))
    return UUID(str(erased.items[0]["worker"]))


def unit_of(office: Office) -> str:
    """The street that every account with people reaches."""
    return account_named(office.accounts, "clerk").unit


def upload_of(office: Office) -> str:
    """A file that the clerk has brought: checked, five of its lines bad, not yet written."""
    found, _ = uploads_of(office.accounts, [unit_of(office)], first=0, limit=1)
    if not found:
        clerk = Visitor(create_app(office)).sign_in("clerk", PASSWORD)
        brought(clerk, workbook(with_five_bad(people(200, unit_of(office)))))
        found, _ = uploads_of(office.accounts, [unit_of(office)], first=0, limit=1)
    return str(found[0].id)


def class_of(office: Office) -> str:
    """The query of a course that the clerk's people attend."""
    page = office.tracker.ask(CoursesRunning(unit_of(office)))
    course: Course = page.items[0]["course"]
    return class_path(course).partition("?")[2]


def _lines() -> Iterator[Line]:
    units = [
        UnitRow(**{name: getattr(unit, name) or "" for name in UnitRow._fields})
        for unit in read_units(PACKAGED)
    ]
    for number, fields in enumerate(history(units, workers=PEOPLE), 1):
        yield Line(number, fields)
