"""Every command on a case as a form of its own: `/workers/{worker}/{command}`."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from application.kernel.actors import OutsideArea
from application.kernel.writing.sitting import CommandIdReused
from application.read_models.timeline import Timeline
from application.read_models.whole_file import Whole, WholeFile
from application.tracker import HANDLERS
from interfaces.accounts.roles import Permission
from interfaces.http.refusals import PermissionMissing
from interfaces.web.forms.carrying_out import carry_out, rehearse
from interfaces.web.forms.form import BACK, CHECKED, Form
from interfaces.web.forms.layouts import LAYOUTS, ON_A_CASE
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station.choosing import LOOK, choice_page, choice_to_make
from interfaces.web.station.consequences import consequences, has_consequences
from interfaces.web.station.places import Places, stations_of_area, stations_of_city
from interfaces.web.station.prefilled import ANOTHER, begin, describe, other_person
from interfaces.web.station.story import Told, told
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
STALE = 412
Reader = Annotated[Visit, sees(Permission.READ_WORKERS)]


@router.get("/workers/{worker}/{command}")
def command_page(worker: UUID, command: str, visit: Reader) -> Response:
    """The empty form, with today and what the file already tells; before it, whom it is about."""
    whole = whole_of(visit, worker, command)
    form = Form.blank(HANDLERS[command].command, visit.language, worker=str(worker))
    begin(visit, whole, form)
    if choice_to_make(visit, whole, form):
        return choice_page(visit, whole, form)
    return shown(visit, form, whole)


@router.post("/workers/{worker}/{command}")
def carry_out_command(posted: PostedForm, worker: UUID, command: str, visit: Reader) -> Response:
    """Carry it out, after a last check where the command asks for one."""
    whole, form = _written(visit, worker, command, posted)
    if LOOK in posted and command in ANOTHER:
        return choice_page(visit, whole, form, posted.get("q", ""))
    if BACK in posted:
        return shown(visit, form, whole)
    if LAYOUTS[command].check and CHECKED not in posted:
        return shown(visit, form, whole, checked=rehearse(visit, form))
    outcome = carry_out(visit, form)
    if outcome is None:
        return shown(visit, form, whole)
    return visit.go(_afterwards(visit, worker), done=command)


@router.post("/workers/{worker}/{command}/told")
def command_told(posted: PostedForm, worker: UUID, command: str, visit: Reader) -> Response:
    """What will follow from what is typed so far."""
    whole, form = _written(visit, worker, command, posted)
    return visit.part("station/follows.html", follows=consequences(visit, whole, form))


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
    if form.facts.get("code") == CommandIdReused.code:
        form.version = str(whole.file["version"])  # what is newer is what this form has saved
    meanwhile = _meanwhile(visit, form, whole)
    return visit.page(
        "station/check.html" if checked else "station/command.html",
        form.status,
        form=form,
        layout=LAYOUTS[form.name],
        whole=whole,
        other=other_person(visit, form) if form.name in ANOTHER else None,
        places=_places(visit, form, whole),
        follows=consequences(visit, whole, form),
        follows_live=has_consequences(form.name),
        meanwhile=meanwhile,
    )


def _written(visit: Visit, worker: UUID, command: str, posted: PostedForm) -> tuple[Whole, Form]:
    whole = whole_of(visit, worker, command)
    form = Form.posted(HANDLERS[command].command, visit.language, posted, worker=str(worker))
    describe(visit, whole, form)
    return whole, form


def _places(visit: Visit, form: Form, whole: Whole) -> list[Places]:
    """A case may be handed to anywhere; what was wrong from the beginning was in the area."""
    if "to_station" in form.inputs:
        return stations_of_city(visit, whole.file["station"])
    return stations_of_area(visit) if "station" in form.inputs else []


def _meanwhile(visit: Visit, form: Form, whole: Whole) -> list[Told]:
    """What others wrote since the form was opened; pressed again, it is saved in sight of that."""
    if form.status != STALE or not form.version.isdecimal():
        return []
    seen, form.version = int(form.version), str(whole.file["version"])
    form.refusal = visit.words.say("他人刚刚办理过此案，新的记录见下。核对后可再按一次保存。")
    facts = visit.ask(Timeline(whole.file["worker"], visit.area))
    return [fact for fact in told(visit, facts) if fact.version > seen]


def _afterwards(visit: Visit, worker: UUID) -> str:
    """The file, unless it has been handed over to where the account does not reach."""
    try:
        visit.ask(WholeFile(worker, visit.area, visit.today))
    except OutsideArea:
        return "/people"
    return f"/workers/{worker}"
