"""Ledgers of the few units of the random histories, whose report engine is asked."""

import random

import pytest

from tests.indicators.conftest import few_units, ledger, new_ledger
from tests.reports.questions import lives

__all__ = ("few_units", "ledger", "new_ledger")


@pytest.fixture(scope="session")
def told():
    """The lines of a history, to be recorded."""
    return lives(random.Random(7), workers=8)
