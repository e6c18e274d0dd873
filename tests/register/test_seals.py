"""Seals: made after midnight, signed outside the database, checked elsewhere."""

import shutil
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from application.kernel.clock import FixedClock
from application.kernel.database import SQLite
from application.kernel.integrity.daily_seals import (
    SealKeyDiffers,
    SealKeyMissing,
    SealKeyUnreadable,
    own_public_key,
)
from application.kernel.integrity.faults import Wrong
from application.kernel.integrity.integrity import check
from application.kernel.integrity.seal import Seal
from application.kernel.integrity.seal_file import SealFileUnusable, read_seal_file, seal_lines
from application.kernel.log.rights import LOG
from application.kernel.snapshots import snapshot, tables
from application.tracker import CaseTracker
from tests.databases import database_in
from tests.register.office import NOW, opened, registration, request, visit
from tests.register.tampering import at_work, sealed_ledger, tampering, written_anew
from tests.register.test_unavailable import read_only

ON_BOTH = pytest.mark.usefixtures("database")


def seals(tracker: CaseTracker) -> list[Seal]:
    return tracker.register.seals.all()


def move_clock(tracker: CaseTracker, **by: int) -> None:
    assert isinstance(tracker.clock, FixedClock)
    tracker.clock.at = NOW + timedelta(**by)


@ON_BOTH
def test_a_day_is_sealed_by_the_first_write_after_it(tmp_path: Path):
    with opened(tmp_path) as tracker:
        at_work(tracker, 0)
        assert seals(tracker) == []
        before = tracker.position
        move_clock(tracker, hours=7)
        tracker.do(request(registration(9), "after midnight"))
        (seal,) = seals(tracker)
        assert (seal.number, seal.day, seal.position) == (1, "2005-06-30", before)
        tracker.do(request(visit(9, "x"), "once more"))
        assert seals(tracker) == [seal]


@ON_BOTH
def test_a_start_after_days_without_work_seals_them_once(tmp_path: Path):
    with opened(tmp_path) as tracker:
        at_work(tracker, 0)
        move_clock(tracker, days=10)
        tracker.seals.when_due()
        tracker.seals.when_due()
        (seal,) = seals(tracker)
        assert seal.day == "2005-07-09"
        move_clock(tracker, days=20)
        tracker.seals.when_due()
        assert seals(tracker) == [seal]


def test_what_could_not_be_sealed_for_want_of_space_is_sealed_by_a_later_write(tmp_path: Path):
    with opened(tmp_path) as tracker:
        at_work(tracker, 0)
        move_clock(tracker, days=1)
        with read_only(tracker):
            tracker.seals.when_due()
        assert seals(tracker) == []
        tracker.do(request(visit(1, "x"), "later"))
        assert [seal.day for seal in seals(tracker)] == ["2005-06-30"]


@ON_BOTH
def test_a_seal_on_demand_has_all_there_is_and_is_signed(tmp_path: Path):
    with opened(tmp_path) as tracker:
        at_work(tracker, 0)
        first = tracker.seals.seal()
        assert tracker.seals.seal() is None
        tracker.do(request(visit(1, "x"), "x"))
        second = tracker.seals.seal()
    assert first and second
    assert (second.previous, second.number) == (first.digest, 2)
    Ed25519PublicKey.from_public_bytes(first.public_key).verify(first.signature, first.message)
    assert check(database_in(tmp_path), {first.public_key}).faults == []


@ON_BOTH
def test_the_key_lies_beside_the_database_and_is_for_its_owner_only(tmp_path: Path):
    database = sealed_ledger(tmp_path)
    key = database.beside(".seal-key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert own_public_key(key) == check(database, None).seals[0].public_key
    if isinstance(database, SQLite):
        assert key.read_bytes() not in database.path.read_bytes()


@ON_BOTH
@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (lambda key: key.unlink(), SealKeyMissing),
        (lambda key: key.write_text("x"), SealKeyUnreadable),
    ],
)
def test_without_its_key_the_ledger_goes_on_unsealed_and_says_so(tmp_path: Path, spoil, refusal):
    spoil(sealed_ledger(tmp_path).beside(".seal-key"))
    with opened(tmp_path) as tracker:
        at_work(tracker, 5)
        assert len(seals(tracker)) == 2
        assert isinstance(tracker.seals.trouble(), refusal)
        with pytest.raises(refusal):
            tracker.seals.seal()


@ON_BOTH
def test_another_key_is_taken_only_when_that_is_said(tmp_path: Path):
    key = sealed_ledger(tmp_path).beside(".seal-key")
    first = own_public_key(key)
    key.unlink()
    with opened(tmp_path) as tracker:
        seal = tracker.seals.seal(new_key=True)
        assert seal and seal.public_key != first
        assert tracker.seals.trouble() is None
        (tmp_path / "other").mkdir()
        shutil.copy(sealed_ledger(tmp_path / "other").beside(".seal-key"), key)
        at_work(tracker, 6)
        with pytest.raises(SealKeyDiffers):
            tracker.seals.seal()
    assert first
    assert check(database_in(tmp_path), {first, seal.public_key}).faults == []
    assert check(database_in(tmp_path), {first}).faults[0].wrong is Wrong.KEY_DIFFERS


def test_a_ledger_from_before_there_was_a_chain_gets_one_and_the_seal_says_since_when(
    tmp_path: Path,
):
    file = sealed_ledger(tmp_path).files
    with tampering(file) as connection:
        connection.execute("DROP TABLE log_chain")
        connection.execute("DROP TABLE log_seals")
    assert [fault.wrong for fault in check(file, None).faults] == [Wrong.NO_CHAIN]
    with opened(tmp_path) as tracker:
        before = tracker.position
        at_work(tracker, 9)
        tracker.seals.seal()
        seal = seals(tracker)[-1]
    assert (seal.since, seal.position) == (before, before + 6)
    assert check(file, None).faults == []


def test_exported_seals_tell_on_another_machine_what_the_database_hides(tmp_path: Path):
    file, kept = sealed_ledger(tmp_path).files, tmp_path / "seals.jsonl"
    with opened(tmp_path) as tracker:
        log = tracker.register.seals
        kept.write_bytes(b"".join(seal_lines(log.all(), log.hashes())))
    sealed = read_seal_file(kept)
    assert check(file, sealed.keys, sealed.seals, sealed.hashes).faults == []
    with tampering(file) as connection:
        connection.execute("UPDATE stored_events SET topic='x' WHERE rowid=9")
        connection.execute("DELETE FROM log_seals")
        written_anew(connection)
    assert check(file, None).faults == []
    by_seals = check(file, sealed.keys, sealed.seals).faults[0]
    assert (by_seals.wrong, by_seals.position, by_seals.other) == (Wrong.REWRITTEN, 8, 13)
    by_hashes = check(file, sealed.keys, sealed.seals, sealed.hashes).faults[0]
    assert (by_hashes.wrong, by_hashes.position) == (Wrong.REWRITTEN, 9)


@ON_BOTH
@pytest.mark.parametrize("cut", [0, 1, 100, 700, -5])
def test_half_a_file_of_seals_is_none(tmp_path: Path, cut: int):
    sealed_ledger(tmp_path)
    with opened(tmp_path) as tracker:
        whole = b"".join(seal_lines(seals(tracker)))
    (tmp_path / "half.jsonl").write_bytes(whole[:cut])
    with pytest.raises(SealFileUnusable):
        read_seal_file(tmp_path / "half.jsonl")


@ON_BOTH
def test_every_table_of_the_log_is_there(tmp_path: Path):
    opened(tmp_path).close()
    with snapshot(database_in(tmp_path)) as there:
        assert set(LOG) <= tables(there)
