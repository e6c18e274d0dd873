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
from application.kernel.bitemporal.clocks import NEVER, known
from application.kernel.bitemporal.episodes import EPISODES
from application.kernel.query import Sight
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
    e, hire = EPISODES.c, EPISODES.alias("hire")
    hired = e.hired_on >= asked.days[0]
    counts = hired if rules.numerator == "ever" else and_(hired, e.status == Status.REEMPLOYED)
    return (
        select(
            e.stream,
            e.sex,
            e.birth,
            _station(hire, rules).label("station"),
            _older_on(hire, rules).label("older_on"),
            case((counts, 1), else_=0).label("counts"),
            e.status,
            e.entered_by,
            e.unemployed_by,
            hire.c.effective_from.label("hired_on"),
            hire.c.entered_by.label("hired_by"),
            e.effective_from.label("since"),
            e.effective_until.label("until"),
        )
        .select_from(EPISODES.outerjoin(hire, _first_hire(hire, asked)))
        .where(
            known(EPISODES, asked.known),
            e.counted,
            e.effective_from <= asked.days[1],
            e.effective_until > asked.days[0],
            or_(hired, _without_work(asked, rules)),
            _among(stations),
        )
    )


def _first_hire(hire: FromClause, asked: Asked) -> ColumnElement[bool]:
    """The first re-employment of the period, where it was by the beginning of the episode."""
    h, e, first = hire.c, EPISODES.c, asked.days[0]
    return and_(
        e.hired_on >= first,
        known(hire, asked.known),
        h.stream == e.stream,
        h.entered == REEMPLOYED,
        h.effective_from.between(first, e.effective_from),
        or_(h.hired_before.is_(None), h.hired_before < first),
    )


def _station(hire: FromClause, rules: Rules) -> ColumnElement[str]:
    """Where a person counts: who was hired where the case was on that day (R6)."""
    of_day: ColumnElement[str] = EPISODES.c.station
    return func.coalesce(hire.c.station, of_day) if rules.attribution == "event" else of_day


def _older_on(hire: FromClause, rules: Rules) -> ColumnElement[int]:
    """From which day on a person is older: who was hired stays as on that day (R5)."""
    reached = OlderAges(rules.older_male, rules.older_female).reached_on(EPISODES.c)
    if rules.age_at == "as_of":
        return reached
    hired_on = hire.c.effective_from
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
    return select(*by, func.sum(found.c.counts), func.count()).group_by(*by)
