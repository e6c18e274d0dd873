"""What may be asked of every indicator: a period, a moment, a level, and its rule switches."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, create_model

from application.indicators.definition import Definition
from application.indicators.period import Asked
from application.indicators.registered_unemployment import MET_BY
from application.indicators.switches import CATEGORY
from domain.policy.book import parameter
from domain.unit.units import Level, UnitTree
from interfaces.api.days import Day, Moment
from interfaces.api.paging import Strict
from interfaces.http.callers import Caller

_OWN = {switch.name: switch for switch in (CATEGORY, MET_BY)}
"""Switches of a question alone: the policy book has no value for them."""


class Question(Strict):
    """A period, what was known, and at which level of units."""

    as_of: Annotated[Day, Field(description="the last day of the period")]
    from_: Annotated[
        Day | None, Field(alias="from", description="1 January of that year without it")
    ] = None
    known_at: Annotated[
        Moment | None, Field(description="as it was known at a moment; without it as it is now")
    ] = None
    level: Annotated[
        Level | None,
        Field(description="county without it; for an account with an area, the area's own level"),
    ] = None


class Answered(BaseModel):
    indicator: str
    rule_set: str
    rules: dict[str, int | str]
    from_: date = Field(alias="from")
    as_of: date
    known_at: datetime | None
    position: int = Field(description="the last fact that the answer has seen")


def _switch(name: str) -> tuple[Any, Any]:
    """A query parameter for a rule switch, described by the policy book."""
    rule = _OWN.get(name) or parameter(name)
    words = f"{rule.meaning}: {rule.bounds}; without it as the rules have it"
    return Annotated[str | None, Field(max_length=40, description=words)], None


def question_of(indicator: Definition, base: type[BaseModel]) -> type[BaseModel]:
    switches: dict[str, Any] = {name: _switch(name) for name in indicator.rules}
    title = "".join(map(str.capitalize, indicator.name.split("-"))) + base.__name__
    return create_model(title, __base__=base, **switches)


def period_of(question: Question, caller: Caller, units: UnitTree) -> Asked:
    """Raises `PeriodUpsideDown`."""
    own = Level.COUNTY if caller.area is None else units[caller.area].level
    return Asked(question.as_of, question.from_, question.known_at, question.level or own)


def switches_of(question: BaseModel, indicator: Definition) -> dict[str, str]:
    given = {name: getattr(question, name) for name in indicator.rules}
    return {name: value for name, value in given.items() if value is not None}
