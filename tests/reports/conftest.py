"""Ledgers of the few units of the random histories, whose report engine is asked."""

from tests.indicators.conftest import ledger, new_ledger

__all__ = ("ledger", "new_ledger")
