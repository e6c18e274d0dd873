"""A few people with keys, and a text under each."""

from pathlib import Path
from uuid import UUID

from application.kernel.keys.key import keys_beside
from application.kernel.keys.keyring import Keyring

PEOPLE = [UUID(int=n) for n in range(1, 6)]
TEXT = "陈建国".encode()


def sealed_texts(keys: Keyring) -> dict[UUID, bytes]:
    keys.ensure(PEOPLE)
    return {person: keys.seal(person, TEXT, b"here") for person in PEOPLE}


def all_open(ledger: Path, texts: dict[UUID, bytes]) -> bool:
    keys = keys_beside(ledger)
    try:
        return all(keys.unseal(who, text, b"here") == TEXT for who, text in texts.items())
    finally:
        keys.close()
