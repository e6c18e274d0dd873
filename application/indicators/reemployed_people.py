"""Who is in the re-employment rate, one row a person (JM-2003 R1–R7).

A person of the denominator is found by one look at the two clocks: the episode that holds on
the as-of date, and the first re-employment of the period. Whoever is unemployed on the as-of
date was so in the period; whoever left the ledger carries the day on which unemployment ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select, true

from application.indicators.period import Asked
from application.indicators.switches import ruled
from application.kernel.bitemporal.clocks import holds, known
from application.kernel.bitemporal.episodes import EPISODES
from application.kernel.query import Sight
from domain.policy.book import parameter
from domain.worker.pieces import REEMPLOYED
from domain.worker.vocabulary import CloseReason, Status

SWITCHES = ("denominator", "attribution", "age_at", "numerator", "older_male", "older_female")
_YEARS = 10_000
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
    person = _persons(asked, stations)
    hired = person.c.hired_on.is_not(None)
    day = func.coalesce(person.c.hired_on, asked.days[1])
    age_day = day if rules.age_at == "event" else asked.days[1]
    older_age = case((person.c.sex == "male", rules.older_male), else_=rules.older_female)
    by_event = func.coalesce(person.c.hired_at, person.c.station)
    at_work = person.c.status == Status.REEMPLOYED
    counts = hired if rules.numerator == "ever" else and_(hired, at_work)
    return (
        select(
            person.c.stream,
            person.c.sex,
            person.c.birth,
            (by_event if rules.attribution == "event" else person.c.station).label("station"),
            case((age_day - person.c.birth >= older_age * _YEARS, 1), else_=0).label("older"),
            case((counts, 1), else_=0).label("counts"),
            person.c.status,
            person.c.entered_by,
            person.c.unemployed_by,
            person.c.hired_on,
            person.c.hired_by,
        )
        .where(or_(hired, _without_work(person, asked, rules)))
        .subquery("people")
    )


def _persons(asked: Asked, stations: Sequence[str] | None) -> Subquery:
    """Of each person the episode on the as-of date, and the first re-employment of the period.

    Each is at most one episode, so that one pass and one grouping find both.
    """
    e, (first, last) = EPISODES.c, asked.days
    now = holds(EPISODES, last)
    hired = and_(
        e.entered == REEMPLOYED,
        e.effective_from.between(first, last),
        or_(e.hired_before.is_(None), e.hired_before < first),
    )
    of_now = (
        "sex",
        "birth",
        "station",
        "status",
        "entered",
        "entered_by",
        "confirmed",
        "unemployed_until",
        "unemployed_by",
    )
    of_hire = {"hired_on": "effective_from", "hired_at": "station", "hired_by": "entered_by"}
    return (
        select(
            e.stream,
            *(func.max(case((now, e[name]))).label(name) for name in of_now),
            *(func.max(case((hired, e[name]))).label(label) for label, name in of_hire.items()),
        )
        .where(known(EPISODES, asked.known), e.counted, or_(now, hired), _among(stations))
        .group_by(e.stream)
        .subquery("persons")
    )


def _among(stations: Sequence[str] | None) -> ColumnElement[bool]:
    if stations is None:
        return true()
    stood = EPISODES.alias("stood")
    return EPISODES.c.stream.in_(select(stood.c.stream).where(stood.c.station.in_(stations)))


def _without_work(person: Subquery, asked: Asked, rules: Rules) -> ColumnElement[bool]:
    """In the denominator though not re-employed in the period (R4)."""
    p = person.c
    left = and_(p.status == Status.CLOSED, p.unemployed_until >= asked.days[0])
    if rules.denominator == "net":
        left = and_(left, p.entered == NOT_SUBTRACTED_UNCONFIRMED, p.confirmed.is_(False))
    return or_(p.status == Status.UNEMPLOYED, left)


def sums(found: Subquery) -> Select[Any]:
    """Persons and persons re-employed by station, sex and whether older."""
    by = (found.c.station, found.c.sex, found.c.older)
    return select(*by, func.sum(found.c.counts), func.count()).group_by(*by)
