"""The people behind a figure: in which part of it, by which facts, by which rule."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from application.indicators import reemployment_rate
from application.indicators.catalogue import INDICATORS
from application.indicators.definition import Definition
from application.indicators.explain import Explain
from application.indicators.explain_count import ExplainCount
from application.indicators.head_count import HeadCount
from application.indicators.marks import Cell
from application.indicators.switches import ALL, CATEGORY
from application.kernel.answering.paging import CursorInvalid
from application.kernel.commands import UnitCode
from interfaces.api.paging import Paged, cursor_of, key_of
from interfaces.api.questions import Answered, Question, period_of, question_of, switches_of
from interfaces.api.workers import Reader
from interfaces.http.callers import Caller
from interfaces.http.office import Here, Office

router = APIRouter(prefix="/api/v1/indicators", tags=["indicators"])


class People(Answered):
    """The people of one unit and group, page by page."""

    unit: str
    unit_name: str
    group: str
    people: list[dict[str, Any]]
    next_cursor: str | None


class RatedPeople(People):
    """Recounting `people` over all pages gives `numerator` and `denominator`."""

    numerator: int
    denominator: int
    rate: str | None


class CountedPeople(People):
    """Recounting `people` over all pages gives `count`, the number in `column`."""

    column: str
    category: str
    count: int


class OfGroup(Question, Paged):
    unit: UnitCode
    group: Annotated[str, Field(max_length=20)] = "all"


class OfColumn(OfGroup):
    column: Annotated[str, Field(max_length=40, description="the column of the answer")]


class OfCategory(OfColumn):
    category: Annotated[str, Field(max_length=20, description="the category of the row")] = ALL


def _rated(explained: Definition) -> Callable[..., RatedPeople]:
    shape = question_of(explained, OfGroup)

    def people(
        reader: Reader,
        asked: Annotated[shape, Query()],  # type: ignore[valid-type]
        office: Here,
    ) -> RatedPeople:
        """The people behind a rate: in the numerator or only the denominator."""
        return RatedPeople.model_validate(_behind_rate(asked, explained, reader, office))

    return people


def _behind_rate(
    asked: OfGroup, explained: Definition, reader: Caller, office: Office
) -> dict[str, Any]:
    units = office.tracker.rules.units
    reader.require_area(units, units[asked.unit].code)
    query = Explain(
        period_of(asked, reader, units),
        asked.unit,
        asked.group,
        switches_of(asked, explained),
        reader.area,
        asked.limit,
        _after(asked.cursor, UUID),
    )
    return _page(reader, office.tracker.ask(query))


def _counted(explained: Definition, count: type[HeadCount]) -> Callable[..., CountedPeople]:
    shape = question_of(explained, OfColumn if CATEGORY.name in explained.rules else OfCategory)

    def people(
        reader: Reader,
        asked: Annotated[shape, Query()],  # type: ignore[valid-type]
        office: Here,
    ) -> CountedPeople:
        """The people behind a number, each as often as it counts them."""
        found = _behind_count(asked, explained, count, reader, office)
        return CountedPeople.model_validate(found)

    return people


def _behind_count(
    asked: OfColumn, explained: Definition, count: type[HeadCount], reader: Caller, office: Office
) -> dict[str, Any]:
    units = office.tracker.rules.units
    reader.require_area(units, units[asked.unit].code)
    question = count(period_of(asked, reader, units), switches_of(asked, explained))
    seen = _after(asked.cursor, int) or 0
    return _page(
        reader,
        office.tracker.ask(ExplainCount(question, _cell(asked), reader.area, asked.limit, seen)),
    )


def _cell(asked: OfColumn) -> Cell:
    category = asked.category if isinstance(asked, OfCategory) else ALL
    return Cell(asked.unit, asked.group, asked.column, category)


def _page(reader: Caller, found: dict[str, Any]) -> dict[str, Any]:
    reader.shows(len(found["people"]))
    after = found.pop("next_after")
    return found | {"next_cursor": None if after is None else cursor_of(str(after))}


def _after(cursor: str | None, read: Callable[[str], Any]) -> Any:
    """Raises `CursorInvalid`."""
    try:
        return None if cursor is None else read(key_of(cursor))
    except ValueError:
        raise CursorInvalid() from None


def _endpoint(name: str) -> Callable[..., People] | None:
    explained = INDICATORS[name].definition
    if explained is reemployment_rate.DEFINITION:
        return _rated(explained)
    count = INDICATORS[name].counted
    return _counted(explained, count) if count else None


for _name in INDICATORS:
    if _people := _endpoint(_name):
        router.add_api_route(
            f"/{_name}/people", _people, methods=["GET"], operation_id=f"indicator-{_name}-people"
        )
