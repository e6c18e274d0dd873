"""How long a password is, how it is hashed and compared."""

import secrets
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from argon2.profiles import RFC_9106_LOW_MEMORY

from interfaces.accounts.errors import PasswordTooLong, PasswordTooShort

SHORTEST = 10
LONGEST = 1024
"""Characters. The upper bound keeps a huge text from being hashed at the server's cost."""

HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
"""argon2id, 64 MiB, three passes (RFC 9106, section 4, second recommended option)."""

# Without the letters and digits that are mistaken for each other when read out or written down.
_LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """Sixteen legible characters in four groups: 79 bits."""
    letters = [secrets.choice(_LEGIBLE) for _ in range(16)]
    return "-".join("".join(letters[i : i + 4]) for i in range(0, 16, 4))


def hashed(password: str) -> str:
    """The argon2id hash with its salt and parameters. Raises PasswordTooShort, PasswordTooLong."""
    if len(password) < SHORTEST:
        raise PasswordTooShort(shortest=SHORTEST)
    if len(password) > LONGEST:
        raise PasswordTooLong(longest=LONGEST)
    return HASHER.hash(_octets(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one hashed; None (nobody's hash) costs the same and is False."""
    # A too long password is nobody's: the empty one stands for it, and the work stays the same.
    offered = _octets(password) if len(password) <= LONGEST else b""
    try:
        return HASHER.verify(password_hash or _nobodys_hash(HASHER), offered)
    except VerifyMismatchError:
        return False


def outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(password_hash)


@lru_cache(maxsize=1)
def _nobodys_hash(hasher: PasswordHasher) -> str:
    return hasher.hash(secrets.token_bytes())


def _octets(password: str) -> bytes:
    # Input methods differ in how they compose the same characters (NIST SP 800-63B, 5.1.1.2);
    # a lone surrogate can be sent in JSON and must be a wrong password, not an error.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
