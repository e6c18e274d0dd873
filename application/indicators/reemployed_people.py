"""Who is in the re-employment rate, one row a person (JM-2003 R1–R7).

Within a period that begins on a given day, nothing about a person in the rate changes between
two of the person's episodes but the age: where counted, whether without work, whether
re-employed since the first day. So the ledger gives spans of as-of days through which a person
is counted alike, and one rule answers for one day as for the month ends of a whole year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    func,
    or_,
    select,
    true,
)
from sqlalchemy import cast as sql_cast

from application.indicators.period import Asked
from application.indicators.switches import OlderAges, ruled
from application.kernel.answering.query import Sight
from application.kernel.bitemporal.clocks import NEVER, known
from application.kernel.bitemporal.episodes import EPISODES
from domain.policy.book import parameter
from domain.worker.pieces import REEMPLOYED
from domain.worker.vocabulary import CloseReason, Status

SWITCHES = ("denominator", "attribution", "age_at", "numerator", "older_male", "older_female")
ALWAYS = 0
NOT_SUBTRACTED_UNCONFIRMED = CloseReason.WISH_WITHDRAWN


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule switches of one answer."""

    denominator: str
    attribution: str
    age_at: str
    numerator: str
    older_male: int
    older_female: int

    def shown(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in SWITCHES}


def rules_for(asked: Asked, switched: Mapping[str, str | int], sight: Sight) -> Rules:
    """The rules in force on the as-of date, with those that the question switches.

    Raises `ParameterUnknown`, `ParameterOutOfBounds`.
    """
    return Rules(**ruled(map(parameter, SWITCHES), switched, asked, sight))


def people(asked: Asked, rules: Rules, stations: Sequence[str] | None = None) -> Subquery:
    """One row a person of the denominator: where counted, whether older and re-employed.

    With `stations`, only those who stood there at some time: more than those counted there.
    """
    span, last = spans(asked, rules, stations).subquery("spans").c, asked.days[1]
    told = (
        "stream",
        "sex",
        "birth",
        "station",
        "counts",
        "status",
        "entered_by",
        "unemployed_by",
        "hired_on",
        "hired_by",
    )
    return (
        select(
            *(span[name] for name in told),
            case((span.older_on <= last, 1), else_=0).label("older"),
        )
        .where(span.since <= last, span.until > last)
        .subquery("people")
    )


def spans(asked: Asked, rules: Rules, stations: Sequence[str] | None = None) -> Select[Any]:
    """Spans of as-of days [since, until), and how a person counts on any of them.

    Only those that touch the period. A person is older from `older_on` on; what ends in `_by` is
    the version of a fact in the case file.
    """
    e, before = EPISODES.c, EPISODES.alias("before")
    hired = e.hired_on >= asked.days[0]
    hired_on = _of_first_hire(before.c.effective_from, e.hired_on, hired)
    return (
        select(
            e.stream,
            e.sex,
            e.birth,
            _station(before, rules).label("station"),
            _older_on(hired_on, rules).label("older_on"),
            _counts(hired, rules).label("counts"),
            e.status,
            e.entered_by,
            e.unemployed_by,
            hired_on.label("hired_on"),
            _of_first_hire(before.c.entered_by, e.entered_by, hired).label("hired_by"),
            e.effective_from.label("since"),
            e.effective_until.label("until"),
        )
        .select_from(EPISODES.outerjoin(before, _hired_before(before, asked)))
        .where(
            known(EPISODES, asked.known),
            e.counted,
            e.effective_from <= asked.days[1],
            e.effective_until > asked.days[0],
            or_(hired, _without_work(asked, rules)),
            _among(stations),
        )
    )


def _hired_before(before: FromClause, asked: Asked) -> ColumnElement[bool]:
    """The first re-employment of the period, where it was over when the episode began.

    Most people have none: who is re-employed still is, and the episode itself tells of it.
    """
    b, e, first = before.c, EPISODES.c, asked.days[0]
    return and_(
        e.hired_on >= first,
        known(before, asked.known),
        b.stream == e.stream,
        b.entered == REEMPLOYED,
        b.effective_from >= first,
        b.effective_until <= e.effective_from,
        or_(b.hired_before.is_(None), b.hired_before < first),
    )


def _of_first_hire(
    before: ColumnElement[int], here: ColumnElement[int], hired: ColumnElement[bool]
) -> ColumnElement[int]:
    """What tells of the first re-employment of the period; None where there is none."""
    return func.coalesce(before, case((hired, here)))


def _counts(hired: ColumnElement[bool], rules: Rules) -> ColumnElement[int]:
    if rules.numerator == "current":
        hired = and_(hired, EPISODES.c.status == Status.REEMPLOYED)
    return case((hired, 1), else_=0)


def _station(before: FromClause, rules: Rules) -> ColumnElement[str]:
    """Where a person counts: who was hired where the case was on that day (R6)."""
    of_day: ColumnElement[str] = EPISODES.c.station
    return func.coalesce(before.c.station, of_day) if rules.attribution == "event" else of_day


def _older_on(hired_on: ColumnElement[int], rules: Rules) -> ColumnElement[int]:
    """From which day on a person is older: who was hired stays as on that day (R5)."""
    reached = OlderAges(rules.older_male, rules.older_female).reached_on(EPISODES.c)
    if rules.age_at == "as_of":
        return reached
    at_hire = case((hired_on >= reached, ALWAYS), (hired_on < reached, NEVER), else_=reached)
    return sql_cast(at_hire, Integer)


def _among(stations: Sequence[str] | None) -> ColumnElement[bool]:
    if stations is None:
        return true()
    stood = EPISODES.alias("stood")
    return EPISODES.c.stream.in_(select(stood.c.stream).where(stood.c.station.in_(stations)))


def _without_work(asked: Asked, rules: Rules) -> ColumnElement[bool]:
    """In the denominator though not re-employed in the period (R4)."""
    e = EPISODES.c
    left = and_(e.status == Status.CLOSED, e.unemployed_until >= asked.days[0])
    if rules.denominator == "net":
        left = and_(left, e.entered == NOT_SUBTRACTED_UNCONFIRMED, e.confirmed.is_(False))
    return or_(e.status == Status.UNEMPLOYED, left)


def sums(found: Subquery) -> Select[Any]:
    """Persons and persons re-employed by station, sex and whether older."""
    by = (found.c.station, found.c.sex, found.c.older)
    return select(*by, total(found.c.counts), func.count()).group_by(*by)


def total(numbers: ColumnElement[int]) -> ColumnElement[int]:
    """DuckDB adds up to 128 bits, which take its driver five times as long to hand over."""
    return sql_cast(func.sum(numbers), BigInteger)
