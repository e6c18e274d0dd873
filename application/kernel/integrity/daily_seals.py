"""Making seals: the key, which day is due, and who may go on with another key."""

import os
import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from application.kernel.clock import Clock, day_of, microseconds
from application.kernel.integrity.seal import Seal
from application.kernel.integrity.signed_history import SignedHistory
from application.kernel.log.errors import LedgerUnavailable
from application.kernel.log.log import Standing
from application.kernel.log.register import Register
from domain.kernel.errors import DomainError, Refusal

SUFFIX = ".seal-key"


class SealKeyMissing(DomainError):
    """The ledger has seals, and the key that made them is not where it was."""

    code = "seal-key-missing"
    sort = Refusal.STALE


class SealKeyDiffers(DomainError):
    """The key is not the one that made the last seal."""

    code = "seal-key-differs"
    sort = Refusal.STALE


class SealKeyUnreadable(DomainError):
    """The file does not hold a private key of Ed25519 in PEM."""

    code = "seal-key-unreadable"
    sort = Refusal.STALE


class DailySeals:
    """The seals of an open ledger."""

    def __init__(self, register: Register, clock: Clock, key_file: Path) -> None:
        self.key_file = key_file
        self._register = register
        self._clock = clock
        self._looked_on: date | None = None

    def when_due(self) -> None:
        """Seal what was recorded until midnight, at the first write or start after it.

        Without its key the ledger goes on unsealed: losing that key loses no fact, and `verify`
        says from where on there is no seal. Where nothing can be written, whoever wants to write
        is told so by the write itself, and sealing waits for the next.
        """
        today = day_of(self._clock.now())
        if today == self._looked_on:
            return
        try:
            self._seal(today - timedelta(days=1), only_if_due=True)
        except LedgerUnavailable:
            return
        except (SealKeyMissing, SealKeyDiffers, SealKeyUnreadable):
            pass
        self._looked_on = today

    def seal(self, *, new_key: bool = False) -> Seal | None:
        """Seal what is recorded up to now; None when the last seal has all of it.

        `new_key` begins with the key that is in the file, or makes one, though others sealed
        before. Raises `SealKeyMissing`, `SealKeyDiffers`, `SealKeyUnreadable`.
        """
        return self._seal(day_of(self._clock.now()), new_key=new_key)

    def sign_history(self, lines: int, head: bytes, marks: Sequence[bytes]) -> SignedHistory:
        """The statement that a history of so many lines was exported from this ledger.

        Raises `SealKeyMissing`, `SealKeyDiffers`, `SealKeyUnreadable`.
        """
        last = self._register.seals.last()
        key = self._key(last, new_key=False)
        chain = self._register.seals.origin().command_id or b""
        at = microseconds(self._clock.now())
        return SignedHistory(chain, at, lines, head, b"", marks=tuple(marks)).signed(key)

    def public_key(self) -> str:
        """In PEM. Raises `SealKeyMissing`, `SealKeyDiffers`, `SealKeyUnreadable`."""
        return public_pem(self._key(self._register.seals.last(), new_key=False))

    def trouble(self) -> DomainError | None:
        """Why no further seal can be made now; None where one can."""
        if last := self._register.seals.last():
            try:
                self._key(last, new_key=False)
            except DomainError as refusal:
                return refusal
        return None

    def _seal(self, day: date, *, new_key: bool = False, only_if_due: bool = False) -> Seal | None:
        def made(standing: Standing) -> Seal | None:
            last = standing.last
            if standing.head.number == (last.link if last else 0):
                return None
            if only_if_due and last and last.of_day >= day:
                return None
            key = self._key(last, new_key=new_key)
            return self._next(standing, day).signed(key)

        return self._register.seals.put(made)

    def _next(self, standing: Standing, day: date) -> Seal:
        """The seal, not yet signed."""
        origin, head, position, last = standing
        assert origin.command_id is not None
        return Seal(
            number=last.number + 1 if last else 1,
            day=day.isoformat(),
            chain=origin.command_id,
            since=origin.position,
            link=head.number,
            position=position,
            head=head.hash,
            sealed_at=microseconds(self._clock.now()),
            previous=last.digest if last else b"",
            public_key=b"",
        )

    def _key(self, last: Seal | None, *, new_key: bool) -> Ed25519PrivateKey:
        if not self.key_file.exists():
            if last and not new_key:
                raise SealKeyMissing(file=str(self.key_file))
            _made(self.key_file)
        key = private_key(self.key_file)
        if last and not new_key and key.public_key().public_bytes_raw() != last.public_key:
            raise SealKeyDiffers(file=str(self.key_file))
        return key


def private_key(file: Path) -> Ed25519PrivateKey:
    """Raises `SealKeyUnreadable`, `OSError`."""
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise SealKeyUnreadable(file=str(file)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise SealKeyUnreadable(file=str(file))
    return key


def own_public_key(file: Path) -> bytes | None:
    """The 32 bytes of the public key; None where there is no key. Raises `SealKeyUnreadable`."""
    return private_key(file).public_key().public_bytes_raw() if file.exists() else None


def public_pem(key: Ed25519PrivateKey) -> str:
    form = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return form.decode("ascii")


def _made(file: Path) -> None:
    """Whole or not at all, readable by its owner only."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(pem)
        opened.flush()
        os.fsync(opened.fileno())
    try:
        os.link(unfinished, file)
    finally:
        unfinished.unlink()
