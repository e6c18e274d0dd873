"""The key of the claims: outside the database, made once, recognised by its fingerprint."""

import os
import secrets
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Column, Connection, String, Table, insert, select

from application.kernel.read_model import METADATA
from domain.kernel.errors import DomainError, Refusal

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


def key_of(connection: Connection, file: Path) -> bytes:
    """The key of this ledger; a new ledger makes one, readable by its owner only.

    Raises `KeyMissing`, `KeyDiffers`: with another key no number would be found again.
    """
    known = connection.scalar(select(LEDGER.c.value).where(LEDGER.c.name == "key-fingerprint"))
    if not file.exists():
        if known:
            raise KeyMissing(file=str(file))
        _made(file)
    key = bytes.fromhex(file.read_text(encoding="ascii").strip())
    fingerprint = sha256(b"taizhang key " + key).hexdigest()
    if known is None:
        connection.execute(insert(LEDGER).values(name="key-fingerprint", value=fingerprint))
    elif known != fingerprint:
        raise KeyDiffers(file=str(file))
    return key


def _made(file: Path) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(secrets.token_hex(32) + "\n")
