"""A ledger on a real file, and the commands that the tests of the register send to it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from application.kernel.actors import operator
from application.kernel.clock import LOCAL, FixedClock
from application.kernel.log.packing import Recorded
from application.kernel.writing.batches import Done
from application.kernel.writing.sitting import Outcome, Request
from application.tracker import HANDLERS, CaseTracker
from domain.follow_up.follow_ups import FollowUpRecorded
from tests.databases import database_in
from tests.ledger import units_file
from tests.oracle.book import identity_number
from tests.use_cases.specification import Line
from tests.use_cases.words import followed_up, registered

NOW = datetime(2005, 6, 30, 18, tzinfo=LOCAL)
OPERATOR = operator("tests")


def opened(folder: Path, key_file: Path | None = None) -> CaseTracker:
    """The ledger in a folder; made, with the few units of the tests, if it is not there."""
    units = folder / "units.csv"
    if not units.exists():
        units_file(units)
    return CaseTracker(database_in(folder), key_file, FixedClock(NOW), units)


def request(line: Line, name: str) -> Request:
    """A request of a line; its command id follows from the name."""
    fields = dict(line)
    command = HANDLERS[fields.pop("command")].command.model_validate(fields)
    return Request(command, OPERATOR, id_of_command(name))


def id_of_command(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"command {name}")


def worker(n: int) -> str:
    """The identity number of the nth worker."""
    return identity_number("1960-05-05", "male", n)


def registration(n: int) -> Line:
    return {**registered(worker(n)), "worker": None}


def visit(n: int, note: str) -> Line:
    """A follow-up of the nth worker; by its note it is known again."""
    return followed_up("2005-01-10", note=note) | {"worker": worker(n)}


def notes_of(history: Iterable[Recorded]) -> list[str]:
    facts = (recorded.fact for recorded in history)
    return [fact.note for fact in facts if isinstance(fact, FollowUpRecorded) and fact.note]


def words(done: Sequence[Done]) -> list[Any]:
    """What commands came to, without where in the log it is and which id a worker was given."""
    return [
        (each.version, each.replayed) if isinstance(each, Outcome) else type(each) for each in done
    ]
