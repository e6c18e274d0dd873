"""Lines of a history, and bringing them to a ledger."""

from datetime import UTC, datetime

from application.imports.importing import Import
from application.imports.lines import BadLine, Line
from tests.ledger import OPERATOR

NOW = datetime(2005, 7, 1, tzinfo=UTC)
REGISTER = {
    "command": "register-worker",
    "id_number": "440703195305012419",
    "name": "陈建国",
    "category": "soe_laid_off",
    "unemployed_since": "2003-09-30",
    "station": "440703002",
    "effective_on": "2003-10-08",
    "recorded_at": "2003-10-08T10:00:00+08:00",
}
START = {
    "command": "start-employment",
    "worker": REGISTER["id_number"],
    "kind": "labour_contract",
    "effective_on": "2004-04-01",
    "recorded_at": "2004-04-02T09:00:00+08:00",
}
END = {
    "command": "end-employment",
    "worker": REGISTER["id_number"],
    "reason": "resigned",
    "effective_on": "2004-09-01",
    "recorded_at": "2004-09-02T09:00:00+08:00",
}
VOID = {
    "command": "void-employment",
    "worker": REGISTER["id_number"],
    "started_on": "2004-04-01",
    "reason": "entered_in_error",
    "effective_on": "2004-04-01",
    "recorded_at": START["recorded_at"],
}
OTHER = REGISTER | {"id_number": "440703196203102426", "name": "李秀英"}


def brought(tracker, *lines, by=OPERATOR, **wishes):
    numbered = [
        line if isinstance(line, BadLine) else Line(number, line)
        for number, line in enumerate(lines, 1)
    ]
    return tracker.bring(Import(lambda: iter(numbered), by, **wishes))


def codes(report):
    return [(r.number, p.field, p.code) for r in report.refused for p in r.problems]


def without(line, field):
    return {name: value for name, value in line.items() if name != field}
