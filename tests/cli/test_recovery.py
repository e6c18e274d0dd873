"""`taizhang backup` and `taizhang restore`: nothing lost, nothing half, nothing over another."""

import json
import signal
import sqlite3
import stat
import time
from pathlib import Path

import pytest

from application.kernel.integrity.integrity import check
from tests.cli.conftest import OTHER, RATE, REGISTER, lines
from tests.cli.test_processes import people
from tests.register.tampering import tampering

WENT_ON = OTHER | {"recorded_at": "2004-06-01T10:00:00+08:00"}


@pytest.fixture
def ledger(taizhang, here):
    assert taizhang("import", lines(here / "one.jsonl", REGISTER)).exit_code == 0
    taizhang("account", "add", "chen", "--role", "clerk", "--unit", "440703002")
    return here / "var" / "taizhang.db"


def counted(taizhang):
    return json.loads(taizhang(*RATE, "--format", "json").stdout)["rows"][0]["denominator"]


def accounts(taizhang):
    found = json.loads(taizhang("account", "list", "--format", "json").stdout)
    return [account["name"] for account in found]


def test_a_backup_is_one_file_of_its_owner_and_names_the_keys_that_are_not_in_it(
    taizhang, ledger, here
):
    answer = taizhang("backup", here / "backup.db")
    assert answer.exit_code == 0
    assert "3 facts and 1 accounts copied to" in answer.stderr
    assert str(ledger.with_suffix(".key").name) in answer.stderr
    assert str(ledger.with_suffix(".seal-key").name) in answer.stderr
    assert stat.S_IMODE((here / "backup.db").stat().st_mode) == 0o600
    assert [path.name for path in here.glob("*backup*")] == ["backup.db"]
    assert list(here.glob(".*")) == []


def test_into_a_folder_it_is_named_by_the_moment(taizhang, ledger, here):
    (here / "backups").mkdir()
    taizhang("backup", here / "backups")
    (found,) = (here / "backups").iterdir()
    assert found.name.startswith("taizhang-2") and found.suffix == ".db"


def test_no_backup_is_written_over_another(taizhang, ledger, here):
    (here / "backup.db").write_text("another")
    answer = taizhang("backup", here / "backup.db")
    assert (answer.exit_code, "a file of that name" in answer.stderr) == (2, True)
    assert (here / "backup.db").read_text() == "another"


def test_a_restored_ledger_answers_as_the_one_that_was_lost(taizhang, ledger, here):
    taizhang("backup", here / "backup.db")
    for file in ledger.parent.glob("taizhang.db*"):
        file.unlink()
    answer = taizhang("restore", here / "backup.db")
    assert answer.exit_code == 0, answer.stderr
    assert (counted(taizhang), accounts(taizhang)) == (1, ["chen"])
    assert taizhang("verify").exit_code == 0
    assert "0 differences" in taizhang("read-models", "verify").stderr
    assert "1 already there" in taizhang("import", here / "one.jsonl").stderr
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o600


def test_a_ledger_that_is_there_is_replaced_only_when_told_and_is_kept(taizhang, ledger, here):
    taizhang("backup", here / "backup.db")
    taizhang("import", lines(here / "two.jsonl", OTHER))
    answer = taizhang("restore", here / "backup.db")
    assert (answer.exit_code, "--replace" in answer.stderr) == (2, True)
    assert counted(taizhang) == 2
    assert taizhang("restore", here / "backup.db", "--replace").exit_code == 0
    assert counted(taizhang) == 1
    (aside,) = ledger.parent.glob("taizhang-before-restore-*.db")
    connection = sqlite3.connect(aside)
    assert connection.execute("SELECT count(*) FROM answered_commands").fetchone() == (2,)
    connection.close()


def test_a_ledger_in_use_is_not_replaced(taizhang, ledger, here):
    taizhang("backup", here / "backup.db")
    other = sqlite3.connect(ledger)
    other.execute("SELECT count(*) FROM stored_events").fetchone()
    answer = taizhang("restore", here / "backup.db", "--replace")
    other.close()
    assert (answer.exit_code, "in use" in answer.stderr) == (2, True)
    assert list(ledger.parent.glob("*restore*")) == []


def test_a_backup_that_somebody_changed_is_not_restored(taizhang, ledger, here):
    taizhang("backup", here / "backup.db")
    with tampering(here / "backup.db") as connection:
        connection.execute("UPDATE stored_events SET state=x'00' WHERE rowid=2")
    before = ledger.read_bytes()
    answer = taizhang("restore", here / "backup.db", "--replace")
    assert (answer.exit_code, "first bad position 2" in answer.stderr) == (1, True)
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(("cut", "words"), [(0, "not whole"), (100, "half"), (30_000, "half.db")])
def test_half_a_backup_is_not_restored(taizhang, ledger, here, cut, words):
    taizhang("backup", here / "backup.db")
    (here / "half.db").write_bytes((here / "backup.db").read_bytes()[:cut])
    answer = taizhang("restore", here / "half.db", "--replace")
    assert (answer.exit_code in (1, 2), words in answer.stderr) == (True, True), answer.stderr
    assert counted(taizhang) == 1


def test_without_the_key_of_the_numbers_nothing_is_restored(taizhang, ledger, here):
    taizhang("backup", here / "backup.db")
    for file in ledger.parent.iterdir():
        file.unlink()
    answer = taizhang("restore", here / "backup.db")
    assert (answer.exit_code, "key file" in answer.stderr) == (2, True)
    assert list(ledger.parent.iterdir()) == []


def test_a_log_that_is_not_whole_is_backed_up_all_the_same_and_said(taizhang, ledger, here):
    with tampering(ledger) as connection:
        connection.execute("UPDATE stored_events SET topic='x' WHERE rowid=2")
    answer = taizhang("backup", here / "backup.db")
    assert (answer.exit_code, "first bad position 2" in answer.stderr) == (1, True)
    assert (here / "backup.db").exists()


def test_a_history_brings_the_ledger_up_to_a_moment(taizhang, ledger, here):
    taizhang("backup", here / "backup.db")
    later = [WENT_ON, WENT_ON | {"recorded_at": "2004-06-02T10:00:00+08:00"}]
    later[1] |= {"id_number": next(people(1))["id_number"], "name": "张伟"}
    taizhang("import", lines(here / "later.jsonl", *later))
    taizhang("export", "--history", here / "ledger.jsonl")
    restore = ("restore", here / "backup.db", "--replace", "--history", here / "ledger.jsonl")
    answer = taizhang(*restore, "--until", "2004-06-01T10:00:00+08:00")
    assert "1 commands carried out again, 1 already there" in answer.stderr
    assert (answer.exit_code, counted(taizhang)) == (0, 2)
    for file in ledger.parent.glob("*before*"):
        file.unlink()
    assert taizhang(*restore).exit_code == 0
    assert counted(taizhang) == 3
    assert taizhang("verify").exit_code == 0
    again = here / "again.jsonl"
    taizhang("export", "--history", again)
    assert again.read_bytes() == (here / "ledger.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--until", "2004-06-01T10:00:00+08:00"], "--until needs --history"),
        (["--history", "one.jsonl", "--until", "yesterday"], "a moment like"),
        (["--history", "one.jsonl", "--until", "2004-06-01T10:00:00"], "time zone"),
    ],
)
def test_a_moment_that_is_none_is_said(taizhang, ledger, here, options, words):
    taizhang("backup", here / "backup.db")
    answer = taizhang("restore", here / "backup.db", "--replace", *options)
    assert (answer.exit_code, words in answer.stderr) == (2, True)


def test_a_backup_while_others_write_is_one_moment(taizhang, started, ledger, here):
    writing = started("import", lines(here / "many.jsonl", *people(400)))
    taken: list[Path] = []
    while writing.poll() is None or not taken:
        file = here / f"during-{len(taken)}.db"
        assert taizhang("backup", file).exit_code == 0
        taken.append(file)
    writing.communicate(timeout=60)
    assert taizhang("restore", taken[-1], "--replace").exit_code == 0
    assert counted(taizhang) in (1, 401)


@pytest.mark.parametrize("what", ["backup", "restore"])
def test_killed_in_the_middle_nothing_half_is_left(taizhang, started, ledger, here, what):
    taizhang("backup", here / "whole.db")
    before = ledger.read_bytes()
    command = {"backup": ("new.db",), "restore": ("whole.db", "--replace")}[what]
    for tenths in range(3, 40, 3):
        process = started(what, *command)
        time.sleep(tenths / 10)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        if (here / "new.db").exists():
            assert check(here / "new.db", None).faults == []
        if process.returncode == 0 or (here / "new.db").exists():
            break
        assert what == "restore" or ledger.read_bytes() == before
    assert taizhang("verify").exit_code == 0
    assert counted(taizhang) == 1
    taizhang("backup", here / "last.db")
    assert list(here.glob(".*part*")) == []
