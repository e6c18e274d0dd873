"""The reported figures behind a number that rests on them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import ConfigDict

from application.indicators.catalogue import INDICATORS
from application.indicators.definition import Definition
from application.indicators.explain_figures import ExplainFigures
from application.indicators.net_new_jobs import NetNewJobs
from application.indicators.registered_unemployment import RegisteredUnemploymentRate
from application.kernel.commands import UnitCode
from interfaces.accounts.roles import Permission
from interfaces.api.questions import Answered, Question, period_of, question_of, switches_of
from interfaces.http.callers import Caller, may
from interfaces.http.office import Here, Office

Reported = type[RegisteredUnemploymentRate | NetNewJobs]
FigureReader = Annotated[Caller, may(Permission.READ_FIGURES)]

router = APIRouter(prefix="/api/v1/indicators", tags=["indicators"])


class Reports(Answered):
    """The reports behind a unit's row, which is there too."""

    model_config = ConfigDict(extra="allow")

    unit: str
    unit_name: str
    facts: list[dict[str, Any]]


class OfUnit(Question):
    unit: UnitCode


def _reported(explained: Definition, question: Reported) -> Callable[..., Reports]:
    shape = question_of(explained, OfUnit)

    def facts(
        reader: FigureReader,
        asked: Annotated[shape, Query()],  # type: ignore[valid-type]
        office: Here,
    ) -> Reports:
        """The reported figures behind a number: of whom, for which day, recorded when."""
        return Reports.model_validate(_behind_reports(asked, explained, question, reader, office))

    return facts


def _behind_reports(
    asked: OfUnit, explained: Definition, question: Reported, reader: Caller, office: Office
) -> dict[str, Any]:
    units = office.tracker.rules.units
    reader.require_area(units, units[asked.unit].code)
    period = period_of(asked, reader, units)
    own = replace(period, level=units[asked.unit].level)
    query = ExplainFigures(question(own, switches_of(asked, explained)), asked.unit)
    found = office.tracker.ask(query)
    del found["engine"]
    return found


for _name, _indicator in INDICATORS.items():
    if _question := _indicator.reported:
        router.add_api_route(
            f"/{_name}/facts",
            _reported(_indicator.definition, _question),
            methods=["GET"],
            operation_id=f"indicator-{_name}-facts",
        )
