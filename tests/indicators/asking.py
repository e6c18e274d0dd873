"""Questions to indicators, and the lines of lives made up by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from application.indicators.catalogue import INDICATORS
from application.indicators.head_count import HeadCount
from application.indicators.marks import Behind, Cell
from application.indicators.period import Asked
from application.kernel.answering.query import Sight
from application.tracker import CaseTracker
from domain.unit.units import Level
from tests.oracle.book import Line, identity_number

Row = dict[str, Any]
WEST, EAST, SOUTH = "440703002", "440703005", "440704001"


def asked(
    as_of: str, from_: str | None = None, known_at: str | None = None, level: str = "county"
) -> Asked:
    return Asked(
        date.fromisoformat(as_of),
        date.fromisoformat(from_) if from_ else None,
        datetime.fromisoformat(known_at) if known_at else None,
        Level(level),
    )


def rows(
    tracker: CaseTracker, name: str, question: Asked, **switches: str | int
) -> dict[tuple[str, ...], Row]:
    """The rows of an answer by unit and group, and category where it has one."""
    answer = tracker.ask(INDICATORS[name].asked(question, switches))
    keys = ("unit", "group", "category")
    return {tuple(row[key] for key in keys if key in row): row for row in answer["rows"]}


@dataclass(frozen=True)
class Recounted:
    """Every cell of an answer with the people behind it, in one snapshot."""

    indicator: HeadCount

    def answer(self, sight: Sight) -> list[tuple[Cell, int, list[Behind]]]:
        shown = self.indicator.answer(sight)["rows"]
        cells = (
            (Cell(row["unit"], row["group"], column, row.get("category", "all")), row[column])
            for row in shown
            for column in self.indicator.columns
        )
        return [
            (cell, count, self.indicator.behind(sight, cell))
            for cell, count in cells
            if count or cell.unit == "440703002"
        ]


def person(nth: int, born: str = "1970-05-05", sex: str = "male") -> str:
    return identity_number(born, sex, nth)


def line(command: str, day: str, worker: str, recorded: str | None = None, **more: Any) -> Line:
    """A line of a history, recorded on the evening of its day where nothing else is said."""
    named = {"id_number" if command == "register-worker" else "worker": worker}
    at = {"recorded_at": f"{recorded or day}T20:00:00+08:00"}
    return {"command": command, **named, "effective_on": day, **at, **more}


def registered(day: str, worker: str, station: str = WEST, **more: Any) -> Line:
    fields = {"name": "陈建国", "category": "soe_laid_off", "unemployed_since": day} | more
    return line("register-worker", day, worker, station=station, **fields)


def in_order(lines: Iterable[Line]) -> list[Line]:
    """As they are recorded; those of one moment in the order given."""
    return sorted(lines, key=lambda told: told["recorded_at"])


def shown(row: Mapping[str, Any], *columns: str) -> tuple[Any, ...]:
    return tuple(row[column] for column in columns)
