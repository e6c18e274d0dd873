"""The figures: which indicators there are, their answers, and the people behind them.

Every indicator of the catalogue has a route of its own, so that its switches can be read in
the description of the interface.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from application.indicators.catalogue import INDICATORS, Indicator
from interfaces.accounts.roles import Permission
from interfaces.api.questions import Answered, Question, period_of, question_of, switches_of
from interfaces.http.callers import Caller, may
from interfaces.http.office import Here

router = APIRouter(prefix="/api/v1/indicators", tags=["indicators"])

ANSWERED_BY = "Answered-By"
"""The header that tells which engine counted; the answer is the same whichever it was."""
Reader = Annotated[Caller, may(Permission.READ_FIGURES)]
PeopleReader = Annotated[Caller, may(Permission.READ_WORKERS)]


class Said(BaseModel):
    """The same in both languages."""

    zh: str
    en: str


class DefinitionShown(BaseModel):
    """What an indicator counts, in words, and by which text; `rules` can be switched."""

    name: str
    title: Said
    numerator: Said
    denominator: Said
    period: Said
    reference: str
    rule_set: str
    rules: tuple[str, ...]


class IndicatorsShown(BaseModel):
    indicators: list[DefinitionShown]


class Answer(Answered):
    """Every row has `unit`, `unit_name` and `group`; the rest is the indicator's own."""

    rows: list[dict[str, Any]]


@router.get("", operation_id="indicators")
def indicators(_: Reader) -> IndicatorsShown:
    """Every indicator with its definition in words."""
    shown = (asdict(indicator.definition) for indicator in INDICATORS.values())
    return IndicatorsShown(indicators=[DefinitionShown.model_validate(each) for each in shown])


def _endpoint(indicator: Indicator) -> Callable[..., Answer]:
    question = question_of(indicator.definition, Question)

    def answer(
        reader: Reader,
        asked: Annotated[question, Query()],  # type: ignore[valid-type]
        office: Here,
        response: Response,
    ) -> Answer:
        assert isinstance(asked, Question)
        switches = switches_of(asked, indicator.definition)
        units = office.tracker.rules.units
        found = office.tracker.ask(indicator.asked(period_of(asked, reader, units), switches))
        found["rows"] = [row for row in found["rows"] if reader.reaches(units, row["unit"])]
        response.headers[ANSWERED_BY] = found["engine"]
        return Answer.model_validate(found)

    return answer


for _indicator in INDICATORS.values():
    router.add_api_route(
        f"/{_indicator.name}",
        _endpoint(_indicator),
        methods=["GET"],
        operation_id=f"indicator-{_indicator.name}",
        summary=_indicator.definition.title.en,
        description=f"{_indicator.definition.title.zh} · {_indicator.definition.title.en}\n\n"
        f"{_indicator.definition.numerator.en}\n\n"
        f"{_indicator.definition.denominator.en}\n\n{_indicator.definition.reference}",
    )
