"""Another master key in the place of the present one."""

from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application.kernel.keys.keyring import Keyring
from application.kernel.keys.master_key import MasterKeyInEnvironment, fingerprint, new_key
from application.kernel.keys.sealing import opened, sealed


def rotate(keys: Keyring) -> int:
    """Wrap every key of a worker under a new master key; return how many.

    Wherever this stops, one of the keys at the place of the master key opens all: both are there
    before the first is wrapped anew, and all are wrapped anew at once. A key in the environment
    cannot be put there from here: the new one stands behind the old one already. Raises
    `PeopleLocked`, `MasterKeyInEnvironment`.
    """
    keys.require_open()
    old = keys.take_master()
    keys.require_open()
    assert old is not None
    in_file = keys.master.text is None
    new = new_key() if in_file else keys.master.read()[-1]
    if new == old:
        raise MasterKeyInEnvironment()
    if in_file:
        keys.master.put([old, new])
    unwrapping, wrapping = AESGCM(old), AESGCM(new)

    def again(worker: UUID, wrapped: bytes) -> bytes:
        return sealed(wrapping, opened(unwrapping, wrapped, worker.bytes), worker.bytes)

    count = keys.store.rewrap(again, fingerprint(new))
    if in_file:
        keys.master.put([new])
    keys.take_master()
    return count
