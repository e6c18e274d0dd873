"""One log on both databases: a made-up city with whatever it does not do by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from application.demo import UnitRow, history
from application.imports.importing import Import
from application.imports.lines import Line
from application.kernel.clock import FixedClock, new_id
from application.kernel.database import Database, SQLite
from application.kernel.keys.key import keys_beside
from application.kernel.log.register import Addition, Register
from application.kernel.projecting.projector import batched
from application.kernel.writing.sitting import Request
from application.read_models.search import Search
from application.read_models.worker_file import WorkerFile
from application.tracker import HANDLERS, CaseTracker
from application.units.loading import PACKAGED, read_units
from interfaces.cli.demo import NOW
from tests.ledger import OPERATOR, record
from tests.oracle.book import identity_number
from tests.read_models.erasing import OTHERS, REASON

PEOPLE, STATION = 120, "440703002"
TODAY = NOW.date()
_ON = TODAY.isoformat()
_HERE = {"effective_on": _ON, "recorded_at": NOW.isoformat()}


@contextmanager
def ledgers(folder: Path, database: Database) -> Iterator[tuple[CaseTracker, CaseTracker]]:
    """The same facts at the same positions in a file and in another database, with one key store.

    The city, in which somebody is registered twice, somebody is erased, and somebody about to be.
    """
    here = SQLite(folder / "ledger.db")
    with CaseTracker(here, clock=FixedClock(NOW)) as one:
        report = one.bring(Import(_city, OPERATOR))
        assert not report.refused, report.refused[0]
        erased = _somebody(one)
        copy = Register(database, keys_beside(here))
        _copy(one.register, copy)
        one.do(erased)
        _copy(one.register, copy)
        assert copy.position() == one.register.position()
        copy.close()
        key = here.beside(".key")
        with CaseTracker(database, key, one.clock, keys=keys_beside(here)) as other:
            yield one, other


def _copy(register: Register, to: Register) -> None:
    for some in batched(register.history(to.position()), 200):
        to.save(Addition(each.stream, each.version, each.envelope, [each.fact]) for each in some)


def _somebody(tracker: CaseTracker) -> Request:
    """Registers somebody again, asks for two erasures; carries out the first where it is done."""
    again, *others = (
        tracker.ask(WorkerFile(card["worker"], None, TODAY))
        for card in tracker.ask(Search("", TODAY, status="unemployed", limit=3)).items
    )
    registered = {
        "command": "register-worker",
        "id_number": identity_number(again["birth"].isoformat(), again["sex"], 77),
        **{"name": again["name"], "category": "soe_laid_off", "station": STATION},
        **{"unemployed_since": _ON, "phone": "13912340077"},
    }
    asked = (
        {"command": "request-erasure", "worker": str(file["worker"]), **REASON} for file in others
    )
    record(tracker, [line | _HERE for line in (registered, *asked)])
    body = {"effective_on": _ON, "worker": str(others[0]["worker"])}
    return Request(HANDLERS["erase-worker"].command.model_validate(body), OTHERS, new_id())


def _city() -> Iterator[Line]:
    units = [
        UnitRow(u.code, u.name, u.level, u.parent or "", u.kind or "") for u in read_units(PACKAGED)
    ]
    told = history(units, workers=PEOPLE)
    return (Line(number, line) for number, line in enumerate(told, 1))
