"""A ledger of the few units of the random histories."""

from tests.indicators.conftest import few_units, ledger, new_ledger

__all__ = ("few_units", "ledger", "new_ledger")
