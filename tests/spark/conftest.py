"""A ledger of the few units of the random histories."""

from tests.indicators.conftest import ledger, new_ledger

__all__ = ("ledger", "new_ledger")
