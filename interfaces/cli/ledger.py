"""Opening the ledger that the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from interfaces.cli.failures import fail

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from application.kernel.clock import Clock
    from application.tracker import CaseTracker
    from interfaces.settings import Settings


def settings() -> "Settings":
    from pydantic import ValidationError

    from interfaces.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(map(str, first["loc"])).upper().removeprefix("TAIZHANG_")
        raise fail(f"TAIZHANG_{name}: {first['msg']}") from None


@contextmanager
def ledger(*, new: bool = False, clock: "Clock | None" = None) -> Iterator["CaseTracker"]:
    """The ledger; with `new` it is made where there is none."""
    here = settings()
    database = here.database
    if not new and not database.exists():
        raise fail(
            f"there is no ledger at {database.place}; `taizhang import` or `serve` makes one"
        )
    from application.tracker import CaseTracker
    from application.units.loading import PACKAGED
    from interfaces.logs import write_lines

    write_lines()
    units_file = here.units_file or PACKAGED
    files = (here.key_file, clock, units_file, here.seal_key_file, here.people_keys())
    with CaseTracker(database, *files, here.reports_from_facts) as opened:
        yield opened


@contextmanager
def account_book(opened: "CaseTracker") -> Iterator["Engine"]:
    """The accounts, which stand in the database of the ledger."""
    from interfaces.accounts.tables import create_tables

    engine = opened.database.engine()
    try:
        create_tables(engine)
        yield engine
    finally:
        engine.dispose()
