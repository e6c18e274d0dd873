"""What the log answers when it does not take a write."""

import errno

from sqlalchemy.exc import OperationalError

from domain.kernel.errors import DomainError, Refusal

_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


class Conflict(Exception):
    """Somebody else wrote first on one of the streams, or answered the same command."""


class LedgerUnavailable(DomainError):
    """The database did not take the write: locked for long, full, or read-only."""

    code = "ledger-unavailable"
    sort = Refusal.NOT_NOW


def does_not_take(error: Exception) -> bool:
    """Whether it says that the database or its disk takes nothing now, in words of their own."""
    if isinstance(error, OSError):
        return error.errno in _DISK
    return isinstance(error, OperationalError)
