"""A long file is checked, and its rows are made, by several processes: the same comes of it."""

from contextlib import contextmanager, nullcontext
from uuid import UUID

import pytest
from sqlalchemy import text

from application.imports import importing
from application.imports.ahead import Ahead
from application.kernel import cores
from application.kernel.clock import FixedClock
from application.kernel.projecting import made_rows, projector
from application.kernel.projecting.early_rows import EarlyRows
from application.kernel.projecting.projector import Projector
from application.read_models import MODELS
from application.tracker import CaseTracker
from tests.databases import new_database
from tests.imports.lines_at_hand import END, NOW, REGISTER, START, VOID, brought
from tests.ledger import units_file

SEVERAL = 2
NUMBERS = [
    "440703195305012419",
    "440703196203102426",
    "440703195305012435",
    "440703195305012451",
    "440703195305012478",
    "440703195305012494",
]


def registration(nth, **fields):
    return REGISTER | {"id_number": NUMBERS[nth], "worker": str(UUID(int=nth + 1))} | fields


def follow_up(nth, **fields):
    told = {"command": "record-follow-up", "worker": NUMBERS[nth], "outcome": "at_work"}
    return told | {"effective_on": "2004-05-01", "recorded_at": START["recorded_at"]} | fields


PEOPLE = [registration(nth) for nth in range(4)]
LINES = [
    *PEOPLE[:2],
    # A street that is none, and a field that no command has.
    registration(4, station="999999001"),
    registration(4, colour="red"),
    *PEOPLE[2:],
    # Whom the lines above have registered: decided ahead, it would be another answer.
    registration(5, id_number=NUMBERS[0]),
    PEOPLE[1],
    # Jobs of whom the lines above have registered, the same again after it was void.
    START,
    START | {"worker": NUMBERS[1]},
    VOID,
    START,
    END | {"worker": NUMBERS[3]},
    follow_up(2),
    follow_up(3, next_on="2004-06-01"),
    follow_up(3),
]
LATER = [
    # On the ledger already; the second time in a file it is a second command.
    *[follow_up(2), follow_up(3)] * 2,
    *(follow_up(nth, outcome="not_reached", effective_on="2004-06-01") for nth in range(4)),
]


@contextmanager
def ledger(kind, request, folder):
    folder.mkdir()
    units = units_file(folder / "units.csv")
    key_file = folder.parent / "one.key"
    with (
        new_database(kind, request, folder) as database,
        CaseTracker(database, key_file, clock=FixedClock(NOW), units_file=units) as opened,
    ):
        yield opened


def told(tracker):
    """Everything that a ledger says of the people: facts, answers, rows, opened."""
    facts = [
        (each.position, each.stream, each.version, each.envelope, each.fact)
        for each in tracker.register.history()
    ]
    answers = tracker.register.answers(
        [each.command_id for *_, each, _ in facts if each.command_id]
    )
    rows = {}
    with tracker.store.reading() as connection:
        for table in (table for model in MODELS for table in model.tables):
            rows[table.name] = sorted(map(repr, connection.execute(table.select())))
        links = connection.execute(text("SELECT link, position FROM log_chain")).all()
    return facts, answers, rows, sorted(map(tuple, links))


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(importing, "MANY_LINES", 2)
    monkeypatch.setattr(importing, "_LINES_AT_ONCE", 2)
    monkeypatch.setattr(cores, "cores", lambda: SEVERAL)


def test_what_several_processes_bring_is_what_one_brings(
    database_kind, request, tmp_path, small_parts, monkeypatch
):
    monkeypatch.setattr(made_rows, "MANY_STREAMS", 1)
    taken, take = [], Ahead._take

    def noted(ahead, decided):
        taken.append(decided)
        take(ahead, decided)

    monkeypatch.setattr(Ahead, "_take", noted)
    with ledger(database_kind, request, tmp_path / "several") as several:
        reports = [brought(several, *LINES, accept_good=True), brought(several, *LATER)]
        expected, differences = told(several), several.verify()
    assert len(taken) > 2  # else nothing was compared
    assert not differences
    monkeypatch.setattr(cores, "cores", lambda: 1)
    with ledger(database_kind, request, tmp_path / "one") as one:
        assert [brought(one, *LINES, accept_good=True), brought(one, *LATER)] == reports
        assert told(one) == expected


@pytest.fixture
def early(monkeypatch):
    """What was made early and is written, as a list."""
    found, write = [], made_rows.write

    def noted(connection, made):
        found.append(made)
        write(connection, made)

    monkeypatch.setattr("application.kernel.projecting.early_rows.write", noted)
    return found


@contextmanager
def somebody_before(monkeypatch, several):
    """Somebody writes before the file is written; it waits for whoever projects next, and a batch
    does not end with the file."""
    begin = EarlyRows.begin

    def begun(rows, additions, after):
        begin(rows, additions, after)
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(EarlyRows, "begin", begin)
            meanwhile.setattr(Projector, "catch_up", lambda *_: 0)
            brought(several, registration(5))

    with monkeypatch.context() as patched:
        patched.setattr(EarlyRows, "begin", begun)
        patched.setattr(projector, "BATCH_FACTS", 4)
        yield


@pytest.mark.parametrize("others", [False, True])
def test_rows_of_new_people_are_made_while_the_log_is_written(
    database_kind, request, tmp_path, small_parts, monkeypatch, early, others
):
    """Unless somebody else wrote before: then their places in the log are not the foretold."""
    with ledger(database_kind, request, tmp_path / "several") as several:
        with somebody_before(monkeypatch, several) if others else nullcontext():
            assert brought(several, *PEOPLE).written
        assert bool(early) is not others
        expected, differences = told(several), several.verify()
    assert not differences
    monkeypatch.setattr(cores, "cores", lambda: 1)
    with ledger(database_kind, request, tmp_path / "one") as one:
        for lines in [[registration(5)]] * others + [PEOPLE]:
            brought(one, *lines)
        assert told(one) == expected


def test_rows_are_not_written_before_their_facts_are_taken_in(
    database_kind, request, tmp_path, small_parts, monkeypatch, early
):
    monkeypatch.setattr(projector, "BATCH_FACTS", 4)
    with ledger(database_kind, request, tmp_path / "several") as several:
        assert brought(several, *PEOPLE).written
        assert not early
        assert not several.verify()


def test_ids_that_a_file_gives_are_not_decided_ahead(tmp_path, request, small_parts):
    one = "6f1c4a52-1111-4c1e-9a51-0c1d7c0f2a10"
    lines = [each | {"command_id": one} for each in PEOPLE]
    with ledger("sqlite", request, tmp_path / "ids") as tracker:
        report = brought(tracker, *lines, accept_good=True)
        assert (report.good, len(report.refused), report.written) == (1, 3, True)
