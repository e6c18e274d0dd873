"""The key of the claims lies outside the database, and the ledger knows its own."""

import stat
from pathlib import Path

import pytest

from application.kernel.claims import Claimed, claim_stream
from application.kernel.keys.key import KeyDiffers, KeyMissing, KeyUnreadable
from application.tracker import CaseTracker
from domain.kernel.claim import ClaimTaken
from domain.worker.errors import WorkerAlreadyRegistered
from tests.databases import database_in
from tests.register.office import opened, registration, request, visit, worker

ON_BOTH = pytest.mark.usefixtures("database")


def made(folder: Path) -> Path:
    """A ledger with one worker; where its key lies."""
    with opened(folder) as tracker:
        tracker.do(request(registration(1), "a"))
    return database_in(folder).beside(".key")


def claims(tracker: CaseTracker) -> list[str]:
    history = tracker.register.history()
    return [str(r.stream) for r in history if isinstance(r.fact, ClaimTaken)]


@ON_BOTH
def test_a_new_ledger_makes_a_key_that_only_its_owner_reads(tmp_path: Path):
    key = made(tmp_path)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(bytes.fromhex(key.read_text("ascii"))) == 32


@ON_BOTH
def test_with_its_key_the_ledger_finds_its_workers_again(tmp_path: Path):
    key = made(tmp_path)
    elsewhere = tmp_path / "elsewhere.key"
    key.rename(elsewhere)
    with opened(tmp_path, elsewhere) as tracker:
        assert not tracker.do(request(visit(1, "x"), "b")).replayed
        with pytest.raises(WorkerAlreadyRegistered):
            tracker.do(request(registration(1), "c"))
    assert not key.exists()


@ON_BOTH
def test_without_its_key_the_ledger_does_not_open_and_makes_no_other(tmp_path: Path):
    key = made(tmp_path)
    kept = key.read_text("ascii")
    key.unlink()
    with pytest.raises(KeyMissing) as refused:
        opened(tmp_path)
    assert refused.value.facts == {"file": str(key)}
    assert not key.exists()
    key.write_text(kept, "ascii")
    opened(tmp_path).close()


@ON_BOTH
def test_with_the_key_of_another_ledger_it_does_not_open(tmp_path: Path):
    made(tmp_path)
    another = tmp_path / "another"
    another.mkdir()
    other_key = made(another)
    with pytest.raises(KeyDiffers) as refused:
        opened(tmp_path, other_key)
    assert refused.value.facts == {"file": str(other_key)}


def test_the_log_tells_no_number_and_two_ledgers_name_it_differently(tmp_path: Path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = made(tmp_path / "one"), made(tmp_path / "two")
    with opened(one.parent) as first, opened(two.parent) as second:
        assert len(claims(first)) == len(claims(second)) == 1
        assert claims(first) != claims(second)
        key = bytes.fromhex(one.read_text("ascii"))
        stream = claim_stream(key, Claimed.IDENTITY_NUMBER, worker(1))
        assert claims(first) == [str(stream)]


def test_an_identity_number_is_no_certificate_number():
    key = bytes(32)
    streams = {claim_stream(key, claimed, worker(1)) for claimed in Claimed}
    assert len(streams) == len(Claimed)


@ON_BOTH
@pytest.mark.parametrize("text", ["", "abc", "0" * 63, "g" * 64, "é" * 32])
def test_a_damaged_key_is_no_key(tmp_path: Path, text: str):
    key = made(tmp_path)
    key.write_text(text, "utf-8")
    with pytest.raises(KeyUnreadable):
        opened(tmp_path)


@ON_BOTH
def test_a_new_ledger_does_not_begin_with_a_damaged_key(tmp_path: Path):
    database_in(tmp_path).beside(".key").touch()
    with pytest.raises(KeyUnreadable):
        opened(tmp_path)
