"""The keys of the people: durable before they are used, wrapped under a master key outside."""

import sqlite3
import stat
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from application.kernel.keys import keys_at_hand
from application.kernel.keys.key import keys_beside
from application.kernel.keys.keys_at_hand import KeysAtHand
from application.kernel.keys.sealing import PeopleLocked
from application.kernel.log.sqlite import SQLiteLog
from domain.kernel.fact import ERASED, LOCKED
from tests.register.office import opened, registration, request, visit, worker
from tests.register.people import PEOPLE, TEXT, sealed_texts

KEY = bytes(32)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def test_keys_and_master_key_are_their_owners_only(ledger: Path):
    keys = keys_beside(ledger)
    sealed_texts(keys)
    for name in ("ledger.keys", "ledger.master"):
        assert stat.S_IMODE((ledger.parent / name).stat().st_mode) == 0o600
    keys.close()


def test_the_key_file_alone_opens_nothing(ledger: Path):
    keys = keys_beside(ledger)
    texts = sealed_texts(keys)
    keys.close()
    ledger.with_suffix(".master").unlink()
    again = keys_beside(ledger)
    assert again.locked is not None
    assert again.locked.facts["problem"] == "master-key-missing"
    assert {again.unseal(who, text, b"here") for who, text in texts.items()} == {LOCKED}
    with pytest.raises(PeopleLocked):
        again.ensure([uuid4()])
    assert not ledger.with_suffix(".master").exists()
    again.close()


def test_another_master_key_opens_nothing(ledger: Path):
    keys_beside(ledger).close()
    keys = keys_beside(ledger)
    sealed_texts(keys)
    keys.close()
    ledger.with_suffix(".master").write_text("ab" * 32)
    again = keys_beside(ledger)
    assert again.locked is not None
    assert again.locked.facts["problem"] == "master-key-differs"
    again.close()


def test_a_destroyed_key_is_in_no_byte_of_the_store(ledger: Path):
    keys = keys_beside(ledger)
    texts = sealed_texts(keys)
    wrapped = keys.store.find(PEOPLE)[PEOPLE[0]]
    assert wrapped is not None
    files = [ledger.with_suffix(".keys"), ledger.with_suffix(".keys-wal")]
    assert any(wrapped in file.read_bytes() for file in files if file.exists())
    keys.destroy(PEOPLE[0])
    assert not any(wrapped in file.read_bytes() for file in files if file.exists())
    assert keys.unseal(PEOPLE[0], texts[PEOPLE[0]], b"here") == ERASED
    keys.close()
    again = keys_beside(ledger)
    assert again.unseal(PEOPLE[0], texts[PEOPLE[0]], b"here") == ERASED
    assert again.unseal(PEOPLE[1], texts[PEOPLE[1]], b"here") == TEXT
    again.close()


def test_a_key_that_another_process_destroyed_is_looked_up_again(ledger: Path):
    here, there = keys_beside(ledger), keys_beside(ledger)
    texts = sealed_texts(here)
    there.destroy(PEOPLE[0])
    here.forget([PEOPLE[0]])
    assert here.unseal(PEOPLE[0], texts[PEOPLE[0]], b"here") == ERASED
    here.close()
    there.close()


def test_the_key_of_a_new_worker_is_durable_before_the_first_fact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    seen: list[int] = []
    insert = SQLiteLog.insert_events

    def inserting(recorder, events, **more):
        store = sqlite3.connect(tmp_path / "ledger.keys")
        known = {UUID(bytes=row[0]) for row in store.execute("SELECT worker FROM people_keys")}
        store.close()
        seen.append(sum(event.originator_id in known for event in events))
        return insert(recorder, events, **more)

    with opened(tmp_path) as tracker:
        monkeypatch.setattr(SQLiteLog, "insert_events", inserting)
        tracker.do(request(registration(1), "a"))
        tracker.do(request(visit(1, "在家"), "b"))
    assert seen == [1, 1]


def test_who_has_no_room_at_hand_has_a_key_all_the_same(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keys_at_hand, "GENERATION", 1)
    keys = keys_beside(ledger)
    texts = sealed_texts(keys)
    made = keys.store.find(PEOPLE)
    keys.ensure(PEOPLE)
    assert keys.store.find(PEOPLE) == made
    assert {keys.unseal(who, text, b"here") for who, text in texts.items()} == {TEXT}
    keys.close()


def test_a_key_that_the_store_did_not_take_seals_nothing(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
):
    """As when the master key is rotated again and again: what it sealed would never open."""
    keys = keys_beside(ledger)
    with monkeypatch.context() as rotating:
        rotating.setattr(keys.store, "add", lambda *_: False)
        for make in (keys.reserved, lambda: keys.ensure(PEOPLE)):
            with pytest.raises(PeopleLocked):
                make()
    assert keys.store.find([keys.reserved()])
    keys.close()


def test_keys_at_hand_are_those_used_last(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keys_at_hand, "GENERATION", 2)
    used, *others = (uuid4() for _ in range(6))
    keys = KeysAtHand()
    keys.keep(used, KEY)
    for other in others:
        keys.keep(other, KEY)
        assert keys.get(used) == KEY
    assert others[0] not in keys


def test_a_key_that_is_no_more_does_not_come_back_to_hand():
    """Who looked for it just before it was destroyed brings it just after."""
    keys, who = KeysAtHand(), uuid4()
    keys.keep(who, ERASED)
    keys.keep(who, KEY)
    assert keys.get(who) == ERASED
    keys.forget([who])
    assert who not in keys


def test_a_ledger_that_finds_another_key_store_is_locked_and_writes_nothing(tmp_path: Path):
    with opened(tmp_path) as tracker:
        tracker.do(request(registration(1), "a"))
    (tmp_path / "ledger.keys").rename(tmp_path / "away")
    with opened(tmp_path) as tracker:
        assert tracker.keys.locked is not None
        before = tracker.position
        with pytest.raises(PeopleLocked) as refused:
            tracker.do(request(visit(1, "在家"), "b"))
        assert refused.value.facts["problem"] == "key-store"
        with pytest.raises(PeopleLocked):
            tracker.do(request(registration(2), "c"))
        assert tracker.position == before
    for name in ("ledger.keys", "ledger.keys-wal", "ledger.keys-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / "away").rename(tmp_path / "ledger.keys")
    with opened(tmp_path) as tracker:
        assert not tracker.do(request(visit(1, "在家"), "b")).replayed


def test_no_number_is_in_the_log_or_its_answers(tmp_path: Path):
    with opened(tmp_path) as tracker:
        tracker.do(request(registration(1), "a"))
        rows = tracker.register._rows("SELECT state FROM stored_events")
        answers = tracker.register._rows("SELECT digest FROM answered_commands")
        assert not any(worker(1).encode() in bytes(row[0]) for row in [*rows, *answers])
