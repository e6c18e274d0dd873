"""What every indicator counts, by which text, and which rules it reads."""

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from application.indicators.catalogue import INDICATORS
from domain.policy.parameters import PARAMETERS
from interfaces.accounts.roles import Permission
from interfaces.texts import parameter_meaning
from interfaces.web.office.rules.deciding import TABS
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)


@router.get("/rules/definitions")
def definitions(visit: Annotated[Visit, sees(Permission.READ_FIGURES)]) -> Response:
    parameters = {each.name: parameter_meaning(each.name, visit.language) for each in PARAMETERS}
    return visit.page(
        "office/rules/definitions.html",
        definitions=[each.definition for each in INDICATORS.values()],
        parameters=parameters,
        tabs=TABS,
    )
