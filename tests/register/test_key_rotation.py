"""Another master key takes the place of the present one, and nobody is lost on the way."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from application.kernel.keys import rotation as key_rotation
from application.kernel.keys.key import keys_beside
from application.kernel.keys.key_store import KeyFile
from application.kernel.keys.keyring import Keyring
from application.kernel.keys.master_key import MasterKeyInEnvironment, MasterKeys
from tests.register.people import PEOPLE, TEXT, all_open, sealed_texts


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def test_rotation_wraps_every_key_anew_and_takes_the_old_master_key_away(ledger: Path):
    keys = keys_beside(ledger)
    texts = sealed_texts(keys)
    keys.destroy(PEOPLE[4])
    old, wrapped = keys.master.read(), keys.store.find(PEOPLE)
    assert key_rotation.rotate(keys) == 4
    assert len(keys.master.read()) == 1
    assert keys.master.read() != old
    assert all(key != wrapped[who] for who, key in keys.store.find(PEOPLE[:4]).items())
    keys.close()
    del texts[PEOPLE[4]]
    assert all_open(ledger, texts)


class Stopped(Exception):
    pass


@pytest.mark.parametrize("step", range(4))
def test_stopped_at_any_step_one_of_the_master_keys_opens_everything(
    ledger: Path, step: int, monkeypatch: pytest.MonkeyPatch
):
    keys = keys_beside(ledger)
    texts = sealed_texts(keys)
    steps = iter(range(4))

    def stopping(does):
        def done(*given):
            if next(steps) == step:
                raise Stopped
            return does(*given)

        return done

    monkeypatch.setattr(MasterKeys, "put", stopping(MasterKeys.put))
    monkeypatch.setattr(KeyFile, "rewrap", stopping(KeyFile.rewrap))
    monkeypatch.setattr(Keyring, "take_master", stopping(Keyring.take_master))
    with pytest.raises(Stopped):
        key_rotation.rotate(keys)
    monkeypatch.undo()
    keys.close()
    assert all_open(ledger, texts)
    keys = keys_beside(ledger)
    key_rotation.rotate(keys)
    assert len(keys.master.read()) == 1
    keys.close()
    assert all_open(ledger, texts)


def test_a_rotation_stopped_within_the_wrapping_wraps_none(ledger: Path):
    keys = keys_beside(ledger)
    texts = sealed_texts(keys)
    wrapped = keys.store.find(PEOPLE)
    count = iter(range(3))

    def again(_who: UUID, key: bytes) -> bytes:
        if next(count) == 2:
            raise Stopped
        return key[::-1]

    with pytest.raises(Stopped):
        keys.store.rewrap(again, "another")
    assert keys.store.find(PEOPLE) == wrapped
    keys.close()
    assert all_open(ledger, texts)


def test_a_process_that_runs_goes_on_after_a_rotation(ledger: Path):
    running, rotating = keys_beside(ledger), keys_beside(ledger)
    texts = sealed_texts(running)
    running.forget(PEOPLE)
    key_rotation.rotate(rotating)
    assert running.unseal(PEOPLE[0], texts[PEOPLE[0]], b"here") == TEXT
    key_rotation.rotate(rotating)
    new = uuid4()
    running.ensure([new])
    text = running.seal(new, TEXT, b"here")
    assert rotating.unseal(new, text, b"here") == TEXT
    running.close()
    rotating.close()


def test_a_master_key_in_the_environment_is_changed_there(ledger: Path):
    old, new = "11" * 32, "22" * 32
    keys = keys_beside(ledger, MasterKeys(ledger, old))
    texts = sealed_texts(keys)
    with pytest.raises(MasterKeyInEnvironment):
        key_rotation.rotate(keys)
    keys.close()
    keys = keys_beside(ledger, MasterKeys(ledger, f"{old},{new}"))
    key_rotation.rotate(keys)
    keys.close()
    keys = keys_beside(ledger, MasterKeys(ledger, new))
    assert keys.unseal(PEOPLE[0], texts[PEOPLE[0]], b"here") == TEXT
    assert not ledger.with_suffix(".master").exists()
    keys.close()
