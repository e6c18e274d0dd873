"""What each bad line is told: its field and a code of its own."""

import pytest

from application.imports.lines import BadLine
from tests.imports.lines_at_hand import END, OTHER, REGISTER, START, brought, codes, without


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (START | {"effective_on": "2099-01-01"}, [("effective_on", "day-in-the-future")]),
        (OTHER | {"station": "999999001"}, [("station", "unit-unknown")]),
        (OTHER | {"station": "440703"}, [("station", "not-a-station")]),
        (END | {"effective_on": "2003-11-01"}, [(None, "not-employed")]),
        (
            START | {"effective_on": "2003-01-01"},
            [("effective_on", "before-registration")],
        ),
        (REGISTER | {"name": "陈建军"}, [("id_number", "worker-already-registered")]),
        (START | {"command": "promote-worker"}, [("command", "command-unknown")]),
        (START | {"command": 7}, [("command", "command-unknown")]),
        (without(START, "command"), [("command", "command-missing")]),
        (START | {"salary": 900}, [("salary", "extra-forbidden")]),
        (START | {"contract_months": "many"}, [("contract_months", "int-parsing")]),
        (
            without(START, "kind") | {"effective_on": "soon"},
            [("effective_on", "date-from-datetime-parsing"), ("kind", "missing")],
        ),
        (START | {"worker": "440703195305012418"}, [("worker", "identity-number-invalid")]),
        (
            START | {"recorded_at": "2099-01-01T00:00:00+08:00"},
            [("recorded_at", "recorded-in-the-future")],
        ),
        (
            START | {"recorded_at": "2003-10-07T00:00:00+08:00"},
            [("recorded_at", "recorded-backwards")],
        ),
        (START | {"recorded_at": "2004-04-02T09:00:00"}, [("recorded_at", "timezone-aware")]),
        (
            START | {"recorded_at": "0001-01-01T00:00:00+14:00"},
            [("recorded_at", "greater-than-equal")],
        ),
        (START | {"command_id": "seven"}, [("command_id", "uuid-parsing")]),
        (BadLine(2, None, "not-json", {"column": 3}), [(None, "not-json")]),
    ],
)
def test_every_mistake_has_its_own_code(tracker, line, expected):
    report = brought(tracker, REGISTER, line)
    assert codes(report) == [(2, field, code) for field, code in expected]
