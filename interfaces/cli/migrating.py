"""`taizhang migrate`: the tables of the ledger, made or brought up to date by their owner."""

import sys
from typing import TYPE_CHECKING

from interfaces.cli.ledger import ledger, settings

if TYPE_CHECKING:
    from application.kernel.database import PostgreSQL


def migrate() -> None:
    """Make the tables of the ledger where there are none, or bring them up to date.

    Opening a ledger does the same where it may. In PostgreSQL the log can belong to another role
    than the one that serves: TAIZHANG_OWNER_URL names the same database as that role, and the
    serving role is given leave to add to the log and to read it, nothing more.
    """
    from application.kernel.database import PostgreSQL

    here = settings()
    database = here.database
    if (owner := here.as_owner) and isinstance(database, PostgreSQL):
        made_by(owner, database.role())
    with ledger(new=True) as opened:
        position = opened.position
    print(f"up to date at position {position}: {database.place}", file=sys.stderr)


def made_by(owner: "PostgreSQL", serving: str) -> None:
    """Everything made by the owner of the log, and the serving role given what it needs."""
    from application.kernel.alone import alone
    from application.kernel.copies.of_a_server import hand_over
    from application.kernel.log.schema import bring_up_to_date, grant
    from interfaces.accounts.kept import grant_kept
    from interfaces.accounts.tables import KEPT, create_tables

    engine = owner.engine()
    try:
        with alone(owner):
            bring_up_to_date(owner)
            create_tables(engine, KEPT)
            if serving != owner.role():
                grant(owner, serving)
                grant_kept(engine, KEPT, serving)
                hand_over(owner, serving, {table.name for table in KEPT})
    finally:
        engine.dispose()
