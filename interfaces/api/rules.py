"""What the figures rest on: the city's units and the policy book."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from domain.policy.book import PolicyBook, Ruling
from domain.policy.parameters import PARAMETERS, Parameter
from domain.unit.units import Level, Unit
from interfaces.accounts.roles import Permission
from interfaces.api.paging import Paged, Shown, page_of
from interfaces.http.callers import Caller, may
from interfaces.http.office import Here

router = APIRouter(prefix="/api/v1", tags=["rules"])


class UnitsAsked(Paged):
    level: Level | None = None
    parent: Annotated[str | None, Query(max_length=12)] = None


@router.get("/units", operation_id="units")
def units(
    _: Annotated[Caller, may(Permission.READ_FIGURES)],
    asked: Annotated[UnitsAsked, Query()],
    office: Here,
) -> Shown[Unit]:
    """The units of the city by code, also those that have ended."""
    tree = office.tracker.rules.units
    found = (
        unit
        for unit in tree.units.values()
        if asked.level in (None, unit.level) and asked.parent in (None, unit.parent)
    )
    return page_of(sorted(found, key=lambda unit: unit.code), asked, key=lambda unit: unit.code)


class Value(BaseModel):
    """`since` is null for the value with which the book was opened."""

    since: date | None
    value: int | str
    reference: str


class ParameterShown(BaseModel):
    """A number or a choice of the rules, with every value that it had and has."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    name: str
    meaning: str
    unit: str
    bounds: str
    choices: tuple[str, ...] = Field(description="Empty for a number.")
    values: list[Value]


class PolicyBookShown(BaseModel):
    parameters: list[ParameterShown]


@router.get("/parameters", operation_id="parameters")
def parameters(_: Annotated[Caller, may(Permission.READ_FIGURES)], office: Here) -> PolicyBookShown:
    """The policy book: every number of the rules, by date, with its reference."""
    book = office.tracker.rules.policy
    return PolicyBookShown(parameters=[_shown(p, book) for p in PARAMETERS])


def _shown(parameter: Parameter, book: PolicyBook) -> ParameterShown:
    return ParameterShown(
        name=parameter.name,
        meaning=parameter.meaning,
        unit=parameter.unit,
        bounds=parameter.bounds,
        choices=parameter.choices,
        values=[_value(ruling) for ruling in book.rulings[parameter.name]],
    )


def _value(ruling: Ruling) -> Value:
    since = None if ruling.since == date.min else ruling.since
    return Value(since=since, value=ruling.value, reference=ruling.reference)
