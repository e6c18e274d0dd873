"""`taizhang backup` and `taizhang restore` in PostgreSQL, where two roles share the ledger."""

import json
import stat

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from application.kernel.copies import of_a_server as copies_of_a_server
from application.kernel.copies.programs import dump
from application.kernel.log.rights import LOG
from tests.cli.conftest import OTHER, RATE, REGISTER, lines
from tests.cli.test_processes import people

OWNERS = (
    "SELECT relname, relkind, pg_get_userbyid(relowner), relacl::text FROM pg_class "
    "WHERE relnamespace = 'public'::regnamespace ORDER BY relname"
)
TRIGGERS = (
    "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname"
)


@pytest.fixture
def ledger(taizhang, roles, here):
    """Made by its owner, then served and backed up without that role's address."""
    assert taizhang("migrate").exit_code == 0
    assert taizhang("import", lines(here / "one.jsonl", REGISTER)).exit_code == 0
    taizhang("account", "add", "chen", "--role", "clerk", "--unit", "440703002")
    return roles


@pytest.fixture
def backup(taizhang, ledger, here, monkeypatch):
    with monkeypatch.context() as serving:
        serving.delenv("TAIZHANG_OWNER_URL")
        answer = taizhang("backup", here / "backup.dump")
    assert answer.exit_code == 0, answer.stderr
    assert "3 facts and 1 accounts copied to" in answer.stderr
    return here / "backup.dump"


def counted(taizhang):
    return json.loads(taizhang(*RATE, "--format", "json").stdout)["rows"][0]["denominator"]


def asked(url, question):
    with psycopg.connect(url) as connection:
        return connection.execute(question.encode()).fetchall()


def restored_with(taizhang, backup, *options):
    return taizhang("restore", backup, "--replace", *options)


def test_the_serving_role_takes_one_file_of_its_owner(taizhang, backup, here):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert list(here.glob(".*")) == []
    (here / "backups").mkdir()
    taizhang("backup", here / "backups")
    (found,) = (here / "backups").iterdir()
    assert found.name.startswith("taizhang_") and found.suffix == ".dump"


def test_what_others_write_meanwhile_is_no_difference(taizhang, started, ledger, here):
    writing = started("import", lines(here / "many.jsonl", *people(300)))
    taken = 0
    while writing.poll() is None or not taken:
        answer = taizhang("backup", here / f"during-{taken}.dump")
        assert answer.exit_code == 0, answer.stderr
        taken += 1
    writing.communicate(timeout=60)
    assert restored_with(taizhang, here / f"during-{taken - 1}.dump").exit_code == 0
    assert counted(taizhang) in (1, 301)


def test_a_restored_ledger_is_what_it_was_and_the_other_is_kept(
    taizhang, ledger, backup, here, server
):
    rights = asked(ledger.owner_url, OWNERS), asked(ledger.owner_url, TRIGGERS)
    taizhang("import", lines(here / "two.jsonl", OTHER))
    answer = taizhang("restore", backup)
    assert (answer.exit_code, "--replace" in answer.stderr) == (2, True)
    assert counted(taizhang) == 2
    answer = restored_with(taizhang, backup)
    assert answer.exit_code == 0, answer.stderr
    assert counted(taizhang) == 1
    assert (asked(ledger.owner_url, OWNERS), asked(ledger.owner_url, TRIGGERS)) == rights
    there, aside = server.names(ledger.database)
    assert aside.startswith(f"{there}_before_restore_2") and aside in answer.stderr
    commands = "SELECT count(*) FROM answered_commands"
    assert asked(server.of(aside), commands) == [(2,)]
    assert taizhang("verify").exit_code == 0
    assert "0 differences" in taizhang("read-models", "verify").stderr
    assert taizhang("read-models", "rebuild").exit_code == 0
    assert "1 already there" in taizhang("import", here / "one.jsonl").stderr
    for table in LOG:
        with pytest.raises(InsufficientPrivilege):
            asked(ledger.serving_url, f"DELETE FROM {table}")


def test_where_there_is_no_database_it_is_made(taizhang, ledger, backup, server):
    left = f"{ledger.database}_restoring"  # by a restore that was killed
    server.do("DROP DATABASE {}", ledger.database)
    server.do("CREATE DATABASE {} OWNER {}", left, ledger.owner)
    answer = taizhang("restore", backup)
    assert answer.exit_code == 0, answer.stderr
    assert (counted(taizhang), server.names(ledger.database)) == (1, [ledger.database])


def test_a_ledger_in_use_is_not_replaced(taizhang, ledger, backup, server):
    with psycopg.connect(ledger.serving_url):
        answer = restored_with(taizhang, backup)
    assert (answer.exit_code, "in use" in answer.stderr) == (2, True)
    assert server.names(ledger.database) == [ledger.database]


def test_a_history_brings_the_ledger_up_to_a_moment(taizhang, ledger, backup, here):
    later = [OTHER | {"recorded_at": f"2004-06-0{day}T10:00:00+08:00"} for day in (1, 2)]
    later[1] |= {"id_number": next(people(1))["id_number"], "name": "张伟"}
    taizhang("import", lines(here / "later.jsonl", *later))
    taizhang("export", "--history", here / "ledger.jsonl")
    until = ("--history", here / "ledger.jsonl", "--until", later[0]["recorded_at"])
    answer = restored_with(taizhang, backup, *until)
    assert "1 commands carried out again, 1 already there" in answer.stderr
    assert (answer.exit_code, counted(taizhang)) == (0, 2)
    assert taizhang("verify").exit_code == 0


def test_a_copy_that_lacks_rows_gets_no_name(taizhang, ledger, here, monkeypatch):

    def lacking(database, server, _snapshot, file):
        with psycopg.connect(database.conninfo, autocommit=True) as connection:
            connection.execute("DELETE FROM preferences; DELETE FROM accounts")
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            ((other,),) = connection.execute("SELECT pg_export_snapshot()").fetchall()
            dump(database, server, other, file)

    monkeypatch.setattr(copies_of_a_server, "dump", lacking)
    answer = taizhang("backup", here / "backup.dump")
    assert (answer.exit_code, "Read back" in answer.stderr) == (2, True)
    assert list(here.glob("*backup*")) == list(here.glob(".*")) == []


def test_a_log_that_is_not_whole_is_copied_and_said_and_not_restored(
    taizhang, ledger, here, server
):
    with psycopg.connect(server.of(ledger.database)) as connection:
        connection.execute("ALTER TABLE stored_events DISABLE TRIGGER ALL")
        connection.execute("UPDATE stored_events SET topic = E'a\tb' WHERE notification_id = 2")
    answer = taizhang("backup", here / "backup.dump")
    assert (answer.exit_code, "first bad position 2" in answer.stderr) == (1, True)
    answer = restored_with(taizhang, here / "backup.dump")
    assert (answer.exit_code, "first bad position 2" in answer.stderr) == (1, True)
    assert server.names(ledger.database) == [ledger.database]


def test_half_a_backup_is_not_restored(taizhang, ledger, backup, server):
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) * 9 // 10])
    answer = restored_with(taizhang, backup)
    assert (answer.exit_code, "pg_restore" in answer.stderr) == (2, True)
    assert (counted(taizhang), server.names(ledger.database)) == (1, [ledger.database])


def test_without_the_key_of_the_numbers_nothing_is_restored(taizhang, ledger, backup, here, server):
    (key,) = (here / "var").glob("*.key")
    key.unlink()
    answer = restored_with(taizhang, backup)
    assert (answer.exit_code, "key file" in answer.stderr) == (2, True)
    assert server.names(ledger.database) == [ledger.database]


@pytest.mark.parametrize("taken", ["ALTER ROLE {0} NOCREATEDB", "REVOKE {1} FROM {0}"])
def test_a_role_that_may_not_is_told_and_leaves_nothing(taizhang, ledger, backup, server, taken):
    server.do(taken, ledger.owner, ledger.serving)
    answer = restored_with(taizhang, backup)
    assert (answer.exit_code, ledger.owner in answer.stderr) == (2, True), answer.stderr
    assert (counted(taizhang), server.names(ledger.database)) == (1, [ledger.database])
