"""The console of `tests/web`, with people of two counties on the ledger, for whoever attacks it."""

from uuid import UUID

import pytest

from application.tracker import CaseTracker
from tests.api.requests import LI
from tests.ledger import record
from tests.web.cases import APPLIED, ISSUED, REGISTERED, of, registered
from tests.web.conftest import (
    app,
    clerk,
    clock,
    office,
    opened_office,
    quick_hashing,
    reviewer,
    signed_in,
    tracker,
)

__all__ = [
    "app",
    "clerk",
    "clock",
    "office",
    "opened_office",
    "quick_hashing",
    "reviewer",
    "signed_in",
    "tracker",
]


@pytest.fixture
def chen(tracker: CaseTracker) -> UUID:
    """Of the clerk's street, with a certificate in force."""
    record(tracker, [registered(recorded_at=REGISTERED), APPLIED, ISSUED])
    return UUID(of(tracker).rpartition("/")[2])


@pytest.fixture
def li(tracker: CaseTracker) -> UUID:
    """Of another county."""
    someone = {"id_number": LI, "name": "李小红", "station": "440704001"}
    record(tracker, [registered(recorded_at=REGISTERED, **someone)])
    return UUID(of(tracker, LI).rpartition("/")[2])
