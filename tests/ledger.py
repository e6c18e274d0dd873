"""A ledger for tests: history lines in, answers out, through the door that everybody uses."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import orjson

from application.indicators.period import Asked
from application.indicators.reemployment_rate import ReemploymentRate
from application.kernel.actors import operator
from application.kernel.writing.sitting import Request, perform
from application.tracker import HANDLERS, TRADE, CaseTracker
from domain.unit.units import Level
from tests.oracle.units import UNITS, Units

OPERATOR = operator("tests")


def units_file(path: Path, units: Units = UNITS) -> Path:
    """A units file of the few units that random histories use."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("code", "name", "level", "parent"))
        writer.writerows((code, f"单位{code}", *place) for code, place in units.items())
    return path


def request(line: Mapping[str, Any], nth: int = 1) -> Request:
    """The request of a history line; the nth of the same line is the same command again."""
    fields = dict(line)
    command = HANDLERS[fields.pop("command")].command
    at = fields.pop("recorded_at", None)
    return Request(
        command.model_validate(fields),
        OPERATOR,
        uuid5(NAMESPACE_URL, f"{_text(line)}#{nth}"),
        datetime.fromisoformat(at) if at else None,
    )


def _text(line: Mapping[str, Any]) -> str:
    return orjson.dumps(line, option=orjson.OPT_SORT_KEYS).decode()


def record(tracker: CaseTracker, lines: Iterable[Mapping[str, Any]]) -> None:
    """Record all lines in one save, and bring the read models up to date."""
    shelf = tracker.shelf()
    seen: Counter[str] = Counter()
    for line in lines:
        seen[_text(line)] += 1
        perform(shelf, TRADE, request(line, seen[_text(line)]), tracker.clock.now())
    tracker.register.save(*shelf.written)
    tracker.projector.catch_up()


def asked_of(
    as_of: str, known_at: str | None = None, level: str = "county", from_: str | None = None
) -> Asked:
    """The question of contract §4 from its texts."""
    return Asked(
        date.fromisoformat(as_of),
        date.fromisoformat(from_) if from_ else None,
        datetime.fromisoformat(known_at) if known_at else None,
        Level(level),
    )


def rate_rows(
    tracker: CaseTracker,
    as_of: str,
    known_at: str | None = None,
    level: str = "county",
    rules: Mapping[str, str | int] | None = None,
    from_: str | None = None,
) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of the re-employment rate by unit and group."""
    answer = tracker.ask(ReemploymentRate(asked_of(as_of, known_at, level, from_), rules or {}))
    return {(row["unit"], row["group"]): row for row in answer["rows"]}
