"""What a page of figures is asked: a period, what was known, a unit, and rules to count by.

The address holds all of it, so that a figure can be passed on and means the same again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from application.indicators.reemployed_people import SWITCHES
from application.indicators.registered_unemployment import MET_BY
from application.indicators.reporting_periods import Kind, ReportingPeriod
from application.indicators.rules_in_force import RulesInForce
from domain.kernel.errors import DomainError
from domain.unit.units import Unit
from interfaces.texts.pages import later
from interfaces.texts.refusals import refusal_words
from interfaces.web.figures.moments import as_typed, day_typed, moment_typed

if TYPE_CHECKING:
    from interfaces.web.visit import Visit

ALL_SWITCHES = (*SWITCHES, MET_BY.name)
FIRST_DAY = date(1990, 1, 1)
NO_DAY = later("请写成 2005-06-30 或 20050630 这样的日期。")
NO_MOMENT = later("请写成 2005-07-05 或 2005-07-05 23:59 这样的时间，留空为现在。")
TOO_LATE = later("不能晚于今天 {day}。")
TOO_EARLY = later("不能早于 {day}。")


@dataclass(frozen=True)
class FiguresAsked:
    """`typed` is what stands in the form, `wrong` what is wrong with it by field."""

    unit: Unit
    period: ReportingPeriod
    known_at: datetime | None
    switches: Mapping[str, str]
    home: str
    typed: Mapping[str, str]
    wrong: Mapping[str, str]

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What an address needs to ask the same again."""
        period = self.period
        given = {
            "unit": "" if self.unit.code == self.home else self.unit.code,
            "period": "" if period.kind is Kind.YEAR else period.kind.value,
            "from": f"{period.own_since}" if period.kind is Kind.OWN else "",
            "as_of": f"{period.as_of}",
            "known_at": as_typed(self.known_at),
            **self.switches,
        }
        return {name: value for name, value in given.items() if value}

    def address(self, path: str, **changed: str | None) -> str:
        """The same asked of a page; what is changed to nothing is left out."""
        together = {**self.parameters, **changed}
        query = "&".join(_told(name, value) for name, value in together.items() if value)
        return f"{path}?{query}" if query else path


@lru_cache(maxsize=4_096)
def _told(name: str, value: str) -> str:
    """One part of a query. The addresses on a page are made of few."""
    return urlencode({name: value})


def usual_rules(visit: "Visit", asked: FiguresAsked) -> dict[str, int | str]:
    """Of the rules that the question switches, what holds by itself."""
    period = asked.period
    found = visit.ask(RulesInForce(list(asked.switches), period.as_of, asked.known_at))
    return {rule.parameter.name: rule.value for rule in found}


def figures_asked(visit: "Visit") -> FiguresAsked:
    """Raises `UnitUnknown`, and `OutsideArea` for a unit that the account may not see."""
    typed = visit.request.query_params
    home = visit.area or visit.units.city.code
    unit = visit.units[typed.get("unit") or home]
    visit.caller.require_area(visit.units, unit.code)
    reading = Reading(visit, typed)
    return FiguresAsked(
        unit=unit,
        period=reading.period(),
        known_at=reading.known_at(),
        switches={name: typed[name] for name in ALL_SWITCHES if typed.get(name)},
        home=home,
        typed=typed,
        wrong=reading.wrong,
    )


class Reading:
    """Reads the fields one by one; where one is wrong, what would stand there by itself is used.

    `which` ends the names of the fields, where a form asks twice.
    """

    def __init__(self, visit: "Visit", typed: Mapping[str, str], which: str = "") -> None:
        self._visit = visit
        self._typed = typed
        self._which = which
        self.wrong: dict[str, str] = {}

    def period(self, usual: date | None = None) -> ReportingPeriod:
        """Up to today, or to the day that is `usual`."""
        kinds = {kind.value: kind for kind in Kind}
        kind = kinds.get(self._typed.get("period", ""), Kind.YEAR)
        as_of = self._day(f"as_of{self._which}") or usual or self._visit.today
        since = self._day("from") if kind is Kind.OWN else None
        try:
            return ReportingPeriod(kind, as_of, since or as_of.replace(month=1, day=1))
        except DomainError as refusal:
            words = refusal_words(refusal.code, refusal.facts, self._visit.language)
            self.wrong["from"] = words
            return ReportingPeriod(Kind.YEAR, as_of)

    def known_at(self) -> datetime | None:
        name = f"known_at{self._which}"
        try:
            moment = moment_typed(self._typed.get(name, ""))
        except ValueError:
            self._refuse(name, NO_MOMENT)
            return None
        if moment and self._bounded(name, moment.date()):
            return moment
        return None

    def _day(self, name: str) -> date | None:
        try:
            day = day_typed(self._typed.get(name, ""))
        except ValueError:
            self._refuse(name, NO_DAY)
            return None
        return day if day and self._bounded(name, day) else None

    def _bounded(self, name: str, day: date) -> bool:
        if day > self._visit.today:
            self._refuse(name, TOO_LATE, self._visit.today)
        elif day < FIRST_DAY:
            self._refuse(name, TOO_EARLY, FIRST_DAY)
        return name not in self.wrong

    def _refuse(self, name: str, sentence: str, day: date | None = None) -> None:
        self.wrong[name] = self._visit.words.say(sentence, day=day)
