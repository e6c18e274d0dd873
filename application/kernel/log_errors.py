"""What the log answers when it does not take a write."""

from domain.kernel.errors import DomainError, Refusal


class Conflict(Exception):
    """Somebody else wrote first on one of the streams, or answered the same command."""


class LedgerUnavailable(DomainError):
    """The database did not take the write: locked for long, full, or read-only."""

    code = "ledger-unavailable"
    sort = Refusal.NOT_NOW
