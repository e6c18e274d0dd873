"""Registering somebody: the identity number first, and what it tells."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from application.read_models.registering import BeforeRegistering, Known
from application.read_models.worker_file import WorkerFile
from application.registration import RegisterWorker
from domain.kernel.errors import DomainError
from domain.kernel.identity_number import IdentityNumberInvalid
from interfaces.accounts.preferences import set_preference
from interfaces.accounts.roles import Permission
from interfaces.texts import refusal_words
from interfaces.web.forms.carrying_out import carry_out, named
from interfaces.web.forms.form import BACK, Form
from interfaces.web.forms.layouts import LAYOUTS
from interfaces.web.forms.typed import identity_number_in
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station.places import chosen_alone, stations_of_area
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Clerk = Annotated[Visit, sees(Permission.WRITE_CASES)]
NEXT = "next"
"""Set by the button that saves and goes on to the next person."""
_OLD = 15
KEPT_FOR_THE_NEXT = ("category", "effective_on")


@router.get("/register")
def register_page(visit: Clerk) -> Response:
    """The empty form; after somebody was saved, with what the next person will share."""
    query = visit.request.query_params
    form = _blank(visit)
    form.values |= {name: query[name] for name in KEPT_FOR_THE_NEXT if query.get(name)}
    return _shown(visit, form, saved=_saved(visit, query.get("saved", "")))


@router.post("/register")
def register(posted: PostedForm, visit: Clerk) -> Response:
    """Put the person on the ledger. With `back`, the form with what is known so far."""
    form = Form.posted(RegisterWorker, visit.language, posted, worker=None)
    if BACK in posted:
        form.values = {**_blank(visit).values, **form.values}
        return _shown(visit, form)
    outcome = carry_out(visit, form)
    if outcome is None:
        return _shown(visit, form)
    set_preference(visit.office.accounts, visit.account, "station", form.value("station"))
    if NEXT in posted:
        kept = {name: form.value(name) for name in KEPT_FOR_THE_NEXT}
        return visit.go("/register", done=form.name, saved=str(outcome.worker), **kept)
    return visit.go(f"/workers/{outcome.worker}", done=form.name)


@router.post("/register/told")
def told(posted: PostedForm, visit: Clerk) -> Response:
    """What the number tells and who is there already, while the form is being filled in."""
    form = Form.posted(RegisterWorker, visit.language, posted, worker=None)
    return visit.part("station/told.html", **_told(visit, form))


def _blank(visit: Visit) -> Form:
    """Today, and the street of the last person, or the only one that there is."""
    form = Form.blank(RegisterWorker, visit.language, worker=None)
    places = stations_of_area(visit)
    last = visit.preferences.get("station", "")
    known = {code for group in places for code, _ in group.choices}
    form.values["station"] = last if last in known else chosen_alone(places)
    form.values["effective_on"] = visit.today.isoformat()
    return form


def _shown(visit: Visit, form: Form, saved: dict[str, str] | None = None) -> Response:
    told = _told(visit, form)
    known: Known | None = told["known"]
    if form.wrong and known and known.held and "id_number" not in form.errors:
        # With other things wrong the ledger was not asked; it would refuse the number too.
        facts = {**known.held, "registered_on": known.held["registered_on"].isoformat()}
        form.errors["id_number"] = refusal_words(
            "worker-already-registered", named(visit, facts), visit.language
        )
    return visit.page(
        "station/register.html",
        form.status,
        form=form,
        layout=LAYOUTS[form.name],
        places=stations_of_area(visit),
        saved=saved,
        **told,
    )


def _told(visit: Visit, form: Form) -> dict[str, Any]:
    """`known` about a number that is typed to its end; `invalid` says why it is none.

    `converted` tells that it was typed in its old form, of 15 digits.
    """
    number = identity_number_in(form.value("id_number"))
    if not number:
        return {"known": None, "invalid": "", "converted": False}
    converted = len(number) == _OLD
    question = BeforeRegistering(number, form.value("name"), _day(visit, form), visit.area)
    try:
        return {"known": visit.ask(question), "invalid": "", "converted": converted}
    except IdentityNumberInvalid as invalid:
        words = refusal_words(invalid.code, invalid.facts, visit.language)
        return {"known": None, "invalid": words, "converted": False}


def _day(visit: Visit, form: Form) -> date:
    """The day of registration as typed so far, no later than today."""
    try:
        return min(date.fromisoformat(form.value("effective_on")), visit.today)
    except ValueError:
        return visit.today


def _saved(visit: Visit, worker: str) -> dict[str, str] | None:
    """Who was saved just now, to be looked at again."""
    try:
        file = visit.ask(WorkerFile(UUID(worker), visit.area, visit.today))
    except (ValueError, DomainError):
        return None
    return {"name": file["name"], "worker": worker}
