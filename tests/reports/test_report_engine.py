"""The file of the report engine: made, followed, made anew, and read by several processes."""

import json
import threading

import duckdb
import pytest

from application.kernel.answering.engines import ReportsUnavailable
from application.kernel.bitemporal.models import TABLES
from application.kernel.keys.personal_text import is_personal
from application.kernel.reports import reports
from tests.cli.conftest import RATE, REGISTER, here, lines, started, taizhang
from tests.indicators.asking import registered
from tests.ledger import record
from tests.reports.questions import counted, in_the_file, without_engine

__all__ = ("here", "started", "taizhang")


def test_an_answer_is_as_late_as_the_store_though_the_file_is_not(ledger, told):
    record(ledger, told[:10])
    made_at = ledger.engines.reports.sync()
    record(ledger, told[10:])
    answer = counted(ledger, on=ledger.engines.reports)
    assert without_engine(answer) == without_engine(counted(ledger, on=ledger.store))
    assert answer["position"] == ledger.position > made_at
    assert in_the_file(ledger) == made_at


def test_sync_brings_the_file_itself_up_to_date(ledger, told):
    for some in (told[:10], told[10:30], told[30:]):
        record(ledger, some)
        assert ledger.engines.reports.sync() == ledger.position == in_the_file(ledger)


def test_rows_lie_by_when_they_were_known_and_held_so_that_a_question_skips_most(ledger, told):
    for some in (told[:30], told[30:]):  # made from the store, then from what is seen
        record(ledger, some)
        ledger.engines.reports.sync()
        with duckdb.connect(str(ledger.engines.file), read_only=True) as file:
            of = "recorded_until, effective_until, stream"
            lie = file.execute(f"SELECT {of} FROM episodes").fetchall()
        assert lie == sorted(lie)


def test_a_fact_that_takes_away_is_followed_too(ledger):
    person = registered("2004-03-01", "440703195305012419")
    record(ledger, [person])
    ledger.engines.reports.sync()
    before = counted(ledger, on=ledger.engines.reports)["rows"][0]["denominator"]
    void = {"worker": person["id_number"], "reason": "fraud", "effective_on": "2004-03-01"}
    record(ledger, [{"command": "void-registration", **void}])
    after = counted(ledger, on=ledger.engines.reports)["rows"][0]["denominator"]
    assert (before, after) == (1, 0)


def test_no_table_of_the_file_has_a_personal_text(ledger):
    assert not [column for table in TABLES for column in table.columns if is_personal(column)]
    assert all("recorded_until" in table.columns for table in TABLES)
    worker = "440703195305012419"
    fields = {"phone": "13900001234", "household_address": "蓬江区虚构路九号"}
    person = registered("2004-03-01", worker, name="欧阳不存在", **fields)
    record(ledger, [person])
    ledger.engines.reports.sync()
    with duckdb.connect(str(ledger.engines.file), read_only=True) as file:
        rows = str([file.execute(f"FROM {table.name}").fetchall() for table in TABLES])
    assert "440703002" in rows
    for personal in ("欧阳不存在", worker, worker[6:], *fields.values()):
        assert personal not in rows
        assert personal.encode() not in ledger.engines.file.read_bytes()


def test_only_the_owner_reads_the_file_and_nothing_is_left_beside_it(ledger, told):
    record(ledger, told[:10])
    ledger.engines.reports.sync()
    record(ledger, told[10:])
    ledger.engines.reports.sync()
    file = ledger.engines.file
    assert file.stat().st_mode & 0o077 == 0
    left = {path.name for path in file.parent.iterdir() if "reports" in path.name}
    assert left == {file.name, f"{file.name}.lock"}


def test_a_large_ledger_is_asked_in_columns_once_the_file_is_there(ledger, told):
    record(ledger, told)
    ledger.engines.large = ledger.position
    assert counted(ledger)["engine"] == "store"
    assert ledger.engines.reports_wanted.is_set()
    ledger.engines.reports.sync()
    assert counted(ledger)["engine"] == "reports"
    ledger.engines.large += 1
    assert counted(ledger)["engine"] == "store"


def test_a_server_makes_the_file_aside(ledger, told):
    record(ledger, told)
    ledger.engines.large = 0
    with ledger.engines.kept():
        assert counted(ledger)["engine"] == "store"
        while not ledger.engines.file.exists():
            threading.Event().wait(0.05)
    assert counted(ledger)["engine"] == "reports"


def test_too_much_to_take_in_is_left_to_sync(ledger, told, monkeypatch):
    record(ledger, told[:10])
    ledger.engines.reports.sync()
    ledger.engines.large = 0
    record(ledger, told[10:])
    monkeypatch.setattr(reports, "MOST_BEHIND", 5)
    assert counted(ledger)["engine"] == "store"
    assert ledger.engines.reports_wanted.is_set()


def test_where_the_file_cannot_be_made_the_store_answers(ledger, told, monkeypatch):
    record(ledger, told)
    ledger.engines.reports.sync()
    ledger.engines.large = 0
    monkeypatch.setattr(ledger.engines.reports, "_following", _full_disk)
    assert counted(ledger)["engine"] == "store"
    with pytest.raises(ReportsUnavailable):
        counted(ledger, on=ledger.engines.reports)


def _full_disk():
    raise duckdb.IOException("No space left on device")


def test_several_processes_read_while_one_makes_the_file(taizhang, started, here):
    people = (
        REGISTER | {"id_number": number} for number in ("440703195305012419", "440703196203102426")
    )
    taizhang("import", lines(here / "people.jsonl", *people))
    ask = (*RATE, "--engine", "reports", "--format", "json")
    running = [started(*ask), started("reports", "sync"), started(*ask), started(*ask)]
    told = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0], told
    answers = [json.loads(out) for out, _ in told if out]
    assert [answer["rows"][0]["denominator"] for answer in answers] == [2, 2, 2]
