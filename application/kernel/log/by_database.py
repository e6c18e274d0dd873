"""The log of a ledger, by the database that it is in."""

from application.kernel.database import Database, PostgreSQL
from application.kernel.log.log import Log
from application.kernel.log.postgres import PostgresLog
from application.kernel.log.schema import bring_up_to_date
from application.kernel.log.sqlite import SQLiteLog


def log_of(database: Database) -> Log:
    if isinstance(database, PostgreSQL):
        bring_up_to_date(database)
        return PostgresLog(database.conninfo)
    return SQLiteLog(database.files)
