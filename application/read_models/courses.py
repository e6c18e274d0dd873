"""Courses that run, and who attends them, as last known.

A course is told by its name, its provider, its trade and its hours together. Void and merged
registrations attend nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Column, Date, Index, Integer, Select, String, Table, func, select

from application.kernel.answering.paging import Page, Paged
from application.kernel.answering.query import Sight
from application.kernel.projecting.read_model import (
    METADATA,
    History,
    ReadModel,
    Rows,
    stream_column,
)
from application.read_models.worker_file import alive, card, shown, within
from application.read_models.worker_row import WORKER_FILE
from domain.training.trainings import TrainingFact, enrolments

ENROLMENTS = Table(
    "enrolments",
    METADATA,
    stream_column(),
    Column("course", String(200), nullable=False),
    Column("provider", String(200), nullable=False),
    Column("trade", String(200), nullable=False),
    Column("hours", Integer, nullable=False),
    Column("enrolled_on", Date, nullable=False),
    Column("finished_on", Date),
)
"""What was not told of a course is empty, its hours 0, so that courses have an order."""
Index("ix_enrolments_running", ENROLMENTS.c.finished_on, ENROLMENTS.c.course)
_FOLLOWS = TrainingFact.__args__


class Course(NamedTuple):
    course: str
    provider: str = ""
    trade: str = ""
    hours: int = 0


def rows_of(history: History) -> Rows:
    """One row an enrolment, finished or not."""
    facts = [(r.version, r.fact) for r in history if isinstance(r.fact, _FOLLOWS)]
    return {
        ENROLMENTS: [
            {
                "stream": history[0].stream,
                "course": stay.enrolled.course,
                "provider": stay.enrolled.provider or "",
                "trade": stay.enrolled.trade or "",
                "hours": stay.enrolled.hours or 0,
                "enrolled_on": stay.enrolled.effective_on,
                "finished_on": stay.finished and stay.finished.effective_on,
            }
            for stay in enrolments(facts)
        ]
    }


@dataclass(frozen=True)
class CoursesRunning(Paged):
    """Courses that somebody attends: `course`, `people`, and `begun_on`, the first enrolment.

    Raises `CursorInvalid`, `UnitUnknown`.
    """

    area: str | None = None

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        e = ENROLMENTS.c
        key = (e.course, e.provider, e.trade, e.hours)
        statement = (
            select(
                *key,
                func.count().label("people"),
                func.min(e.enrolled_on).label("begun_on"),
            )
            .join(WORKER_FILE, WORKER_FILE.c.stream == e.stream)
            .where(e.finished_on.is_(None), alive(), within(WORKER_FILE, self.area, sight.units))
            .group_by(*key)
        )
        found = self.page(sight.connection, statement, *key)
        return Page(
            [
                {
                    "course": Course(*(row[column.name] for column in key)),
                    "people": row["people"],
                    "begun_on": row["begun_on"],
                }
                for row in found.items
            ],
            found.cursor,
        )


@dataclass(frozen=True)
class Attending(Paged):
    """Cards of those who attend a course, with `enrolled_on`; in the order of enrolment.

    Raises `CursorInvalid`, `UnitUnknown`.
    """

    course: Course
    today: date
    area: str | None = None

    def statement(self, sight: Sight) -> Select[Any]:
        e = ENROLMENTS.c
        wanted = (e[name] == value for name, value in self.course._asdict().items())
        return (
            card(self.today)
            .add_columns(e.enrolled_on)
            .join(ENROLMENTS, e.stream == WORKER_FILE.c.stream)
            .where(
                *wanted,
                e.finished_on.is_(None),
                alive(),
                within(WORKER_FILE, self.area, sight.units),
            )
        )

    def answer(self, sight: Sight) -> Page[dict[str, Any]]:
        e = ENROLMENTS.c
        found = self.page(sight.connection, self.statement(sight), e.enrolled_on, e.stream)
        return Page([shown(row) for row in found.items], found.cursor)


MODEL = ReadModel("enrolments", 2, _FOLLOWS, (ENROLMENTS,), rows_of)
