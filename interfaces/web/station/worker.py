"""The worker's page: who it is, how things stand, and everything that happened."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from application.read_models.timeline import Timeline
from application.read_models.worker_file import WorkerFile
from application.tracker import HANDLERS
from interfaces.accounts.roles import Permission
from interfaces.web.forms.layouts import ON_A_CASE
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)


@router.get("/workers/{worker}")
def worker_page(
    worker: UUID,
    visit: Annotated[Visit, sees(Permission.READ_WORKERS)],
    known_at: datetime | None = None,
) -> Response:
    file = visit.ask(WorkerFile(worker, visit.area, visit.today))
    facts = visit.ask(Timeline(worker, visit.area, known_at))
    actions = [name for name in ON_A_CASE if visit.may(Permission(HANDLERS[name].right.value))]
    return visit.page("station/worker.html", file=file, facts=facts, actions=actions)
