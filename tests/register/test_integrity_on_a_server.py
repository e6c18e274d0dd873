"""`verify` over a server: the same walk, whoever got at the tables past their triggers."""

from collections.abc import Iterator

import pytest

from application.kernel.database import PostgreSQL
from application.kernel.integrity.faults import Fault, Wrong
from application.kernel.integrity.integrity import check
from application.kernel.log.rights import LOG
from tests.databases import database_in
from tests.postgres import Server
from tests.register.tampering import LAST, SEALED, sealed_ledger


@pytest.fixture(scope="module")
def whole(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgreSQL]:
    folder = tmp_path_factory.mktemp("sealed")
    with server.fresh() as url:
        (folder / "database.url").write_text(url, "utf-8")
        sealed_ledger(folder)
        database = database_in(folder)
        assert isinstance(database, PostgreSQL)
        yield database


def test_a_ledger_that_nobody_touched_is_whole(whole: PostgreSQL):
    found = check(whole, None)
    assert (found.faults, found.last_position) == ([], LAST)
    assert found.sealed and found.sealed.position == SEALED


TAMPERED = {
    "UPDATE stored_events SET state = state || ' '::bytea WHERE notification_id = 7": Fault(
        Wrong.CHANGED, 7
    ),
    "UPDATE stored_events SET originator_version = 99 WHERE notification_id = 8": Fault(
        Wrong.CHANGED, 8
    ),
    "DELETE FROM stored_events WHERE notification_id = 9": Fault(Wrong.REMOVED, 9),
    "DELETE FROM log_chain WHERE position = 10": Fault(Wrong.LINK_REMOVED, 10),
    "UPDATE answered_commands SET digest = '' WHERE position = 10": Fault(Wrong.ANSWER_CHANGED, 10),
    "INSERT INTO stored_events SELECT gen_random_uuid(), 1, topic, state, 20 "
    "FROM stored_events LIMIT 1": Fault(Wrong.INSERTED, 20),
    "DELETE FROM log_seals WHERE number = 1": Fault(Wrong.SEAL_REMOVED, 0),
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_what_was_changed_past_the_triggers_is_named(
    server: Server, whole: PostgreSQL, statement: str
):
    with server.fresh(whole.name) as url:
        copy = PostgreSQL(url, whole.files.parent)
        with copy.connected() as connection:
            for table in LOG:
                connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL".encode())
            connection.execute(statement.encode())
        found = check(copy, None).faults
        expected = TAMPERED[statement]
        assert found and (found[0].wrong, found[0].position) == (
            expected.wrong,
            expected.position,
        )
