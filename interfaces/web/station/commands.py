"""Every command on a case as a form of its own: `/workers/{worker}/{command}`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from application.read_models.whole_file import Whole, WholeFile
from application.tracker import HANDLERS
from interfaces.accounts.roles import Permission
from interfaces.http.refusals import PermissionMissing
from interfaces.web.forms.carrying_out import carry_out, rehearse
from interfaces.web.forms.form import BACK, CHECKED, Form
from interfaces.web.forms.layouts import LAYOUTS, ON_A_CASE
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station.places import stations_of_city
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]


@router.get("/workers/{worker}/{command}")
def command_page(worker: UUID, command: str, visit: Reader) -> Response:
    """The empty form, with today and what the file already tells."""
    whole = whole_of(visit, worker, command)
    form = Form.blank(HANDLERS[command].command, visit.language, worker=str(worker))
    form.values |= {"effective_on": visit.today.isoformat(), **_told(visit, command, form)}
    form.version = str(whole.file["version"])
    return shown(visit, form, whole)


@router.post("/workers/{worker}/{command}")
def carry_out_command(posted: PostedForm, worker: UUID, command: str, visit: Reader) -> Response:
    """Carry it out, after a last check where the command asks for one."""
    whole = whole_of(visit, worker, command)
    fixed = {"worker": str(worker)}
    form = Form.posted(HANDLERS[command].command, visit.language, posted, **fixed)
    if BACK in posted:
        return shown(visit, form, whole)
    if LAYOUTS[command].check and CHECKED not in posted:
        return shown(visit, form, whole, checked=rehearse(visit, form))
    outcome = carry_out(visit, form)
    if outcome is None:
        return shown(visit, form, whole)
    return visit.go(f"/workers/{worker}", done=command)


def whole_of(visit: Visit, worker: UUID, command: str) -> Whole:
    """The file of the case, for whoever may carry out the command.

    Raises `WorkerNotFound`, `OutsideArea`, `PermissionMissing`, and 404 for no such command.
    """
    if command not in ON_A_CASE:
        raise HTTPException(404)
    permission = Permission(HANDLERS[command].right.value)
    if not visit.may(permission):
        raise PermissionMissing(permission=permission.value, role=visit.account.role.value)
    whole = visit.ask(WholeFile(worker, visit.area, visit.today))
    assert whole is not None, "a case is known from its registration on"
    return whole


def shown(visit: Visit, form: Form, whole: Whole, checked: bool = False) -> Response:
    """The form on its page, or the last check of what it says."""
    if form.status == 412:
        # Somebody wrote meanwhile; what they wrote can be looked at, and then this saved again.
        form.version = str(whole.file["version"])
    return visit.page(
        "station/check.html" if checked else "station/command.html",
        form.status,
        form=form,
        layout=LAYOUTS[form.name],
        whole=whole,
        stations=stations_of_city(visit, whole.file["station"]),
    )


def _told(visit: Visit, command: str, form: Form) -> dict[str, str]:
    """What the link that led here says, such as which job is meant."""
    query = visit.request.query_params
    return {name: query[name] for name in LAYOUTS[command].fields if name in query}
