"""The rows that pages would read, kept by a projection; one transaction an event, as it comes."""

import os
import re
from typing import Any

from eventsourcing.persistence import Tracking, TrackingRecorder
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection
from eventsourcing.sqlite import SQLiteDatastore, SQLiteTrackingRecorder
from eventsourcing.utils import get_topic
from psycopg.sql import SQL

from bench.peers.stock.domain import Worker

TABLES = (
    "CREATE TABLE IF NOT EXISTS worker (id text PRIMARY KEY, id_number text, name text, sex text,"
    " birth_date text, category text, unemployed_since text, registered_on text, station text,"
    " previous_employer text, household_address text, phone text, education text)",
    "CREATE INDEX IF NOT EXISTS worker_name ON worker (name)",
    "CREATE INDEX IF NOT EXISTS worker_number ON worker (id_number)",
    "CREATE INDEX IF NOT EXISTS worker_station ON worker (station)",
    "CREATE TABLE IF NOT EXISTS employment (worker text, kind text, employer text,"
    " contract_months integer, monthly_wage text, started_on text, ended_on text, reason text)",
    "CREATE INDEX IF NOT EXISTS employment_worker ON employment (worker)",
    "CREATE TABLE IF NOT EXISTS certificate (worker text, state text, number text,"
    " applied_on text, issued_on text, valid_until text)",
    "CREATE INDEX IF NOT EXISTS certificate_worker ON certificate (worker)",
    "CREATE INDEX IF NOT EXISTS certificate_number ON certificate (number)",
    "CREATE TABLE IF NOT EXISTS enrolment (worker text, course text, hours integer,"
    " enrolled_on text, completed_on text, attended_hours integer, passed boolean)",
    "CREATE INDEX IF NOT EXISTS enrolment_worker ON enrolment (worker)",
    "CREATE TABLE IF NOT EXISTS follow_up (worker text, outcome text, at text, next_on text)",
    "CREATE INDEX IF NOT EXISTS follow_up_worker ON follow_up (worker)",
    "CREATE INDEX IF NOT EXISTS follow_up_next ON follow_up (next_on)",
)
ROWS = {
    Worker.Registered: "INSERT INTO worker VALUES (:worker, :id_number, :name, :sex, :birth_date,"
    " :category, :unemployed_since, :registered_on, :station, :previous_employer,"
    " :household_address, :phone, :education)",
    Worker.CertificateAppliedFor: "INSERT INTO certificate VALUES"
    " (:worker, 'applied', NULL, :on, NULL, NULL)",
    Worker.CertificateIssued: "UPDATE certificate SET state = 'issued', number = :number,"
    " issued_on = :on, valid_until = :valid_until WHERE worker = :worker AND state = 'applied'",
    Worker.EmploymentStarted: "INSERT INTO employment VALUES (:worker, :kind, :employer,"
    " :contract_months, :monthly_wage, :on, NULL, NULL)",
    Worker.EmploymentEnded: "UPDATE employment SET ended_on = :on, reason = :reason"
    " WHERE worker = :worker AND ended_on IS NULL",
    Worker.TrainingEnrolled: "INSERT INTO enrolment VALUES"
    " (:worker, :course, :hours, :on, NULL, NULL, NULL)",
    Worker.TrainingCompleted: "UPDATE enrolment SET completed_on = :on,"
    " attended_hours = :attended_hours, passed = :passed"
    " WHERE worker = :worker AND course = :course AND completed_on IS NULL",
    Worker.FollowedUp: "INSERT INTO follow_up VALUES (:worker, :outcome, :on, :next_on)",
}
ON_POSTGRESQL = {of: re.sub(r":(\w+)", r"%(\1)s", sql) for of, sql in ROWS.items()}
_TEXTS = ("str", "int", "bool", "NoneType")


def fields_of(event: object) -> dict[str, Any]:
    """The event's fields as both databases take them."""
    told = vars(event) | {"worker": str(event.originator_id)}
    return {
        name: value if type(value).__name__ in _TEXTS else str(value)
        for name, value in told.items()
    }


class PostgresCases(PostgresTrackingRecorder):
    def __init__(self, datastore: PostgresDatastore, **kwargs: Any) -> None:
        super().__init__(datastore, **kwargs)
        self.sql_create_statements += [SQL(table) for table in TABLES]

    def take(self, event: object, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(ON_POSTGRESQL[type(event)], fields_of(event))


class SQLiteCases(SQLiteTrackingRecorder):
    def __init__(self, datastore: SQLiteDatastore, **kwargs: Any) -> None:
        super().__init__(datastore, **kwargs)
        self.create_table_statements += TABLES

    def take(self, event: object, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(ROWS[type(event)], fields_of(event))


class Cases(Projection[TrackingRecorder]):
    name = "cases"
    topics = tuple(get_topic(of) for of in ROWS)

    def process_event(self, domain_event: object, tracking: Tracking) -> None:
        self.view.take(domain_event, tracking)


SQLITE = "SQLITE_DBNAME" in os.environ
VIEW = SQLiteCases if SQLITE else PostgresCases
