"""The keys of a ledger: outside the database, made once, and recognised again."""

import os
import re
import secrets
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Column, Connection, String, Table, delete, insert, select

from application.kernel.database import Database, database_at
from application.kernel.keys.key_store import KeyFile
from application.kernel.keys.keyring import Keyring
from application.kernel.keys.master_key import MasterKeys
from application.kernel.log.register import Register
from application.kernel.projecting.read_model import METADATA
from domain.kernel.errors import DomainError, Refusal

_UNITS_ALONE = 1
_FORM = re.compile(rb"[0-9a-f]{64}")

LEDGER = Table(
    "ledger",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)


class KeyMissing(DomainError):
    """The ledger was made with a key that is not where it was."""

    code = "key-missing"
    sort = Refusal.STALE


class KeyDiffers(DomainError):
    code = "key-differs"
    sort = Refusal.STALE


class KeyUnreadable(DomainError):
    """The file does not hold 64 hexadecimal digits."""

    code = "key-unreadable"
    sort = Refusal.STALE


def key_of(connection: Connection, file: Path) -> bytes:
    """The key of this ledger; a new ledger makes one, readable by its owner only.

    Raises `KeyMissing`, `KeyUnreadable`, `KeyDiffers`: with another key no number would be found
    again.
    """
    known = connection.scalar(select(LEDGER.c.value).where(LEDGER.c.name == "key-fingerprint"))
    if not file.exists():
        if known:
            raise KeyMissing(file=str(file))
        _made(file)
    key = _read(file)
    fingerprint = sha256(b"taizhang key " + key).hexdigest()
    if known is None:
        connection.execute(insert(LEDGER).values(name="key-fingerprint", value=fingerprint))
    elif known != fingerprint:
        raise KeyDiffers(file=str(file))
    return key


def keys_beside(database: Database | Path, master: MasterKeys | None = None) -> Keyring:
    """The keys of the people of a ledger, made where there are none."""
    database = database_at(database)
    database.files.parent.mkdir(parents=True, exist_ok=True)
    store = KeyFile(database.beside(".keys"))
    return Keyring(store, master or MasterKeys(database.beside(".master")))


def know_store(connection: Connection, keys: Keyring, register: Register) -> None:
    """The ledger knows the store of its keys; with another, its people are locked.

    Where there are no people yet, any will do.
    """
    LEDGER.create(connection, checkfirst=True)
    known = connection.scalar(select(LEDGER.c.value).where(LEDGER.c.name == "key-store"))
    if known == keys.store.id:
        return
    if known and register.position() > _UNITS_ALONE:
        keys.lock("key-store", keys.store.place)
        return
    connection.execute(delete(LEDGER).where(LEDGER.c.name == "key-store"))
    connection.execute(insert(LEDGER).values(name="key-store", value=keys.store.id))


def _read(file: Path) -> bytes:
    text = file.read_bytes().strip()
    if not _FORM.fullmatch(text):
        raise KeyUnreadable(file=str(file))
    return bytes.fromhex(text.decode())


def _made(file: Path) -> None:
    """Whole or not at all: a file half-written would be another key."""
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(secrets.token_hex(32) + "\n")
    os.link(unfinished, file)
    unfinished.unlink()
